import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { flywheel, newFolder, removeFolder } from '../../cli/session.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('writes a commented scenario that gives the same bytes as the bundled one', async () => {
  const { code, out, err, files } = await flywheel(['init', 'mine.yaml']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/Wrote mine\.yaml.*flywheel simulate mine\.yaml/);
  const again = await flywheel(['simulate', 'mine.yaml', '--format', 'json'], { files });
  const bundled = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'json']);
  expect(again.out).toBe(bundled.out);
});

test('explains every kind of number in it, and says what to run next', async () => {
  const { files } = await flywheel(['init', 'mine.yaml']);
  const text = files['mine.yaml'] ?? '';
  for (const key of ['rotations', 'volume', 'conversion', 'perMember']) {
    expect(text, key).toMatch(new RegExp(`# .+\\n *(- )?${key}:`));
  }
  const commands = [...text.matchAll(/# \w+: flywheel (.+)/g)].map(([, command]) => (command as string).split(' '));
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) expect((await flywheel(command, { files })).code).toBe(0);
});

test('never overwrites', async () => {
  const files = { 'mine.yaml': 'mine' };
  const session = await flywheel(['init', 'mine.yaml'], { files });
  expect(session).toMatchObject({ code: 2, out: '', files });
  expect(session.err).toMatch(/mine\.yaml exists already.*another file/);
});

test.each([
  [
    'a bundled scenario that does not exist',
    ['mine.yaml', '--from', 'hundred-per-cylce'],
    /did you mean hundred-per-cycle\?/,
  ],
  ['a file that cannot hold comments', ['mine.json'], /mine\.json has to end in \.yaml.*comments/],
  [
    'a folder that does not exist',
    ['nowhere/mine.yaml'],
    /nowhere\/mine\.yaml cannot be written: its folder does not exist/,
  ],
])('refuses %s: exit 2, nothing written', async (_what, args, message) => {
  const { code, out, err, files } = await flywheel(['init', ...args]);
  expect({ code, out, files }).toEqual({ code: 2, out: '', files: {} });
  expect(err).toMatch(message);
});

test('starts from every bundled scenario', async () => {
  const names = (await flywheel(['scenarios'])).out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0] as string);
  for (const name of names) {
    const { files } = await flywheel(['init', 'mine.yml', '--from', name]);
    const mine = await flywheel(['simulate', 'mine.yml', '--format', 'json'], { files });
    const bundled = await flywheel(['simulate', name, '--format', 'json']);
    expect(mine.code, name).toBe(0);
    expect(mine.out, name).toBe(bundled.out);
  }
});

test('is not misled by the name of the file', async () => {
  const { code, files } = await flywheel(['init', 'a\nrotations: 9\nb.yaml']);
  expect(code).toBe(0);
  expect(parse(Object.values(files)[0] ?? '').rotations).toBe(5);
});

describe('says to editors where the schema is', () => {
  const project = newFolder();
  afterAll(() => removeFolder(project));
  mkdirSync(join(project, 'plans/2027'), { recursive: true });
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(ROOT, join(project, 'node_modules/flywheel'), 'junction');

  /** What a new file says, as editors read it. */
  const told = async (file: string): Promise<string | undefined> => {
    expect((await flywheel(['init', file], { folder: project })).code).toBe(0);
    const [first] = readFileSync(join(project, file), 'utf8').split('\n');
    return /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1];
  };

  test.each(['mine.yaml', 'plans/shop.yaml', 'plans/2027/spring.yml'])('in %s, seen from there', async (file) => {
    const schema = (await told(file)) ?? 'it does not say';
    expect(schema).toMatch(/^(\.\.\/)*node_modules\/flywheel\/dist\/schema\.json$/);
    const found = readFileSync(join(project, dirname(file), schema), 'utf8');
    expect(found).toBe((await flywheel(['schema'])).out);
  });

  test('in the folder of the program itself', async () => {
    const inside = join('node_modules/flywheel/node_modules', 'mine.yaml');
    try {
      expect(await told(inside)).toBe('../dist/schema.json');
    } finally {
      removeFolder(join(project, inside));
    }
  });

  test('and nowhere where it is not installed in the folder or above: the way would be right on one machine only', async () => {
    const { files } = await flywheel(['init', 'mine.yaml']);
    expect(files['mine.yaml']).not.toContain('$schema');
  });

  test('and whoever reads the scenario passes over it, in YAML and in JSON', async () => {
    const folder = project;
    const yaml =
      '# yaml-language-server: $schema=nowhere.json\nrotations: 1\nstages: [{ id: a }, { id: b, conversion: 1 }]\n';
    const json =
      '{ "$schema": "nowhere.json", "rotations": 1, "stages": [{ "id": "a" }, { "id": "b", "conversion": 1 }] }';
    writeFileSync(join(folder, 'read.yaml'), yaml);
    writeFileSync(join(folder, 'read.json'), json);
    const session = await flywheel(['validate', 'read.yaml', 'read.json'], { folder });
    expect(session).toMatchObject({ code: 0, err: '' });
  });
});
