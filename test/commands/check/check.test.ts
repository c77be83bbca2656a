import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { bringing, FAILS, HOLDS, ownFolder } from './own-folder.ts';

const { here, put, json, statuses } = ownFolder();

describe('assertions', () => {
  test('that hold pass, and how many is said', async () => {
    await put({ 'plan.json': fileWith({ expect: [HOLDS, HOLDS] }) });
    const { code, out, err } = await here('plan.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^plan\.json +new +2 hold +none yet$/m);
  });

  test('that fail are told with what they expect and what there is', async () => {
    await put({ 'plan.json': fileWith({ expect: [HOLDS, FAILS] }) });
    const { code, out, err } = await here('plan.json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^plan\.json +failed +1 of 2 fails +none yet$/m);
    expect(out).toContain('plan.json expects gain@5 above 50, and it is 47.0766.');
  });

  test('that fail with a large number have it as tables do', async () => {
    // 123,456.7 sought in every rotation, and the first has nobody referred
    const channels = [{ id: 'paid', volume: 123_456.7 }];
    await put({ 'plan.json': fileWith({ channels, expect: [{ metric: 'engage@1', above: 200_000 }] }) });
    expect((await here('plan.json')).out).toContain('plan.json expects engage@1 above 200000, and it is 123,457.');
  });

  test('that name a rotation beyond the run are reported, and no failure', async () => {
    await put({ 'plan.json': fileWith({ expect: [{ metric: 'gain@9', above: 1 }] }) });
    const { code, document } = await json('plan.json');
    expect({ code, passed: document.files[0].assertions[0].passed }).toEqual({ code: 0, passed: null });
    expect((await here('plan.json')).out).toContain('plan.json expects gain@9 above 1: not judged, beyond');
  });

  test('that fail about a lever come with the note that its effect is assumed', async () => {
    const levers = [{ id: 'offer', changes: [{ path: 'stages.acquire.conversion', multiply: 1.1 }] }];
    await put({
      'plan.json': fileWith({ levers, expect: [{ metric: 'acquire', with: ['offer'], below: 'acquire' }] }),
    });
    const { out } = await here('');
    expect(out).toMatch(/^plan\.json expects acquire with offer below acquire, and it is 5\d\.\d+\.$/m);
    expect(out).toContain('The effects of levers are assumptions of this scenario, not findings.');
  });

  test('that fail are not made to pass by --update', async () => {
    await put({ 'plan.json': fileWith({ expect: [FAILS] }) });
    const updating = await here('--update');
    expect(updating.code).toBe(1);
    expect(updating.out).toMatch(/^plan\.json +failed +1 of 1 fails +written$/m);
    expect(Object.keys(updating.files)).toEqual(['plan.json', 'plan.snap.json']);
    expect((await here('')).out).toMatch(/^plan\.json +failed +1 of 1 fails +agrees$/m);
  });
});

describe('one bad file', () => {
  test('does not hide the others, and ends with 2', async () => {
    await put({
      'a.json': fileWith({ expect: [HOLDS] }),
      'b.json': fileWith({ rotations: 0 }),
      'c.yaml': fileWith({ expect: [FAILS] }),
    });
    const { code, out, err } = await here('');
    expect(code).toBe(2);
    expect(out).toMatch(/^a\.json +new .*\nb\.json +invalid .*\nc\.yaml +failed /m);
    expect(err).toMatch(/^b\.json:\d+:\d+ rotations must be a whole number.*\n +\d+ \| .*\n +\| +\^\n$/);
    expect(await statuses('')).toEqual({ code: 2, 'a.json': 'new', 'b.json': 'invalid', 'c.yaml': 'failed' });
  });

  test('is bad, too, when it is not there; what was meant is said', async () => {
    await put({ 'plan.json': fileWith() });
    const { code, out, err } = await here('plan.json plam.json');
    expect(code).toBe(2);
    expect(out).toMatch(/^plan\.json +new/m);
    expect(err).toBe('there is no file or folder "plam.json" (did you mean plan.json?)\n');
  });

  test('that grows beyond counting is told with its place', async () => {
    await put({ 'wild.json': bringing(50, { rotations: 60 }) });
    const { code, err } = await here('');
    expect(code).toBe(2);
    expect(err).toMatch(/^wild\.json:3:16 growth passes 1e15 people in rotation \d+/);
  });

  test('among many is not updated, and the others are', async () => {
    await put({ 'a.json': fileWith(), 'b.json': '{ "stages": [] }' });
    const { code, files } = await here('--update');
    expect(code).toBe(2);
    expect(Object.keys(files)).toContain('a.snap.json');
    expect(Object.keys(files)).not.toContain('b.snap.json');
  });
});

describe('options', () => {
  test.each(['--rotations 3', '--volume paid=5', '--set a=1', '--with offer', '--referral-rate 0.5'])(
    '%s is refused: files are checked as they are',
    async (flag) => {
      await put({ 'plan.json': fileWith() });
      const { code, out, err } = await here(`plan.json ${flag}`);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(new RegExp(`^check runs files as they are: .*simulate <scenario> ${flag} `));
    },
  );

  test('a typo is told as everywhere', async () => {
    expect((await here('--updat')).err).toMatch(/unknown option '--updat'\n\(Did you mean --update\?\)/);
  });

  test.each([
    '--junit plan.json',
    '--output plan.json',
    '--junit ./plan.snap.json',
    '--junit r.txt --output r.txt',
    '--junit r.txt --output ./r.txt',
    '--update --output ./plan.snap.json',
  ])('%s is refused: it would overwrite something', async (flags) => {
    await put({ 'plan.json': fileWith() });
    const { files: before } = await here('--update');
    const { code, out, files } = await here(flags);
    expect({ code, out, files }).toEqual({ code: 2, out: '', files: before });
  });

  test.each(['-', '/dev/stdout'])(
    '--junit takes a file: on standard output it would mix with what check prints (%s)',
    async (name) => {
      await put({ 'plan.json': fileWith() });
      const { code, out, err, files } = await here(`--junit ${name}`);
      expect({ code, out, files: Object.keys(files) }).toEqual({ code: 2, out: '', files: ['plan.json'] });
      expect(err).toMatch(new RegExp(`^--junit needs a file of its own: .*standard output \\(${name}\\)`));
    },
  );

  test('a report that cannot be written is told before anything is updated', async () => {
    await put({ 'plan.json': fileWith() });
    for (const flags of ['--junit no/r.xml', '--junit ok.xml --output no/r.txt']) {
      const { code, out, err, files } = await here(`--update ${flags}`);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/no\/r\.\w+ cannot be written: its folder does not exist/);
      expect(Object.keys(files)).toEqual(['plan.json']);
    }
  });

  test('--output writes what would be printed', async () => {
    await put({ 'plan.json': fileWith() });
    const printed = await here('plan.json');
    const { code, out, files } = await here('plan.json --output result.txt');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(files['result.txt']).toBe(printed.out);
  });
});

test('the JSON document has the shape of the contract', async () => {
  await put({ 'plan.json': fileWith({ expect: [HOLDS] }), 'package.json': '{}' });
  const { document } = await json('');
  expect(document).toEqual({
    ...{ flywheel: 1, command: 'check', skipped: 1 },
    files: [
      {
        path: 'plan.json',
        status: 'new',
        assertions: [
          { metric: 'gain@5', with: [], expected: 'is 47 within 0.5', actual: expect.any(Number), passed: true },
        ],
        differences: [],
      },
    ],
  });
});

test('the bundled scenarios keep their promises', async () => {
  const scenarios = fileURLToPath(new URL('../../../scenarios/', import.meta.url));
  const names = readdirSync(scenarios).filter((file) => file.endsWith('.json'));
  await put(
    Object.fromEntries(names.map((name) => [`scenarios/${name}`, readFileSync(join(scenarios, name), 'utf8')])),
  );
  const { code, out } = await here('scenarios');
  expect(code).toBe(0);
  expect(out).toContain(`${names.length} scenarios: ${names.length} new`);
});
