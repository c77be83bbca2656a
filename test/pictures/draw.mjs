// Draws the pictures of the README anew, with the built command. A test says when that is due.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

const pictures = JSON.parse(readFileSync('test/pictures/pictures.json', 'utf8'));
mkdirSync('.github/pictures', { recursive: true });
for (const [file, args] of Object.entries(pictures)) {
  execFileSync(process.execPath, ['bin/flywheel.js', 'plot', ...args, '-o', `.github/pictures/${file}`], {
    stdio: 'inherit',
  });
}
