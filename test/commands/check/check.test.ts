import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel, newFolder, removeFolder, type SessionOptions } from '../../cli/session.ts';

const HOLDS = { metric: 'gain@5', is: 47, within: 0.5 };
const FAILS = { metric: 'gain@5', above: 50 };

/** The worked example, in which every advocate brings so many. */
const bringing = (perMember: number, changes: Record<string, unknown> = {}): string =>
  fileWith({ loops: worked.loops.map((loop) => ({ ...loop, perMember })), ...changes });

let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const here = (args: string, options: SessionOptions = {}) =>
  flywheel(['check', ...args.split(' ').filter(Boolean)], { folder, ...options });

const put = (files: Record<string, string>) => flywheel(['--version'], { folder, files });

async function json(args: string, options: SessionOptions = {}) {
  const session = await here(`${args} --format json`, options);
  return { ...session, document: JSON.parse(session.out) };
}

const statuses = async (args: string, options: SessionOptions = {}) => {
  const { document, code } = await json(args, options);
  return {
    code,
    ...Object.fromEntries(document.files.map((file: Record<string, string>) => [file.path, file.status])),
  };
};

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

describe('a snapshot', () => {
  test.each(['json', 'yaml', 'yml'])('lies beside plan.%s as plan.snap.json, and agrees with it', async (ending) => {
    await put({ [`plan.${ending}`]: fileWith() });
    const { code, files } = await here('--update');
    expect(code).toBe(0);
    expect(Object.keys(files).sort()).toEqual([`plan.${ending}`, 'plan.snap.json'].sort());
    expect(await statuses('')).toEqual({ code: 0, [`plan.${ending}`]: 'passed' });
  });

  test('holds its inputs, the summary, then every rotation, one number to a line', async () => {
    await put({ 'plan.json': fileWith() });
    const text = (await here('--update')).files['plan.snap.json'];
    const document = JSON.parse(text);
    expect(Object.keys(document)).toEqual(['flywheel', 'snapshot', 'inputs', 'summary', 'rotations', 'bands']);
    const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json'], { folder });
    const { rotations, summary } = JSON.parse(out);
    expect(document.summary['rules.smooth.onePointAdds']).toBe(summary.rules.smooth.onePointAdds);
    for (const { rotation, gain, stages, active } of rotations) {
      expect(document.rotations[`gain@${rotation}`]).toBe(gain);
      expect(document.rotations[`acquire.word-of-mouth@${rotation}`]).toBe(stages.acquire.origins['word-of-mouth']);
      expect(document.rotations[`active.advocate@${rotation}`]).toBe(active.advocate);
    }
    for (const line of text.split('\n'))
      expect(line).toMatch(/^(?:[{}]| {2}\}| {2}\},| {2}"\w+": \{| +"[^"]+": [^,{]+,?|)$/);
  });

  test('that nobody has written yet is new, passes, and is not written', async () => {
    await put({ 'plan.json': fileWith() });
    const { code, out, files } = await here('');
    expect(code).toBe(0);
    expect(out).toContain('To keep the numbers of plan.json: flywheel check plan.json --update');
    expect(Object.keys(files)).toEqual(['plan.json']);
  });

  test('that differs fails: first what was changed, then figures of the run, then the series that moved most', async () => {
    await put({ 'plan.json': bringing(1) });
    await here('--update');
    await put({ 'plan.json': bringing(1.1) });
    const { code, out, err, files } = await here('');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const line =
      bringing(1.1)
        .split('\n')
        .findIndex((text) => text.includes('perMember')) + 1;
    const lines = out.split('\n');
    const at = lines.indexOf('Changed in the scenario since:');
    expect(lines.slice(at, at + 4)).toEqual([
      'Changed in the scenario since:',
      `plan.json:${line} loops.word-of-mouth.perMember: 1 -> 1.1`,
      '',
      expect.stringMatching(/^Metric +Snapshot +Actual +Change$/),
    ]);
    const names = lines.slice(at + 4, lines.indexOf('', at + 4)).map((row) => row.split(' ')[0]);
    expect(names.slice(0, 2)).toEqual(['intrinsicGrowth', 'rules.smooth.onePointAdds']);
    expect(names.slice(2).every((name) => name.endsWith('@5'))).toBe(true);
    // gain@2: 10.125 members bring one each, then 1.1
    expect(out).toMatch(/^\.\.\. and \d+ more series\.$/m);
    const { document } = await json('');
    const [{ inputs, differences }] = document.files;
    expect(inputs).toEqual([{ path: 'loops.word-of-mouth.perMember', line, snapshot: 1, actual: 1.1 }]);
    expect(differences).toContainEqual({ metric: 'gain@2', snapshot: 10.125, actual: expect.closeTo(11.1375, 9) });
    expect(out).toContain('If this is as it should be: flywheel check plan.json --update');
    expect(JSON.parse(files['plan.snap.json']).rotations['gain@2']).toBe(10.125);
  });

  test('that is as good as 0 has no percentage', async () => {
    await put({ 'plan.json': fileWith({ channels: [{ id: 'paid', volume: 1e-310 }] }) });
    await here('--update');
    await put({ 'plan.json': fileWith() });
    const { code, out } = await here('');
    expect(code).toBe(1);
    expect(out).toContain('from almost 0');
    expect(out).not.toContain('Infinity');
  });

  test('is written anew by the command that the message names, and then agrees', async () => {
    await put({ 'my plan.json': bringing(1) });
    await here('--update');
    await put({ 'my plan.json': bringing(1.1) });
    const { out } = await here('');
    expect(out).toContain("flywheel check 'my plan.json' --update");
    const updated = await flywheel(['check', 'my plan.json', '--update'], { folder });
    expect(updated.code).toBe(0);
    expect(updated.out).toMatch(/^my plan\.json +updated +– +written$/m);
    expect(updated.out).toContain('differences accepted');
    expect((await here('')).code).toBe(0);
  });

  test('of one rotation more has metrics that the other does not', async () => {
    await put({ 'plan.json': fileWith({ rotations: 4 }) });
    await here('--update');
    await put({ 'plan.json': fileWith({ rotations: 5 }) });
    const { code, document } = await json('');
    expect(code).toBe(1);
    expect(document.files[0].differences).toContainEqual({
      metric: 'gain@5',
      snapshot: null,
      actual: expect.any(Number),
      only: 'actual',
    });
    expect((await here('')).out).toMatch(/^engage@5 +147\.077 +new$/m);
    await put({ 'plan.json': fileWith({ rotations: 4 }) });
    await here('--update');
    await put({ 'plan.json': fileWith({ rotations: 3 }) });
    const shorter = await json('');
    expect(shorter.document.files[0].differences).toContainEqual({
      ...{ metric: 'engage@4', snapshot: expect.any(Number), actual: null, only: 'snapshot' },
    });
  });

  test('with a number where there is none now differs', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    await put({ 'plan.snap.json': files['plan.snap.json'].replace('"npv": null', '"npv": 0') });
    const { code, document } = await json('');
    expect(code).toBe(1);
    expect(document.files[0].differences).toEqual([{ metric: 'npv', snapshot: 0, actual: null }]);
  });
});

