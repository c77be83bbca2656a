// Draws the pictures of the README anew, with the built command. A test says when that is due.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

const pictures = JSON.parse(readFileSync('.build/pictures.json', 'utf8'));
mkdirSync('scenarios/pictures', { recursive: true });
for (const [file, args] of Object.entries(pictures)) {
  execFileSync(process.execPath, ['bin/flywheel.js', 'plot', ...args, '-o', `scenarios/pictures/${file}`], {
    stdio: 'inherit',
  });
}
