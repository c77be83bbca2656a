import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberFields } from '../../../src/model/scenario/fields.ts';
import { dotted } from '../../../src/model/scenario/suggest.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const rate = 'loops.word-of-mouth.perMember';
const sweep = (...args: string[]) => flywheel(['sweep', 'hundred-per-cycle', ...args]);

/** Arrivals at engage in rotation 5, less the 100 bought: 100 ((1 + x)^4 - 1), x what one engaged brings in the end. */
const gain5 = (perMember: number, acquire = 0.3): number => {
  const x = perMember * acquire * 0.75 * 0.45;
  return 100 * ((1 + x) * (1 + x) * (1 + x) * (1 + x) - 1);
};

interface Row {
  readonly vary: Record<string, number>;
  readonly metrics: Record<string, number | null>;
  readonly bands?: Record<string, Record<string, unknown>>;
}
const rowsIn = (out: string): Row[] => JSON.parse(out).rows;

describe('a sweep', () => {
  test('has a row for each value, as computed by hand', async () => {
    const { code, out, err } = await sweep('--vary', `${rate}=0:1.5:0.5`, '--metric', 'gain@5', '--format', 'csv');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, ...lines] = out.trim().split('\n');
    expect(header).toBe(`${rate},gain@5`);
    const rows = lines.map((line) => line.split(',').map(Number));
    expect(rows.map(([value]) => value)).toEqual([0, 0.5, 1, 1.5]);
    for (const [value, gain] of rows) expect(gain).toBeCloseTo(gain5(value), 10);
  });

  test('of several numbers has every combination, the last one moving fastest', async () => {
    const { out } = await sweep(
      '--vary',
      `${rate}=1,2`,
      '--vary',
      'stages.acquire.conversion=10%:30%:10%',
      '--format',
      'json',
    );
    const rows = rowsIn(out);
    const pairs = rows.map(({ vary }) => [vary[rate], vary['stages.acquire.conversion']]);
    expect(pairs).toEqual([1, 2].flatMap((a) => [0.1, 0.2, 0.3].map((b) => [a, b])));
    for (const { vary, metrics } of rows) {
      expect(metrics.gain).toBeCloseTo(gain5(vary[rate], vary['stages.acquire.conversion']), 10);
    }
  });

  test('is a JSON document that starts like every other', async () => {
    const { out } = await sweep('--vary', `${rate}=1`, '--format', 'json');
    expect(Object.keys(JSON.parse(out)).slice(0, 2)).toEqual(['flywheel', 'command']);
    expect(JSON.parse(out)).toMatchObject({ flywheel: 1, command: 'sweep', method: 'expected', notes: [] });
  });

  test('looks at what flags have changed', async () => {
    const { out } = await sweep(
      '--rotations',
      '3',
      '--volume',
      '200',
      '--vary',
      `${rate}=1`,
      '--metric',
      'engage',
      '--format',
      'csv',
    );
    expect(Number(out.trim().split(',').at(-1))).toBeCloseTo(200 * 1.10125 * 1.10125, 9);
  });

  test('may vary the number of rotations, and anything else that is a number', async () => {
    const { out } = await sweep(
      '--vary',
      'rotations=1:5:2',
      '--metric',
      'engage',
      '--metric',
      'gain@5',
      '--format',
      'csv',
    );
    const rows = out.trim().split('\n').slice(1);
    expect(rows[0]).toBe('1,100,');
    expect(rows[2]).toMatch(/^5,147\.07\d+,47\.07\d+$/);
    const size = await sweep(
      '--set',
      'market.size=5',
      '--vary',
      'market.size=1e3,1e9',
      '--metric',
      'gain',
      '--format',
      'csv',
    );
    const [small, large] = size.out
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[1]));
    expect(small).toBeLessThan(large);
    expect(large).toBeCloseTo(gain5(1), 3);
  });
});