describe('what was changed', () => {
  const changed = async (before: Record<string, unknown>, after: Record<string, unknown>) => {
    await put({ 'plan.json': fileWith(before) });
    await here('--update');
    await put({ 'plan.json': fileWith(after) });
    const { out } = await here('');
    return out
      .split('\n')
      .flatMap((line) => /^plan\.json:?\d* ([a-z]+[.:\w -]*: .*|.* in rotation .*)/.exec(line)?.[1] ?? []);
  };
  const volume = (value: unknown) => ({ channels: [{ id: 'paid', volume: value }] });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['is shown as it is written', volume('1000%'), volume('2000%'), ['channels.paid.volume: "1000%" -> "2000%"']],
    [
      'may have changed its form',
      volume(100),
      volume({ start: 100, growth: '1%' }),
      ['channels.paid.volume: 100 -> { "start": 100, "growth": "1%" }'],
    ],
    ['may be new', {}, { overhead: 5, discount: 0 }, ['overhead: 5, new', 'discount: 0, new']],
    ['may be gone', { overhead: 5 }, {}, ['overhead: 5, gone']],
    [
      'of a long list is where it first differs',
      { ...volume(Array.from({ length: 30 }, () => 100)), rotations: 30 },
      { ...volume(Array.from({ length: 30 }, (_, i) => (i > 27 ? 110 : 100))), rotations: 30 },
      ['channels.paid.volume in rotation 29: 100 -> 110, and 1 more rotation'],
    ],
  ])('%s', async (_what, before, after, lines) => {
    expect(await changed(before, after)).toEqual(lines);
  });

  test('is no number where only words were, and that is said', async () => {
    await put({ 'plan.json': fileWith() });
    await here('--update');
    await put({ 'plan.json': fileWith({ loops: worked.loops.map((loop) => ({ ...loop, from: 'nurture' })) }) });
    expect((await here('')).out).toMatch(
      /^No number of the scenario has changed: look at its words \(where a loop leads/m,
    );
  });

  test('is nothing where a number is only written otherwise, and to no effect', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const stages = worked.stages.map((stage) => (stage.id === 'acquire' ? { ...stage, conversion: '30%' } : stage));
    await put({ 'plan.json': fileWith({ stages }) });
    expect(await statuses('--update')).toEqual({ code: 0, 'plan.json': 'unchanged' });
    expect((await here('')).files['plan.snap.json']).toBe(files['plan.snap.json']);
  });

  test('is more than ten numbers, of which the first ten are shown', async () => {
    const costs = (cost: number) => ({
      levers: Array.from({ length: 12 }, (_, i) => ({ id: `l${i}`, cost })),
      overhead: cost,
    });
    expect(await changed(costs(1), costs(2))).toHaveLength(10);
    expect((await here('')).out).toMatch(/^\.\.\. and 3 more\.$/m);
  });

  test('without effect on what is kept fails nothing, and --update notes it', async () => {
    const lever = (cost: number) => ({ levers: [{ id: 'offer', cost, changes: [] }], overhead: 1 });
    await put({ 'plan.json': fileWith(lever(5)) });
    await here('--update');
    await put({ 'plan.json': fileWith(lever(6)) });
    expect(await statuses('')).toEqual({ code: 0, 'plan.json': 'passed' });
    expect(await statuses('--update')).toEqual({ code: 0, 'plan.json': 'updated' });
    const { inputs } = JSON.parse((await here('')).files['plan.snap.json']);
    expect(inputs['levers.offer.cost']).toBe(6);
  });
});

