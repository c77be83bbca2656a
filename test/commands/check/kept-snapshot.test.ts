import { describe, expect, test } from 'vitest';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';
import { bringing, HOLDS, ownFolder } from './own-folder.ts';

const { place, here, put, json, statuses } = ownFolder();

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
    const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json'], place);
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
    const updated = await flywheel(['check', 'my plan.json', '--update'], place);
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
    const { code, out, err } = await flywheel(['check', `--tolerance=${value}`], place);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/share from 0 to below 1|missing/);
  });

  test('a difference too small for the first digits is shown with those that tell it', async () => {
    await drifted(1 + 1e-8);
    expect((await here('')).out).toMatch(/^gain@5 +47\.076636 +47\.076635 +below 0\.001%$/m);
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
