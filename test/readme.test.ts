import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { blocks, commands, isLong, ours, Reader, ROOT } from './readme/commands.ts';

const reader = new Reader();
afterAll(() => reader.leave());

describe('every command of the README', () => {
  test('is there to be found', () => expect(ours.length).toBeGreaterThan(15));

  test.each(ours.filter((command) => !isLong(command)))('%s', (command) => {
    expect(() => reader.type(command)).not.toThrow();
  });

  test('that sets up, tests or measures is run by CI, or is a script of the package', () => {
    const ci = readFileSync(join(ROOT, '.ci/run'), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    for (const command of commands.filter((line) => !ours.includes(line)).flatMap((line) => line.split(' && '))) {
      const script = /^npm run (\S+)$/.exec(command)?.[1];
      if (script === undefined) expect(ci).toContain(command);
      else expect(Object.keys(scripts)).toContain(script);
    }
  });
});

describe('what it shows of a command is what the command prints', () => {
  test.each(blocks('text').map((shown) => shown.split('\n')))('%s', (prompt, ...output) => {
    expect(prompt).toMatch(/^\$ (npx )?flywheel /);
    expect(reader.type(`${prompt.slice(2)} 2>&1`)).toBe(output.join('\n'));
  });
});

test('the scenario it shows is the bundled one, less its description', () => {
  const [shown] = blocks('json').map((text) => JSON.parse(text));
  const { description, ...bundled } = JSON.parse(readFileSync(join(ROOT, 'scenarios/hundred-per-cycle.json'), 'utf8'));
  delete bundled.loops[0].offspring;
  expect(shown).toEqual(bundled);
});

test('the example for the library runs', () => {
  const [example] = blocks('js');
  writeFileSync(
    join(reader.folder, 'example.mjs'),
    example.replace("'flywheel'", JSON.stringify(join(ROOT, 'dist/index.js'))),
  );
  const [gain, weakest] = execFileSync(process.execPath, ['example.mjs'], {
    cwd: reader.folder,
    encoding: 'utf8',
  }).split(' ');
  expect(Number(gain)).toBeCloseTo(47.0766, 4);
  expect(weakest.trim()).toBe('acquire');
});