test('a snapshot of an earlier flywheel is held against as ever, and gets its inputs by --update', async () => {
  await put({ 'plan.json': bringing(1) });
  const { files } = await here('--update');
  const { inputs: _, ...rest } = JSON.parse(files['plan.snap.json']);
  await put({ 'plan.snap.json': JSON.stringify(rest, null, 2) });
  expect(await statuses('')).toEqual({ code: 0, 'plan.json': 'passed' });
  await put({ 'plan.json': bringing(1.1) });
  const { code, out } = await here('');
  expect(code).toBe(1);
  expect(out).toContain('The snapshot does not say which numbers it was made with: it does from the next --update on.');
  expect((await json('')).document.files[0].inputs).toBeNull();
  await put({ 'plan.json': bringing(1) });
  expect(await statuses('--update')).toEqual({ code: 0, 'plan.json': 'updated' });
  expect((await here('')).files['plan.snap.json']).toBe(files['plan.snap.json']);
});

describe('a scenario that says what its snapshot keeps', () => {
  const keeping = (snapshot: Record<string, unknown>, perMember = 1) => bringing(perMember, { snapshot });

  test('has these metrics in it and no others', async () => {
    await put({ 'plan.json': keeping({ metrics: ['gain@5', 'total:engage'] }) });
    const document = JSON.parse((await here('--update')).files['plan.snap.json']);
    expect(Object.keys(document)).toEqual(['flywheel', 'snapshot', 'inputs', 'summary']);
    expect(Object.keys(document.summary)).toEqual(['gain@5', 'total:engage']);
    expect(Object.keys(document.inputs).filter((path) => path.startsWith('snapshot'))).toEqual([]);
  });

  test('may let each be off by so much, whatever --tolerance says', async () => {
    const snapshot = { metrics: ['gain@5', 'engage'], tolerance: { 'gain@5': '1%' } };
    await put({ 'plan.json': keeping(snapshot) });
    await here('--update');
    // 1.001 instead of 1 brings 0.1 % more gain, and a little less than that of all who engage
    await put({ 'plan.json': keeping(snapshot, 1.001) });
    const { document } = await json('--tolerance 0');
    expect(document.files[0].differences.map(({ metric }: { metric: string }) => metric)).toEqual(['engage']);
    await put({ 'plan.json': keeping({ ...snapshot, tolerance: { 'gain@5': '1%', engage: 0.01 } }, 1.001) });
    expect((await here('--tolerance 0')).code).toBe(0);
  });

  test('and names a rotation beyond its last one hears of it', async () => {
    await put({ 'plan.json': keeping({ metrics: ['gain@9'] }) });
    const { code, err } = await here('--update');
    expect(code).toBe(2);
    expect(err).toMatch(/^plan\.json:3:16 snapshot\.metrics has gain@9, beyond the last rotation, 5\n/);
  });
});