describe('agrees with simulate --set to the last bit', () => {
  /** A row of a sweep, and the same numbers set by flags. */
  async function compare(raw: Scenario, paths: string[], values: string[][], metrics: string[], flags: string[]) {
    const files = { 'plan.json': JSON.stringify(raw) };
    const vary = paths.flatMap((path, i) => ['--vary', `${path}=${values[i].join(',')}`]);
    const asked = metrics.flatMap((metric) => ['--metric', metric]);
    const swept = await flywheel(['sweep', 'plan.json', ...flags, ...vary, ...asked, '--format', 'json'], { files });
    if (swept.code === 2) return 0;
    expect(swept.code).toBe(0);
    let compared = 0;
    for (const row of rowsIn(swept.out)) {
      const set = Object.entries(row.vary).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
      const { code, out } = await flywheel(['simulate', 'plan.json', ...flags, ...set, '--format', 'json'], { files });
      if (code === 2) {
        expect(Object.values(row.metrics).every((value) => value === null)).toBe(true);
        continue;
      }
      const { rotations, summary } = JSON.parse(out);
      const last = rotations.at(-1);
      const expected = {
        engage: last.stages.engage.arrivals,
        gain: last.gain,
        cash: last.cash,
        kFactor: summary.kFactor,
      };
      expect(row.metrics).toEqual(Object.fromEntries(metrics.map((name) => [name, expected[name as 'gain']])));
      compared++;
    }
    return compared;
  }

  const fields = (raw: Scenario) =>
    numberFields(raw).filter(
      ({ path, spec }) => path[0] !== 'expect' && path[0] !== 'levers' && spec.form === 'quantity',
    );

  test('on random scenarios, with levers and without', async () => {
    let compared = 0;
    const property = fc.asyncProperty(
      scenarios({ money: true }),
      fc.nat(),
      fc.nat(),
      fc.boolean(),
      async (raw, a, b, on) => {
        const known = fields(raw);
        if (known.length === 0) return;
        const chosen = [...new Set([a, b].map((i) => known[i % known.length]))];
        const paths = [...new Set(chosen.map(({ path }) => dotted(raw, path)))];
        const values = paths.map((_, i) => (chosen[i].spec.range.max === 1 ? ['0.35', '0', '1'] : ['2.5', '0.1']));
        const levers = paths.map((path, i) => ({ id: `lever${i}`, cost: 1, changes: [{ path, multiply: 1.25 }] }));
        const flags = on ? ['--with', `lever0@2${paths.length > 1 ? ',lever1' : ''}`] : [];
        // A lever may not change what the file leaves out.
        const scenario = { ...raw, levers: on ? levers : undefined };
        compared += await compare(scenario, paths, values, ['engage', 'gain', 'cash', 'kFactor'], flags);
      },
    );
    const tried = cases(40);
    await fc.assert(property, { numRuns: tried });
    expect(compared).toBeGreaterThan(2 * tried);
  });
});

describe('with bands', () => {
  test('what is of chance itself has none, and no word is said of bands and expected values', async () => {
    const { code, out } = await sweep('--vary', `${rate}=0.5,1`, '--metric', 'p5:engage', '--bands');
    expect(code).toBe(0);
    expect(out).toMatch(/ · chances · 2 combinations\n/);
    expect(out).not.toMatch(/expected values|bands|In brackets/);
  });

  test('every row has those of simulate --bands', async () => {
    const { out } = await sweep('--vary', `${rate}=0.5,1`, '--metric', 'engage', '--bands', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ method: 'exact' });
    for (const { vary, bands } of rowsIn(out)) {
      const simulated = await flywheel([
        'simulate',
        'hundred-per-cycle',
        '--set',
        `${rate}=${vary[rate]}`,
        '--bands',
        '--format',
        'json',
      ]);
      expect(bands?.engage).toEqual(JSON.parse(simulated.out).rotations.at(-1).bands.engage);
    }
  });

  test('from runs, they say from how many', async () => {
    const { out } = await sweep('--vary', `${rate}=1`, '--bands', '--runs', '300', '--seed', 'x', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ method: 'monte-carlo', runs: 300, seed: 'x' });
    const table = await sweep('--vary', `${rate}=1`, '--bands', '--runs', '300', '--seed', 'x');
    expect(table.out).toContain('The bands come from 300 runs, seed x.');
    const csv = await sweep('--vary', `${rate}=1`, '--bands', '--runs', '300', '--seed', 'x', '--format', 'csv');
    expect(csv.err).toBe('note: The bands come from 300 runs, seed x.\n');
  });

  test('CSV has a column for each part', async () => {
    const { out } = await sweep('--vary', `${rate}=1`, '--metric', 'engage@5', '--bands', '--format', 'csv');
    const [header, line] = out.trim().split('\n');
    expect(header).toBe(`${rate},engage@5,engage@5.mean,engage@5.sd,engage@5.p5,engage@5.p50,engage@5.p95`);
    const [, value, mean, sd, ...quantiles] = line.split(',').map(Number);
    expect(mean).toBeCloseTo(value, 9);
    expect(sd).toBeCloseTo(7.51711, 5);
    expect(quantiles).toEqual([135, 147, 160]);
  });
});

