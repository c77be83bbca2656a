import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]);

const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
const ours = commands.filter((command) => command.includes('flywheel'));

let folder = '';

/** One command of the README in a shell, in a folder of its own that the commands before have left things in. */
function shell(command: string): string {
  // A person types these commands: where CI is set, --update is refused.
  const env = { ...process.env, PATH: `${folder}/bin:${process.env.PATH}`, NO_COLOR: '1', CI: '' };
  return execFileSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, env, encoding: 'utf8' });
}

beforeAll(() => {
  const built = join(root, 'bin/flywheel.js');
  if (!existsSync(join(root, 'dist/cli/main.js'))) throw new Error('not built: npm run build');
  folder = mkdtempSync(join(tmpdir(), 'flywheel-readme-'));
  execFileSync('mkdir', [join(folder, 'bin')]);
  writeFileSync(join(folder, 'bin/flywheel'), `#!/bin/sh\nexec "${process.execPath}" "${built}" "$@"\n`);
  chmodSync(join(folder, 'bin/flywheel'), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('every command of the README', () => {
  test('is there to be found', () => expect(ours.length).toBeGreaterThan(15));

  test.each(ours)('%s', (command) => {
    expect(() => shell(command)).not.toThrow();
  });

  test('that sets up, tests or measures is run by CI, or is a script of the package', () => {
    const ci = readFileSync(join(root, '.ci/run'), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const command of commands.filter((line) => !ours.includes(line))) {
      const script = /^npm run (\S+)$/.exec(command)?.[1];
      if (script === undefined) expect(ci).toContain(command);
      else expect(Object.keys(scripts)).toContain(script);
    }
  });
});

describe('what it shows of a command is what the command prints', () => {
  test.each(blocks('text').map((shown) => shown.split('\n')))('%s', (prompt, ...output) => {
    expect(prompt).toMatch(/^\$ flywheel /);
    expect(shell(`${prompt.slice(2)} 2>&1`)).toBe(output.join('\n'));
  });
});

test('the scenario it shows is the bundled one, less its description', () => {
  const [shown] = blocks('json').map((text) => JSON.parse(text));
  const { description, ...bundled } = JSON.parse(readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8'));
  delete bundled.loops[0].offspring;
  expect(shown).toEqual(bundled);
});

test('the example for the library runs', () => {
  const [example] = blocks('js');
  writeFileSync(
    join(folder, 'example.mjs'),
    example.replace("'flywheel'", JSON.stringify(join(root, 'dist/index.js'))),
  );
  const [gain, weakest] = execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' }).split(' ');
  expect(Number(gain)).toBeCloseTo(47.0766, 4);
  expect(weakest.trim()).toBe('acquire');
});