describe('--update', () => {
  const gain = (text: string, value: string) => text.replace(/("gain@5": )[\d.]+/, `$1${value}`);

  test('does not touch a file that agrees, however it is written', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const odd = `${gain(files['plan.snap.json'], '4.707663523461914e1').replaceAll('\n', '\r\n')}\n\n`;
    await put({ 'plan.snap.json': odd });
    const { out, files: after } = await here('--update');
    expect(out).toMatch(/^plan\.json +unchanged +– +agrees$/m);
    expect(after['plan.snap.json']).toBe(odd);
  });

  test('writes the lines that differ, and leaves those that agree as they are', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const close = gain(files['plan.snap.json'], '47.07663523');
    const before = close.replace('"engage@2": 110.125', '"engage@2": 110');
    await put({ 'plan.snap.json': before });
    const { files: after } = await here('--update');
    expect(after['plan.snap.json']).toBe(close);
  });

  test('is refused where CI is set, and nothing is written', async () => {
    await put({ 'plan.json': fileWith() });
    for (const CI of ['true', '1', 'yes', 'no', ' ']) {
      const { code, out, err, files } = await here('--update', { env: { CI } });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^--update is for people: the variable CI is set/);
      expect(Object.keys(files)).toEqual(['plan.json']);
    }
  });

  test.each(['', '0', 'false'])('works where CI is %j, which means no', async (CI) => {
    await put({ 'plan.json': fileWith() });
    expect(await statuses('', { env: { CI } })).toEqual({ code: 0, 'plan.json': 'new' });
    expect(await statuses('--update', { env: { CI } })).toEqual({ code: 0, 'plan.json': 'updated' });
  });
});

test('where CI is set a missing snapshot is a failure, with what to do', async () => {
  await put({ 'plan.json': fileWith() });
  const { code, out, err } = await here('', { env: { CI: 'true' } });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^plan\.json +failed +– +missing$/m);
  expect(out).toMatch(
    /plan\.json has no snapshot: run flywheel check plan\.json --update on your own machine and commit/,
  );
  expect(await statuses('', { env: { CI: 'true' } })).toEqual({ code: 1, 'plan.json': 'failed' });
  await here('--update');
  expect(await statuses('', { env: { CI: 'true' } })).toEqual({ code: 0, 'plan.json': 'passed' });
});