describe('as a table', () => {
  test('shows a line for each value', async () => {
    const { out } = await sweep('--vary', `${rate}=0:1:0.5`);
    expect(out).toContain('0.5     22');
    expect(out).toContain('  1     47');
  });

  const two = [
    '--vary',
    'stages.acquire.conversion=20%,30%',
    '--vary',
    'channels.paid.volume=50,100',
    '--metric',
    'gain@5',
  ];

  test('two numbers and one metric make a grid, the first number downwards', async () => {
    const { out } = await sweep(...two);
    expect(out.split('\n').slice(2, 5)).toEqual(['      50   100', '0.2   15    30', '0.3   24    47']);
    expect(out).toContain('Downwards: stages.acquire.conversion. Across: channels.paid.volume.');
  });

  test('which colours shade on a terminal that has them, and nowhere else', async () => {
    const esc = String.fromCharCode(27);
    const shaded = await flywheel(['sweep', 'hundred-per-cycle', ...two], {
      outColumns: 80,
      env: { TERM: 'xterm-256color' },
    });
    // The lowest of the four cells has the lightest ground, the highest the darkest.
    expect(shaded.out).toContain(`${esc}[48;5;231m15`);
    expect(shaded.out).toContain(`${esc}[48;5;33m 47`);
    const plain = await flywheel(['sweep', 'hundred-per-cycle', ...two], {
      outColumns: 80,
      env: { NO_COLOR: '1', TERM: 'xterm-256color' },
    });
    expect(plain.out).not.toContain(esc);
  });

  test('Markdown has the same grid', async () => {
    const { out } = await sweep(...two, '--format', 'markdown');
    expect(out).toContain('| 0.2 | 15 | 30 |');
  });

  test('fits 40 columns', async () => {
    const { out } = await flywheel(['sweep', 'hundred-per-cycle', ...two], { outColumns: 40, env: { NO_COLOR: '1' } });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe('where a combination cannot be computed', () => {
  test('the row is empty, and a note says why', async () => {
    const { code, out, err } = await sweep(
      '--rotations',
      '200',
      '--vary',
      `${rate}=1,9`,
      '--metric',
      'engage',
      '--format',
      'csv',
    );
    expect(code).toBe(0);
    expect(out.trim().split('\n')[2]).toBe('9,');
    expect(err).toMatch(
      /1 row has no value, as at loops\.word-of-mouth\.perMember=9: growth passes 1e15 people in rotation \d+/,
    );
    const json = await sweep('--rotations', '200', '--vary', `${rate}=1,9`, '--metric', 'engage', '--format', 'json');
    expect(rowsIn(json.out)[1].metrics).toEqual({ engage: null });
    expect(JSON.parse(json.out).notes[0]).toContain('1 row has no value');
  });

  test('where a drawn number does not fit, too, after rows that did', async () => {
    const raw = {
      rotations: 3,
      channels: [{ id: 'ads', budget: 100, cost: { normal: [1, 0.6] } }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }],
    };
    const files = { 'plan.json': JSON.stringify(raw) };
    const args = ['sweep', 'plan.json', '--vary', 'stages.b.conversion=0.1,0.2', '--metric', 'a', '--bands'];
    const { code, out } = await flywheel([...args, '--runs', '2000', '--format', 'json'], { files });
    expect(code).toBe(0);
    expect(rowsIn(out).map(({ bands }) => bands)).toEqual([{ a: null }, { a: null }]);
    expect(JSON.parse(out).notes.join(' ')).toMatch(
      /2 rows have no value, as at stages\.b\.conversion=0\.1: with the uncertain/,
    );
  });

  test('where a lever does not fit, too', async () => {
    const levers = [{ id: 'less', changes: [{ path: 'channels.paid.volume', add: -60 }] }];
    const files = { 'plan.json': fileWith({ levers }) };
    const args = [
      'sweep',
      'plan.json',
      '--with',
      'less',
      '--vary',
      'channels.paid.volume=50,100',
      '--metric',
      'engage@1',
    ];
    const { code, out, err } = await flywheel([...args, '--format', 'csv'], { files });
    expect(code).toBe(0);
    expect(out.trim().split('\n').slice(1)).toEqual(['50,', '100,40']);
    expect(err).toContain('lever less makes channels.paid.volume -10');
  });
});

describe('bad usage', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing to vary', [], /say what to vary: --vary /],
    [
      'a path that is not there',
      ['--vary', 'loops.word.perMember=1'],
      /--vary loops\.word\.perMember=1: .*did you mean word-of-mouth/,
    ],
    [
      'a value out of range',
      ['--vary', 'stages.acquire.conversion=0:2:0.5'],
      /--vary stages.*must be a share between 0 and 1, got 2/,
    ],
    ['the lower end out of range', ['--vary', 'channels.paid.volume=-1,5'], /must be a number of 0 or more, got -1/],
    ['a text', ['--vary', 'name=1'], /must be/],
    ['an assertion', ['--vary', 'expect.gain.within=1'], /expect has no gain/],
    ['half a rotation', ['--vary', 'rotations=1:2:0.5'], /must be (a )?whole/],
    ['the same number twice', ['--vary', `${rate}=1`, '--vary', `${rate}=2`], /varied already/],
    ['too many rows', ['--vary', `${rate}=0:1:1e-9`], /would give 1,000,000,001 rows, and at most 10,000,000/],
    ['more than can be counted', ['--vary', `${rate}=0:1e308:1e-300`], /more rows than can be counted/],
    ['too long a table', ['--vary', `${rate}=0:1:0.00001`], /100,001 rows is too long to read: add --format csv/],
    ['an unknown metric', ['--vary', `${rate}=1`, '--metric', 'gian'], /--metric gian: .*did you mean gain/],
    ['a metric beyond the run', ['--vary', `${rate}=1`, '--metric', 'gain@9'], /add --rotations 9/],
    [
      'a band of what is no number',
      ['--vary', `${rate}=1`, '--metric', 'rules.smooth', '--bands'],
      /rules\.smooth is no number/,
    ],
  ])('%s', async (_what, args, message) => {
    const { code, out, err } = await sweep(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});

describe('a factor on all of a number', () => {
  const plan = (volume: unknown) => ({ 'plan.json': fileWith({ channels: [{ id: 'paid', label: 'Ads', volume }] }) });
  const args = ['sweep', 'plan.json', '--vary', 'channels.paid.volume*=0.5:1:0.25', '--metric', 'total:engage'];

  test('keeps its form, and is the scenario with every value times that', async () => {
    const { code, out } = await flywheel([...args, '--format', 'json'], { files: plan([100, 200, 300]) });
    expect(code).toBe(0);
    const rows = rowsIn(out);
    expect(rows.map(({ vary }) => vary)).toEqual([0.5, 0.75, 1].map((factor) => ({ 'channels.paid.volume*': factor })));
    for (const { vary, metrics } of rows) {
      const factor = vary['channels.paid.volume*'];
      const files = plan([100, 200, 300].map((volume) => volume * factor));
      const alone = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files });
      const rotations: { stages: { engage: { arrivals: number } } }[] = JSON.parse(alone.out).rotations;
      const total = rotations.reduce((sum, { stages }) => sum + stages.engage.arrivals, 0);
      expect(metrics['total:engage']).toBeCloseTo(total, 9);
    }
  });

  test('says so in words in a table, and by its path in CSV', async () => {
    const { out } = await flywheel(args, { files: plan([100, 200]) });
    expect(out).toMatch(/Factor on Ads: volume +total:engage\n +× 0\.5 /);
    const csv = await flywheel([...args, '--format', 'csv'], { files: plan([100, 200]) });
    expect(csv.out).toMatch(/^channels\.paid\.volume\*,total:engage\n0\.5,/);
    const grid = await flywheel([...args, '--vary', `${rate}=1,2`], { files: plan([100, 200]) });
    expect(grid.out).toContain(`Downwards: Factor on Ads: volume. Across: ${rate}.`);
  });

  test('has bands as a scenario that has the factor written in its law', async () => {
    const bands = ['--bands', '--runs', '400', '--format', 'json', '--metric', 'engage'];
    const swept = await flywheel([...args, ...bands], { files: plan({ uniform: [80, 120] }) });
    const halved = ['sweep', 'plan.json', '--vary', `${rate}=1`, ...bands];
    const alone = await flywheel(halved, { files: plan({ uniform: [40, 60] }) });
    expect(rowsIn(swept.out)[0].bands?.engage).toEqual(rowsIn(alone.out)[0].bands?.engage);
    expect(rowsIn(swept.out)[0].bands?.engage).not.toEqual(rowsIn(swept.out)[2].bands?.engage);
  });

  test.each([
    ['out of the range of a share', ['stages.acquire.conversion*=1,4'], /must be a share between 0 and 1, got 1\.2/],
    ['below 0', ['channels.paid.volume*=-1,1'], /a factor must be a number of 0 or more, got -1/],
    ['of whole rotations', ['rotations*=1,2'], /rotations is a whole number/],
    ['beside the number itself', ['channels.paid.volume=1', 'channels.paid.volume*=2'], /is varied already/],
    ['beside a part of it', ['channels.paid.volume.1=1', 'channels.paid.volume*=2'], /is varied already/],
  ])('%s is refused', async (_what, varied, message) => {
    const flags = varied.flatMap((text) => ['--vary', text]);
    const { code, err } = await flywheel(['sweep', 'plan.json', ...flags], { files: plan([1, 2]) });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('varies single values of a list and parts of a season', async () => {
    const single = ['--vary', 'channels.paid.volume.2=0,50', '--metric', 'engage@2', '--set', `${rate}=0`];
    const { out } = await flywheel(['sweep', 'plan.json', ...single, '--format', 'csv'], { files: plan([100, 200]) });
    expect(out).toBe('channels.paid.volume.2,engage@2\n0,0\n50,50\n');
    const season = { start: 100, growth: 0, season: [1, 1] };
    const parts = ['--vary', 'channels.paid.volume.season.2=0.5,2', ...single.slice(2), '--format', 'csv'];
    const found = await flywheel(['sweep', 'plan.json', ...parts], { files: plan(season) });
    expect(found.out).toBe('channels.paid.volume.season.2,engage@2\n0.5,50\n2,200\n');
  });
});

test('--output has what would be printed', async () => {
  const args = ['--vary', `${rate}=0:1:0.001`, '--format', 'csv'];
  const printed = await sweep(...args);
  const { out, files } = await sweep(...args, '--output', 'rows.csv');
  expect(out).toBe('');
  expect(files).toEqual({ 'rows.csv': printed.out });
});

test('a scenario from standard input can be swept', async () => {
  const { code, out } = await flywheel(['sweep', '-', '--vary', `${rate}=1`, '--format', 'csv'], {
    stdin: JSON.stringify(worked),
  });
  expect(code).toBe(0);
  expect(out).toMatch(/\n1,47\.07\d+\n$/);
});
