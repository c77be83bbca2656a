import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findScenarios } from '../../../src/commands/check/files/find.ts';
import { processIo } from '../../../src/io/io.ts';
import { fileWith } from '../../cli/example.ts';
import { flywheel, newFolder, removeFolder } from '../../cli/session.ts';

let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const put = (files: Record<string, string>) => flywheel(['--version'], { folder, files });

/** What is checked, and how many files are not. */
async function checked(...args: string[]) {
  const { out, err, code } = await flywheel(['check', ...args, '--format', 'json'], { folder });
  const { files, skipped } = JSON.parse(out);
  return { code, err, skipped, paths: files.map(({ path }: { path: string }) => path) };
}

const PLAN = fileWith();

describe('in a folder', () => {
  test('scenarios are the JSON and YAML files with stages; others are skipped and counted', async () => {
    await put({
      'b.json': PLAN,
      'a.yaml': PLAN,
      'c.yml': 'rotations: 2\nstages: [{ id: a }, { id: b, conversion: 0.5 }]\n',
      'D.JSON': PLAN,
      'package.json': '{ "name": "x", "scripts": { "stages": "no" } }',
      'tsconfig.json': '// comments\n{ "files": [] }',
      'broken.yaml': 'files: [',
      'empty.json': '',
      'list.json': '["stages"]',
      'README.md': '# stages\nstages: 1',
      'plan.txt': PLAN,
    });
    expect(await checked()).toEqual({
      ...{ code: 0, err: '', skipped: 5 },
      paths: ['D.JSON', 'a.yaml', 'b.json', 'c.yml'],
    });
    expect((await flywheel(['check'], { folder })).out).toContain('5 other files skipped: no stages in them.');
  });

  test('what a .gitignore names is passed by, as git does', async () => {
    await put({
      '.gitignore': "# drafts are nobody else's\ndrafts/\n*.tmp.yaml\nsecret.json\n",
      'a.yaml': PLAN,
      'secret.json': PLAN,
      'deep/b.tmp.yaml': PLAN,
      'deep/kept.tmp.yaml': PLAN,
      'deep/.gitignore': '!kept.tmp.yaml\n/here.yaml\n',
      'deep/here.yaml': PLAN,
      'deep/more/here.yaml': PLAN,
      'drafts/c.yaml': PLAN,
      'drafts/.gitignore': '!c.yaml\n',
    });
    const { paths, skipped } = await checked();
    expect(paths).toEqual(['a.yaml', 'deep/kept.tmp.yaml', 'deep/more/here.yaml']);
    expect(skipped).toBe(0);
  });

  test('the .gitignore of a folder above counts in a repository, but for a folder that is named itself', async () => {
    await put({ '.gitignore': 'drafts/\n', 'plans/a.yaml': PLAN, 'plans/drafts/b.yaml': PLAN });
    expect((await checked('plans')).paths).toEqual(['plans/a.yaml', 'plans/drafts/b.yaml']);
    await put({ '.git/HEAD': 'ref: refs/heads/main\n' });
    expect((await checked('plans')).paths).toEqual(['plans/a.yaml']);
    expect((await checked(join(folder, 'plans'))).paths).toEqual([`${folder}/plans/a.yaml`]);
    expect((await checked('plans/drafts')).paths).toEqual(['plans/drafts/b.yaml']);
    expect((await checked('plans/drafts/b.yaml')).paths).toEqual(['plans/drafts/b.yaml']);
  });

  test('the snapshot of an ignored scenario is not taken for one whose scenario is gone', async () => {
    await put({ 'mine.yaml': PLAN, 'ours.yaml': PLAN });
    await flywheel(['check', '--update'], { folder });
    await put({ '.gitignore': 'mine.yaml\n' });
    const { files, out } = await flywheel(['check', '--update', '--prune'], { folder });
    expect(out).not.toContain('mine');
    expect(Object.keys(files)).toContain('mine.snap.json');
  });

  test.each([
    ['new.yaml', 'rotations: 3\nstages: [\n'],
    ['new.yaml', '<<<<<<< HEAD\nrotations: 3\n=======\nrotations: 4\n>>>>>>> mine\nstages:\n  - id: a\n'],
    ['new.yml', 'rotations: 3\nstages:\n\t- id: a\n'],
    ['new.yaml', 'name: "Spring\nrotations: 3\nstages:\n  - id: a\n'],
    ['new.yaml', '{ stages: [{ id: a }'],
    ['new.json', '{ "rotations": 3, "stages": [{ "id": "a" },] }'],
  ])('a scenario that somebody has broken is one, snapshot or not: %s %j', async (name, text) => {
    await put({ 'ok.yaml': PLAN });
    await flywheel(['check', '--update'], { folder });
    await put({ [name]: text });
    const { out, err, code } = await flywheel(['check', '.'], { folder, env: { CI: '1' } });
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^${name}:\\d+:\\d+ not valid (JSON|YAML): `));
    expect(out).toMatch(new RegExp(`^${name} +invalid.*\\nok\\.yaml +passed`, 'm'));
  });

  test('one with a snapshot is checked, whatever has become of it', async () => {
    await put({ 'a.json': PLAN, 'b.json': PLAN });
    await flywheel(['check', '--update'], { folder });
    await put({ 'a.json': '{ "rotations": 5 }', 'b.json': '{' });
    const { code, err, paths } = await checked();
    expect({ code, paths }).toEqual({ code: 2, paths: ['a.json', 'b.json'] });
    expect(err).toMatch(/^a\.json:1:1 the scenario needs stages/m);
    expect(err).toMatch(/^b\.json:1:2 not valid JSON/m);
  });

  test('all folders in it are searched, but hidden ones and node_modules', async () => {
    await put({
      'plans/2027/a.json': PLAN,
      'plans/b.yaml': PLAN,
      '.github/workflows/check.yml': 'stages: []',
      '.hidden.json': PLAN,
      '.gitlab-ci.yml': 'stages: [build]',
      'node_modules/x/plan.json': PLAN,
      'plans/node_modules/plan.json': PLAN,
      'my_node_modules/c.json': PLAN,
    });
    expect(await checked()).toEqual({
      ...{ code: 0, err: '', skipped: 0 },
      paths: ['my_node_modules/c.json', 'plans/2027/a.json', 'plans/b.yaml'],
    });
  });

  test('a link to a folder is not followed, so that circles end; a link to a file is', async () => {
    await put({ 'plans/a.json': PLAN });
    symlinkSync('..', join(folder, 'plans/up'));
    symlinkSync('a.json', join(folder, 'plans/link.json'));
    symlinkSync('nowhere.json', join(folder, 'plans/dead.json'));
    expect((await checked()).paths).toEqual(['plans/a.json', 'plans/link.json']);
  });

  test('the order is that of code units, on every machine', async () => {
    const names = ['Z.json', 'a.json', 'b-a.json', 'b/a.json', 'b0.json', 'ä.json', 'ａ.json', '😀.json'];
    await put(Object.fromEntries([...names].reverse().map((name) => [name, PLAN])));
    expect((await checked()).paths).toEqual([
      'Z.json',
      'a.json',
      'b-a.json',
      'b/a.json',
      'b0.json',
      'ä.json',
      '😀.json',
      'ａ.json',
    ]);
  });

  test('a killed program’s unfinished file is none', async () => {
    await put({ 'a.json': PLAN, '.a.snap.json.1-0.tmp': '{ "fly', '.b.snap.json': '{}' });
    expect(await checked()).toEqual({ code: 0, err: '', skipped: 0, paths: ['a.json'] });
  });
});

describe('paths', () => {
  test('are shown from the folder that is given, with forward slashes', async () => {
    await put({ 'plans/sub/a.json': PLAN, 'plans/b.json': PLAN });
    for (const given of ['plans', 'plans/', './plans', 'plans/sub/..'])
      expect((await checked(given)).paths).toEqual(['plans/b.json', 'plans/sub/a.json']);
    expect((await checked('./plans/b.json')).paths).toEqual(['plans/b.json']);
  });

  test('that name the same file twice check it once', async () => {
    await put({ 'plans/a.json': PLAN });
    expect((await checked('.', 'plans', './plans/a.json', 'plans/../plans/a.json')).paths).toEqual(['plans/a.json']);
  });

  test('that name a file check it, whatever it is called or holds', async () => {
    await put({ 'plan.txt': PLAN, 'package.json': '{}', 'node_modules/a.json': PLAN, '.hidden.json': PLAN });
    const { paths, code } = await checked('plan.txt', 'package.json', 'node_modules/a.json', '.hidden.json');
    expect({ paths, code }).toEqual({
      code: 2,
      paths: ['.hidden.json', 'node_modules/a.json', 'package.json', 'plan.txt'],
    });
  });

  test('that name a snapshot check its scenario: lists of changed files have both', async () => {
    await put({ 'plans/a.yaml': PLAN });
    await flywheel(['check', '--update'], { folder });
    expect((await checked('plans/a.snap.json', 'plans/a.yaml')).paths).toEqual(['plans/a.yaml']);
    expect((await checked('plans/a.snap.json')).paths).toEqual(['plans/a.yaml']);
  });

  test('that name what is called a snapshot and is none are errors', async () => {
    await put({ 'a.snap.json': PLAN });
    const { code, err } = await checked('a.snap.json');
    expect(code).toBe(2);
    expect(err).toMatch(/^a\.snap\.json is neither a scenario nor the snapshot of one/);
  });

  test('may leave out what does not exist: the name of a bundled scenario is none', async () => {
    const { code, err } = await checked('hundred-per-cycle');
    expect(code).toBe(2);
    expect(err).toMatch(/^there is no file or folder "hundred-per-cycle", and check takes no names: flywheel init /);
  });

  test.each([
    ['-', /standard input has no place for a snapshot/],
    ['', /a path is empty/],
  ])('%j is refused', async (path, message) => {
    const { code, out, err } = await flywheel(['check', path], { folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('through a file are told as such', async () => {
    await put({ 'a.json': PLAN });
    const { code, err } = await checked('a.json/b.json');
    expect(code).toBe(2);
    expect(err).toMatch(/a part of the path is a file, not a folder/);
  });
});

describe('nothing to check', () => {
  test.each([
    ['an empty folder', {}, ''],
    ['a folder of other things', { 'package.json': '{}', 'x.yaml': 'a: 1' }, ', 2 other files skipped'],
  ])('is a failure: %s', async (_what, files, skipped) => {
    await put(files);
    const { code, out, err } = await flywheel(['check'], { folder });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `nothing to check: there is no JSON or YAML file with stages here${skipped} (flywheel init mine.yaml writes one)\n`,
    );
  });

  test('is a document all the same', async () => {
    expect(await checked()).toMatchObject({ code: 1, paths: [], skipped: 0 });
  });
});

describe('two files that want one snapshot', () => {
  test('are an error, told once, and the others run', async () => {
    await put({ 'a.json': PLAN, 'a.yaml': PLAN, 'a.yml': PLAN, 'b.json': PLAN });
    const { code, out, err, files } = await flywheel(['check', '--update'], { folder });
    expect(code).toBe(2);
    expect(err).toBe('a.json, a.yaml and a.yml want the same snapshot, a.snap.json: rename all but one of them\n');
    expect(out).toMatch(/^a\.json +invalid.*\na\.yaml +invalid.*\na\.yml +invalid.*\nb\.json +updated/m);
    expect(Object.keys(files)).toEqual(['a.json', 'a.yaml', 'a.yml', 'b.json', 'b.snap.json']);
  });

  test('are told with all else that is wrong with them, and what they promise is judged', async () => {
    await put({
      'a.json': fileWith({ rotations: 0, overhead: -1 }),
      'a.yaml': fileWith({ expect: [{ metric: 'gain@5', above: 50 }] }),
      'b.json': fileWith({ discount: 'x' }),
    });
    const { code, out, err } = await flywheel(['check'], { folder });
    expect(code).toBe(2);
    expect(err).toContain('a.json and a.yaml want the same snapshot');
    expect(err).toMatch(/^a\.json:\d+:\d+ rotations must be a whole number/m);
    expect(err).toMatch(/^a\.json:\d+:\d+ overhead must be/m);
    expect(err).toMatch(/^b\.json:\d+:\d+ discount must be/m);
    expect(out).toMatch(/^a\.yaml +invalid +1 of 1 fails/m);
    expect(out).toContain('a.yaml expects gain@5 above 50, and it is 47.0766.');
  });

  test('are an error when only one of them is named', async () => {
    await put({ 'sub/a.json': PLAN, 'sub/a.yaml': PLAN });
    const { code, err } = await checked('sub/a.json');
    expect(code).toBe(2);
    expect(err).toContain('sub/a.json and sub/a.yaml want the same snapshot, sub/a.snap.json');
  });

  test('are none where one of them is no scenario', async () => {
    await put({ 'a.yaml': PLAN, 'a.json': '{ "data": [] }' });
    await flywheel(['check', '--update'], { folder });
    expect(await checked()).toEqual({ code: 0, err: '', skipped: 1, paths: ['a.yaml'] });
    expect((await checked('a.yaml')).code).toBe(0);
  });
});

test('the output of a usual repository is the same wherever it lies', async () => {
  const files = {
    'package.json': '{ "name": "shop" }',
    'package-lock.json': '{ "lockfileVersion": 3 }',
    '.github/workflows/check.yml': 'on: push\njobs: {}\n',
    'node_modules/flywheel/scenarios/hundred.json': PLAN,
    'plans/spring.yaml': fileWith({ expect: [{ metric: 'gain@5', is: 47, within: 0.5 }] }),
  };
  const both = await Promise.all([flywheel(['check'], { files }), flywheel(['check'], { files })]);
  const expected = [
    'Check · 1 scenario: 1 new',
    '',
    'File                Status   Assertions   Snapshot',
    'plans/spring.yaml   new      1 holds      none yet',
    '',
    'To keep the numbers of plans/spring.yaml: flywheel check plans/spring.yaml --update',
    '2 other files skipped: no stages in them.',
    '',
  ].join('\n');
  for (const { code, out, err } of both) expect({ code, out, err }).toEqual({ code: 0, out: expected, err: '' });
});

test('no folder is listed for its files that are named, however many of them', async () => {
  const names = Array.from({ length: 50 }, (_, i) => `plan-${i}.json`);
  for (const name of names) writeFileSync(join(folder, name), fileWith());
  const listed: string[] = [];
  const real = processIo();
  const io = {
    ...real,
    list: (path: string) => {
      if (path === folder) listed.push(path);
      return real.list(path);
    },
  };
  const { scenarios } = await findScenarios(
    names.map((name) => join(folder, name)),
    io,
  );
  expect(scenarios.size).toBe(50);
  expect(listed).toEqual([]);
});