describe('--tolerance', () => {
  const drifted = async (factor: number) => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const text = files['plan.snap.json'].replace(
      /("gain@5": )([\d.]+)/,
      (_, key, value) => key + Number(value) * factor,
    );
    await put({ 'plan.snap.json': text });
  };

  test.each([
    [1 + 9e-10, '', 0],
    [1 + 1.1e-9, '', 1],
    [1 + 9e-10, '--tolerance 0', 1],
    [1 + 9e-10, '--tolerance 1e-10', 1],
    [1.009, '--tolerance 0.01', 0],
    [1.009, '--tolerance 1%', 0],
    [1.011, '--tolerance 1%', 1],
  ])('a number that is off by the factor %d with "%s" ends with %i', async (factor, flag, code) => {
    await drifted(factor);
    expect((await here(flag)).code).toBe(code);
  });

  test.each(['1', '-0.1', 'a', '', '100%', 'NaN', 'Infinity', '0x1'])('cannot be %j', async (value) => {
    const { code, out, err } = await flywheel(['check', `--tolerance=${value}`], { folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/share from 0 to below 1|missing/);
  });

  test('a difference too small for the first digits is shown with those that tell it', async () => {
    await drifted(1 + 1e-8);
    expect((await here('')).out).toMatch(/^gain@5 +47\.076636 +47\.076635 +below 0\.001%$/m);
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

describe('a snapshot that cannot be read', () => {
  const damaged = async (damage: (text: string) => string) => {
    await put({ 'plan.json': fileWith({ expect: [HOLDS] }), 'other.json': fileWith() });
    const { files } = await here('--update');
    await put({ 'plan.snap.json': damage(files['plan.snap.json']) });
    return files['plan.snap.json'];
  };

  test('for a merge is told with its line, and what to do; doing so helps', async () => {
    const conflict = '<<<<<<< HEAD\n    "npv": 1,\n=======\n    "npv": null,\n>>>>>>> theirs';
    const before = await damaged((text) => text.replace('    "npv": null,', conflict));
    const { code, err, out } = await here('');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^plan\.snap\.json:\d+:1 this snapshot is damaged: flywheel check plan\.json --update writes it anew\n/,
    );
    expect(out).toMatch(/^other\.json +passed .*\nplan\.json +invalid +1 holds/m);
    expect((await here('plan.json --update')).code).toBe(0);
    expect((await here('')).files['plan.snap.json']).toBe(before);
  });

  test('since it is cut off is told so', async () => {
    await damaged((text) => text.slice(0, text.length / 2));
    const { code, err } = await here('');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^plan\.snap\.json:\d+:\d+ this snapshot is damaged: flywheel check plan\.json --update writes it/,
    );
  });

  test('since it is something else is never overwritten', async () => {
    await damaged(() => '{ "my": "data" }');
    const { code, err, files } = await here('--update');
    expect(code).toBe(2);
    expect(err).toMatch(/^plan\.snap\.json:1:1 this is not a snapshot of flywheel: move the file away/);
    expect(files['plan.snap.json']).toBe('{ "my": "data" }');
  });
});

describe('a scenario with chance in it', () => {
  test('has the exact bands of its last rotation in the snapshot', async () => {
    await put({ 'plan.json': fileWith() });
    const { bands } = JSON.parse((await here('--update')).files['plan.snap.json']);
    // the published example: mean 147.07664, sd 7.51711, 5 % 135, median 147, 95 % 160
    expect(bands).toMatchObject({
      'bands.method': 'exact',
      'engage.p5@5': 135,
      'engage.p50@5': 147,
      'engage.p95@5': 160,
    });
    expect(bands['engage.sd@5']).toBeCloseTo(7.51711, 4);
    expect(bands).not.toHaveProperty('bands.runs');
  });

  test('has those of 10,000 runs where they cannot be exact, and these agree with themselves', async () => {
    await put({ 'plan.json': fileWith({ rotations: 2, market: { size: 2000 } }) });
    const { bands } = JSON.parse((await here('--update')).files['plan.snap.json']);
    expect(bands).toMatchObject({ 'bands.method': 'monte-carlo', 'bands.runs': 10_000, 'bands.seed': '1' });
    expect(await statuses('--tolerance 0')).toEqual({ code: 0, 'plan.json': 'passed' });
  });

  test('fails when only its chance has changed', async () => {
    await put({ 'plan.json': bringing(1) });
    await here('--update');
    await put({
      'plan.json': fileWith({ loops: worked.loops.map((loop) => ({ ...loop, offspring: 'geometric' })) }),
    });
    const { code, document } = await json('');
    expect(code).toBe(1);
    const metrics = document.files[0].differences.map(({ metric }: { metric: string }) => metric);
    expect(metrics).toContain('engage.sd@5');
    expect(metrics.filter((metric: string) => !/\.(sd|p\d+|mean)@5$/.test(metric))).toEqual([]);
  });

  test('or without a word of it, has no bands', async () => {
    const loops = worked.loops.map(({ offspring: _, ...loop }) => loop);
    await put({ 'plan.json': fileWith({ loops }) });
    expect(JSON.parse((await here('--update')).files['plan.snap.json'])).not.toHaveProperty('bands');
  });
});

describe('a snapshot whose scenario is gone', () => {
  beforeEach(async () => {
    await put({ 'gone.json': fileWith(), 'sub/plan.json': fileWith() });
    await here('--update');
    rmSync(join(folder, 'gone.json'));
  });

  test('is reported, and no failure', async () => {
    const { code, out } = await here('');
    expect(code).toBe(0);
    expect(out).toMatch(/^gone\.snap\.json +orphaned +– +its scenario is gone$/m);
    expect(out).toContain('add --update --prune');
    expect(await statuses('', { env: { CI: 'true' } })).toEqual({
      ...{ code: 0, 'gone.snap.json': 'orphaned', 'sub/plan.json': 'passed' },
    });
  });

  test('stays with --update, and goes with --update --prune', async () => {
    expect(Object.keys((await here('--update')).files)).toContain('gone.snap.json');
    expect(await statuses('--update --prune')).toEqual({
      ...{ code: 0, 'gone.snap.json': 'pruned', 'sub/plan.json': 'unchanged' },
    });
    expect(Object.keys((await here('')).files)).toEqual(['sub/plan.json', 'sub/plan.snap.json']);
  });

  test('stays where a file that is called so is not ours', async () => {
    await put({ 'theirs.snap.json': '{ "exports": {} }' });
    const { files, out } = await here('--update --prune');
    expect(files['theirs.snap.json']).toBe('{ "exports": {} }');
    expect(out).toContain('1 other file skipped');
  });

  test('--prune alone is refused', async () => {
    const { code, err } = await here('--prune');
    expect({ code, err }).toEqual({ code: 2, err: '--prune goes with --update: it removes files\n' });
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
