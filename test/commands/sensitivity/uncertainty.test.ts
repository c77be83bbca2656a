import { describe, expect, test } from 'vitest';
import { ACTING, fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const ACQUIRE = 'stages.acquire.conversion={"got": 30, "of": 100}';
const BRINGS = 'loops.word-of-mouth.perMember={"pert": [0.6, 1, 1.2]}';
const BOTH = ['--set', ACQUIRE, '--set', BRINGS];

const asked = (...args: string[]) =>
  flywheel(['sensitivity', 'hundred-per-cycle', '--by', 'uncertainty', '--runs', '2000', ...BOTH, ...args]);

describe('sensitivity --by uncertainty', () => {
  test('says in a table and a sentence what makes the metric uncertain', async () => {
    const { code, out, err } = await asked();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'One hundred engaged per cycle · what makes gain uncertain · every uncertain number from its 5% to its 95% value · 5 rotations · 2,000 runs, seed 1\n',
    );
    expect(out).toMatch(/\nNumber +5% to 95% +At low +At high +Explains +In all +Effect +Path\n/);
    // beta(30, 70): 22.7 % and 37.7 %, at which the gain is 100 ((1 + 0.10125 x 0.2272 / 0.3 x 0.967)^4 - 1) and so on.
    expect(out).toMatch(
      /\nAcquire: conversion +22\.7% to 37\.7% +33 +59 +6\d% +6\d% +░+│█+ +stages\.acquire\.conversion\n/,
    );
    expect(out).toMatch(
      /\nHow sure you are of Acquire: conversion \(stages\.acquire\.conversion\) explains 6\d% of how far gain in rotation 5 may come out differently, more than any other number\.\n/,
    );
    expect(out).toMatch(
      /\nWith every uncertain number drawn, gain in rotation 5 comes to 4\d on average, give or take 1\d/,
    );
    expect(out).toMatch(
      /\nLuck comes on top \(who happens to come, .*\): about (3|4)\d% of all that may make gain in rotation 5 come out differently, which no number explains\.\n/,
    );
    expect(out).toContain(
      '\nNot uncertain, taken for what the file says: Paid: volume, Advocate: conversion, Nurture: conversion. Write those that you are not sure of as {"got": 12, "of": 400}',
    );
  });

  test('as JSON has a share and its standard error for every uncertain number', async () => {
    const { out } = await asked('--format', 'json');
    const { flywheel: version, command, scenario, rows, ...document } = JSON.parse(out);
    expect([version, command, scenario.rotations]).toEqual([1, 'sensitivity', 5]);
    expect(document).toMatchObject({ metric: 'gain', by: 'uncertainty', runs: 2000, seed: '1' });
    expect(Object.keys(document)).toEqual([
      ...['metric', 'value', 'by', 'runs', 'seed', 'mean', 'sd', 'unexplained', 'notUncertain', 'notes'],
    ]);
    expect(Object.keys(rows[0])).toEqual([
      ...['path', 'base', 'low', 'high', 'metricLow', 'metricHigh', 'elasticity'],
      ...['explains', 'explainsStandardError', 'explainsInAll', 'explainsInAllStandardError'],
    ]);
    expect(rows).toHaveLength(2);
    expect(document.notUncertain).toEqual([
      'channels.paid.volume',
      'stages.advocate.conversion',
      'stages.nurture.conversion',
    ]);
  });

  test('as CSV is a row per uncertain number', async () => {
    const { out } = await asked('--format', 'csv');
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toBe(
      'path,base,low,high,metricLow,metricHigh,elasticity,explains,explainsStandardError,explainsInAll,explainsInAllStandardError',
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/^stages\.acquire\.conversion,0\.3,0\.227/);
  });

  test('as Markdown has no bars, and --columns chooses by the names of CSV', async () => {
    expect((await asked('--format', 'markdown')).out).toMatch(
      /\| Acquire: conversion \| 22\.7% to 37\.7% \| 33 \| 59 \|/,
    );
    const { out } = await asked('--columns', 'explains,explainsInAll');
    expect(out).toMatch(/\nNumber +Explains +In all *\n/);
  });

  test('gives the same bytes for any number of jobs, and others for another seed', async () => {
    const [one, two, other] = [
      await asked('--format', 'json', '--jobs', '1'),
      await asked('--format', 'json', '--jobs', '2'),
      await asked('--format', 'json', '--seed', 'another'),
    ];
    expect(two.out).toBe(one.out);
    expect(other.out).not.toBe(one.out);
  });

  test.each([40, 60, 80, 120])('fits a terminal of %i columns, with what each number explains', async (outColumns) => {
    const { out } = await flywheel(
      ['sensitivity', 'hundred-per-cycle', '--by', 'uncertainty', '--runs', '100', ...BOTH],
      { outColumns, env: { NO_COLOR: '1' } },
    );
    expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
    expect(out.split('\n').find((line) => line.startsWith('Number'))).toContain('Explains');
  });

  test('a lever is called by what it changes, and a number that does not matter is named', async () => {
    const changes = [{ path: 'stages.acquire.conversion', multiply: { uniform: [1, 1.5] } }];
    const files = {
      'plan.json': fileWith({
        levers: [{ id: 'offer', label: 'Spring offer', changes }],
        overhead: { uniform: [1, 2] },
      }),
    };
    const args = ['plan.json', '--by', 'uncertainty', '--runs', '100', '--metric', 'gain', '--with', 'offer'];
    const { out, err } = await flywheel(['sensitivity', ...args], { files });
    expect(err).toBe('');
    expect(out).toMatch(/\nSpring offer: effect on Acquire: conversion +1\.0\d to 1\.4\d /);
    expect(out).toContain('\nUncertain, and without any effect on it: Overhead.\n');
    expect(out).toContain(
      'explains 100% of how far gain in rotation 5 may come out differently: no other uncertain number moves it.\n',
    );
  });

  test('two numbers that explain about as much are named both', async () => {
    const twice = ['nurture', 'advocate'].flatMap((stage) => [
      ...['--set', `stages.${stage}.conversion={"got": 100, "of": 200}`],
    ]);
    const { out } = await flywheel([
      'sensitivity',
      'hundred-per-cycle',
      '--by',
      'uncertainty',
      '--runs',
      '400',
      ...twice,
    ]);
    expect(out).toMatch(
      /explains \d+% of how far .*, and (Nurture|Advocate): conversion \(.*\) about as much \(\d+%\)\.\n/,
    );
  });

  test('a metric that no uncertain number moves is said to be so', async () => {
    const { out } = await asked('--metric', 'cash');
    expect(out).toContain('\ncash by rotation 5 has no value in this scenario.\n');
    const files = { 'plan.json': fileWith({ overhead: { uniform: [1, 2] } }) };
    const args = ['plan.json', '--by', 'uncertainty', '--runs', '100', '--metric', 'gain'];
    const still = await flywheel(['sensitivity', ...args], { files });
    expect(still.out).toContain('\nNo uncertain number of this scenario moves gain in rotation 5.\n');
    expect(still.code).toBe(0);
  });

  test.each([
    [['hundred-per-cycle'], /no number of this scenario is uncertain.*to try it: --set 'stages\.acquire\.conversion=/],
    [['hundred-per-cycle', '--runs', '101', ...BOTH], /--runs: .*give an even number of 100 or more, not 101/],
    [['hundred-per-cycle', '--exact', ...BOTH], /^--exact: what uncertain numbers explain .* never exact/],
    [['hundred-per-cycle', '--metric', 'p5:gain', ...BOTH], /p5:gain is one number for all runs .*--metric gain\n/],
    [['hundred-per-cycle', '--metric', 'chance of gain@5 at least 47', ...BOTH], /--metric gain@5\n/],
    [['hundred-per-cycle', '--metric', 'P5:gain', ...BOTH], /p5:gain is one number for all runs .*--metric gain\n/],
    [['hundred-per-cycle', '--metric', 'the chance of gain at least 0', ...BOTH], /one number for all runs/],
    [['hundred-per-cycle', '--metric', 'probability that gain at least 0', ...BOTH], /one number for all runs/],
    [['hundred-per-cycle', '--metric', 'chance  of gain at least 0', ...BOTH], /one number for all runs/],
    [['hundred-per-cycle', '--metric', 'rules.smooth', ...BOTH], /rules\.smooth is yes or no/],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await flywheel(['sensitivity', '--by', 'uncertainty', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(ACTING);
  });

  test('without it --runs makes no difference, and that is said', async () => {
    const { code, err } = await flywheel(['sensitivity', 'hundred-per-cycle', '--runs', '100']);
    expect(code).toBe(0);
    expect(err).toBe('note: --runs makes no difference without --by uncertainty or a metric of chance\n');
  });

  test('a tornado shows the same ends', async () => {
    const flags = ['--by', 'uncertainty', ...BOTH];
    const { code, out, files } = await flywheel([
      ...['plot', 'hundred-per-cycle', '--chart', 'tornado', ...flags, '-o', 'a.json'],
    ]);
    expect(code).toBe(0);
    expect(out).toBe(
      'Wrote a.json: What moves gain most, each uncertain number alone from its 5% to its 95% value, expected values.\n',
    );
    const { rows } = JSON.parse((await asked('--format', 'json')).out);
    const [{ data }] = JSON.parse(files['a.json']).layer;
    expect(data.values.map(({ to }: { to: number }) => to)).toEqual(
      rows.flatMap(({ metricLow, metricHigh }: { metricLow: number; metricHigh: number }) => [metricLow, metricHigh]),
    );
    const refused = await flywheel([
      'plot',
      'hundred-per-cycle',
      '--chart',
      'tornado',
      '--by',
      'uncertainty',
      '-o',
      'a.svg',
    ]);
    expect([refused.code, refused.files]).toEqual([2, {}]);
    expect(refused.err).toMatch(/no number of this scenario is uncertain/);
  });
});
