// One name means the same column in a table, in Markdown and in CSV.
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const files = {
  'plan.json': fileWith({ expect: [{ metric: 'gain@5', is: 47, within: 0.5 }] }),
  'real.csv': 'rotation,engage,acquire\n1,103,28\n2,152,35\n',
};
const perMember = 'loops.word-of-mouth.perMember';

interface Case {
  readonly args: readonly string[];
  /** What each row is about, in CSV and in a table. */
  readonly keys: readonly string[];
  readonly keyHeaders: readonly string[];
  /** Two columns, in another order than they have, and what they are called in a table. */
  readonly chosen: readonly string[];
  readonly headers: readonly string[];
  readonly typo: string;
  readonly meant: string;
}

const CASES: Readonly<Record<string, Case>> = {
  simulate: {
    args: ['simulate', 'plan.json'],
    ...{ keys: ['rotation'], keyHeaders: ['Rotation'] },
    ...{ chosen: ['gain', 'engage'], headers: ['Gain', 'Engage'], typo: 'enagge', meant: 'engage' },
  },
  'simulate, its money': {
    args: ['simulate', 'shop-flywheel', '--view', 'money'],
    ...{ keys: ['rotation'], keyHeaders: ['Month'] },
    ...{ chosen: ['cash', 'revenue'], headers: ['Cash', 'Revenue'], typo: 'reveneu', meant: 'revenue' },
  },
  'simulate, its journey': {
    args: ['simulate', 'shop-flywheel', '--view', 'journey'],
    ...{ keys: ['stage'], keyHeaders: ['Stage'] },
    ...{ chosen: ['net', 'reach'], headers: ['Net', 'Reach'], typo: 'raech', meant: 'reach' },
  },
  chance: {
    args: ['chance', 'plan.json'],
    ...{ keys: ['rotation'], keyHeaders: ['Rotation'] },
    ...{
      chosen: ['referred.p95', 'engage.p5'],
      headers: ['Referred', 'Engage'],
      typo: 'engage.p6',
      meant: 'engage.p5',
    },
  },
  compare: {
    args: ['compare', 'plan.json', '--referral-rate', '1.2'],
    ...{ keys: ['metric', 'scenario'], keyHeaders: ['Metric'] },
    ...{ chosen: ['change', 'value'], headers: ['Change', 'as it is', '--referral-rate 1.2'] },
    ...{ typo: 'chnage', meant: 'change' },
  },
  'compare with chance': {
    args: ['compare', 'plan.json', '--referral-rate', '1.2', '--bands', '--runs', '50'],
    ...{ keys: ['metric', 'scenario'], keyHeaders: ['Metric'] },
    ...{ chosen: ['probability', 'change'], headers: ['Ahead', 'Change'], typo: 'probabilty', meant: 'probability' },
  },
  sweep: {
    args: [
      'sweep',
      'plan.json',
      '--vary',
      'rotations=3,5',
      '--metric',
      'gain',
      '--metric',
      'engage',
      '--metric',
      'active.advocate',
    ],
    ...{ keys: ['rotations'], keyHeaders: ['rotations'] },
    ...{ chosen: ['engage', 'gain'], headers: ['engage', 'gain'], typo: 'gian', meant: 'gain' },
  },
  'sweep of two numbers': {
    args: [
      'sweep',
      'plan.json',
      '--vary',
      'rotations=3,5',
      '--vary',
      `${perMember}=0.5,1`,
      '--metric',
      'gain',
      '--bands',
    ],
    ...{ keys: ['rotations', perMember], keyHeaders: ['rotations', perMember] },
    ...{ chosen: ['gain.p5'], headers: ['gain'], typo: 'gian', meant: 'gain' },
  },
  solve: {
    args: ['solve', 'plan.json', '--vary', perMember, '--goal', 'gain@5 = 60'],
    ...{ keys: ['path'], keyHeaders: ['Number'] },
    ...{ chosen: ['achieved', 'value'], headers: ['gain@5', 'Solution'], typo: 'vlaue', meant: 'value' },
  },
  sensitivity: {
    args: ['sensitivity', 'plan.json'],
    ...{ keys: ['path'], keyHeaders: ['Number'] },
    ...{
      chosen: ['elasticity', 'metricHigh'],
      headers: ['Elasticity', 'At high'],
      typo: 'elastcity',
      meant: 'elasticity',
    },
  },
  levers: {
    args: ['levers', 'shop-flywheel'],
    ...{ keys: ['lever'], keyHeaders: ['Lever', 'Id'] },
    ...{ chosen: ['change', 'alone.change'], headers: ['On top', 'Alone'], typo: 'chagne', meant: 'change' },
  },
  allocate: {
    args: ['allocate', 'coffee-subscription'],
    ...{ keys: ['channel'], keyHeaders: ['Channel', 'Id'] },
    ...{ chosen: ['marginal', 'before'], headers: ['One more adds', 'Plan'], typo: 'margnal', meant: 'marginal' },
  },
  track: {
    args: ['track', 'plan.json', 'real.csv'],
    ...{ keys: ['rotation', 'metric'], keyHeaders: ['Rotation', 'What'] },
    ...{ chosen: ['verdict', 'actual'], headers: ['Verdict', 'Actual'], typo: 'actaul', meant: 'actual' },
  },
  check: {
    args: ['check', 'plan.json'],
    ...{ keys: ['path'], keyHeaders: ['File'] },
    ...{ chosen: ['assertions', 'status'], headers: ['Assertions', 'Status'], typo: 'statsu', meant: 'status' },
  },
  metrics: {
    args: ['metrics', 'plan.json'],
    ...{ keys: ['metric'], keyHeaders: ['Metric'] },
    ...{ chosen: ['of', 'unit'], headers: ['Of', 'Unit'], typo: 'meanign', meant: 'meaning' },
  },
};

const WIDE = { outColumns: 300, env: { NO_COLOR: '1' } };

const printed = async (args: readonly string[], world: object = {}): Promise<string> => {
  const { code, out, err } = await flywheel([...args], { files, ...WIDE, ...world });
  expect(code, err).toBe(0);
  return out;
};

/** The table's own lines, from its header on, of a result or of its first table. */
const tableOf = (out: string): string[] => {
  const lines = out.split('\n');
  const begin = lines.indexOf('') + 1;
  return lines.slice(begin, lines.indexOf('', begin));
};

const headersIn = (out: string): string[] => tableOf(out)[0].trim().split(/ {2,}/);

/** Rows of CSV without quoted cells. */
const rowsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

test('every command that prints a table takes --columns', () => {
  const withFormats = COMMANDS.filter(({ flags }) => flags.some(({ name }) => name === 'format'));
  const withColumns = COMMANDS.filter(({ flags }) => flags.some(({ name }) => name === 'columns'));
  expect(withColumns).toEqual(withFormats);
  const tried = new Set(['scenarios', ...Object.values(CASES).map(({ args }) => args[0])]);
  expect(new Set(withColumns.map(({ name }) => name))).toEqual(tried);
});

describe.each(Object.entries(CASES))('%s', (_what, { args, keys, keyHeaders, chosen, headers, typo, meant }) => {
  const asked = [...args, '--columns', chosen.join(',')];

  test('a table has what a row is about and the chosen columns, in the order asked', async () => {
    expect(headersIn(await printed(asked))).toEqual([...keyHeaders, ...headers]);
  });

  test('so has Markdown', async () => {
    const [head] = tableOf(await printed([...asked, '--format', 'markdown']));
    expect(head.replaceAll('\\', '').replace('&#64;', '@')).toBe(`| ${[...keyHeaders, ...headers].join(' | ')} |`);
  });

  test('CSV has the same columns at full precision', async () => {
    const [whole, some] = [
      await printed([...args, '--format', 'csv']),
      await printed([...asked, '--format', 'csv']),
    ].map(rowsOf);
    expect(some[0]).toEqual([...keys, ...chosen]);
    const places = some[0].map((name) => whole[0].indexOf(name));
    expect(some).toEqual(whole.map((row) => places.map((i) => row[i])));
  });

  test.each(['table', 'markdown', 'csv'])('a typo is an error with what may be meant, as %s', async (format) => {
    // `allocate` writes a scenario, for which any other ending is refused.
    const line = [...args, '--columns', `${chosen[0]},${typo}`, '--format', format, '-o', 'out.json'];
    const { code, out, err, files: after } = await flywheel(line, { files });
    expect({ code, out, written: after['out.json'] }).toEqual({ code: 2, out: '', written: undefined });
    expect(err).toContain(`--columns: there is no column "${typo}" (did you mean ${meant}?)\n`);
  });

  test.each(['table', 'csv'])('all typos are told at once, as %s', async (format) => {
    const { code, err } = await flywheel([...args, '--columns', `${typo},qqq,${chosen[0]},xxx`, '--format', format], {
      files,
    });
    expect(code).toBe(2);
    for (const name of [typo, 'qqq', 'xxx']) expect(err).toContain(`--columns: there is no column "${name}"`);
    expect(err.match(/there is no column/g)).toHaveLength(3);
  });

  test('JSON has all, and a note says so', async () => {
    const { err } = await flywheel([...asked, '--format', 'json'], { files });
    expect(err).toContain('note: --columns makes no difference with --format json\n');
  });

  test('what CSV has is a column of a table, or said to be one of CSV alone', async () => {
    const [names] = rowsOf(await printed([...args, '--format', 'csv']));
    const told = await Promise.all(
      names.map(async (name) => ({ name, ...(await flywheel([...args, '--columns', name], { files, ...WIDE })) })),
    );
    for (const { name, code, err } of told) {
      if (code !== 0) expect(err).toContain(`there is no column "${name}" in a table, only in CSV (--format csv)\n`);
    }
    // And no column of a table is without a name.
    const inTable = told
      .filter(({ code }) => code === 0)
      .flatMap(({ out }) => headersIn(out).map((header) => header.replace(/^5%-95% of .*/, '5%-95%')));
    const unnamed = headersIn(await printed(args)).filter((header) => !inTable.includes(header));
    // But for the bars of a sensitivity, which have one of their own, and the values of a table of two numbers.
    expect(unnamed.filter((header) => header !== 'Effect' && !/^[\d.]+$/.test(header))).toEqual([]);
  });
});

// A billion runs would take an hour.
test.each([
  ['simulate', 'plan.json', '--bands'],
  ['chance', 'plan.json'],
  ['chance', 'plan.json', 'gain@5 at least 47'],
  ['compare', 'plan.json', '--referral-rate', '1.2', '--bands'],
  ['sweep', 'plan.json', '--vary', 'rotations=3,5', '--bands'],
  ['track', 'plan.json', 'real.csv'],
])('%s %s %s: a typo is told before any run is made', async (...args) => {
  for (const format of ['table', 'csv']) {
    const line = [...args, '--runs', '1000000000', '--jobs', '1', '--columns', 'gian.p7', '--format', format];
    const { code, err } = await flywheel(line, { files });
    expect(code).toBe(2);
    expect(err).toContain('--columns: there is no column "gian.p7"');
  }
});

// Two numbers and one metric make another table, of values.
const ROWS = Object.entries(CASES).filter(([what]) => what !== 'sweep of two numbers');

test.each(ROWS)('%s: the cells of a chosen column stay what they are', async (_what, { args, ...wanted }) => {
  const [whole, some] = await Promise.all([printed(args), printed([...args, '--columns', wanted.chosen.join(',')])]);
  const cells = (out: string): string[] => tableOf(out)[1].trim().split(/ {2,}/);
  const places = [...wanted.keyHeaders, ...wanted.headers].map((header) => headersIn(whole).indexOf(header));
  expect(cells(some)).toEqual(places.map((i) => cells(whole)[i]));
});

describe('on a narrow terminal', () => {
  const at = (outColumns: number, ...args: string[]) => printed(args, { outColumns, env: { NO_COLOR: '1' } });
  const NARROW = 'Not shown for lack of room';

  test.each([
    [
      'what usually goes first stays',
      ['sensitivity', 'plan.json', '--columns', 'low,elasticity'],
      ['Low to high', 'Elasticity'],
    ],
    [
      'names are cut before a column goes',
      ['sensitivity', 'value-journey', '--columns', 'low,elasticity'],
      ['Elasticity'],
    ],
    ['the chance of a value stays', ['track', 'plan.json', 'real.csv', '--columns', 'tail'], ['By chance']],
    [
      'the id of a lever stays, and not its label',
      ['levers', 'shop-flywheel', '--columns', 'alone,added.outlay'],
      ['Id', 'Alone', 'Outlay'],
    ],
    ['sentences go on below', ['metrics', 'plan.json', '--columns', 'meaning,unit'], ['What it is', 'Unit'], 48],
  ])('%s', async (_what, args, kept, outColumns = 44) => {
    const out = await at(outColumns, ...args);
    for (const header of kept) expect(tableOf(out)[0]).toContain(header);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(outColumns);
    expect(out.replace(/Not shown for lack of room: Lever\./, '')).not.toContain(NARROW);
  });

  test('what cannot fit is left out from the last, and named', async () => {
    const out = await at(30, 'chance', 'plan.json', '--columns', 'referred,advocate,nurture,engage');
    expect(tableOf(out)[0]).toMatch(/^Rotation +Referred/);
    expect(out.replaceAll('\n', ' ')).toMatch(/Not shown for lack of room: .*Engage\./);
  });
});

describe('what is special', () => {
  test('the list of scenarios has no header until it is asked for in a format or by columns', async () => {
    expect(await printed(['scenarios'])).toMatch(/^coffee-subscription {2,}Coffee subscription/);
    expect(headersIn(await printed(['scenarios', '--columns', 'title']))).toEqual(['Name', 'Title']);
    expect(headersIn(await printed(['scenarios', '--columns', 'name']))).toEqual(['Name']);
    expect(await printed(['scenarios', '--format', 'csv', '--columns', 'name'])).toMatch(
      /^name\ncoffee-subscription\n/,
    );
    expect(await printed(['scenarios', '--format', 'markdown'])).toContain('| Name | Title |');
    expect(JSON.parse(await printed(['scenarios', '--format', 'json'])).scenarios).toContainEqual({
      name: 'hundred-per-cycle',
      title: 'One hundred engaged per cycle',
    });
    const { code, err } = await flywheel(['scenarios', '--columns', 'tilte']);
    expect([code, err]).toEqual([2, '--columns: there is no column "tilte" (did you mean title?)\n']);
  });

  test('changes of several scenarios say whose they are', async () => {
    const out = await printed(['compare', 'hundred-per-cycle', 'hundred-once', 'paid-only', '--columns', 'change']);
    expect(headersIn(out)).toEqual(['Metric', 'Change in hundred-once', 'Change in paid-only']);
  });

  test('what a column means is said where it is chosen, and only there', async () => {
    const bands = ['compare', 'plan.json', '--volume', '120', '--bands', '--runs', '50', '--columns'];
    const [ranges, ahead] = [await printed([...bands, 'p5']), await printed([...bands, 'probability'])];
    expect(headersIn(ranges)).toEqual(['Metric', '5%-95% of as it is', '5%-95% of --volume 120']);
    expect([/^5%-95%: /m.test(ranges), /^Ahead: /m.test(ranges)]).toEqual([true, false]);
    expect([/^5%-95%: /m.test(ahead), /^Ahead: /m.test(ahead)]).toEqual([false, true]);
  });

  test('a name stands for a group: all that is told of levers alone', async () => {
    const csv = await printed(['levers', 'shop-flywheel', '--columns', 'alone', '--format', 'csv']);
    expect(csv.split('\n')[0]).toBe('lever,alone.metric,alone.change');
  });

  test('the bars of a sensitivity are a column of the table', async () => {
    const out = await printed(['sensitivity', 'plan.json', '--columns', 'effect']);
    expect(headersIn(out)).toEqual(['Number', 'Effect']);
    expect(tableOf(out)[1]).toContain('█');
  });

  test('bands of a sweep stand beside their metric in CSV', async () => {
    const line = ['sweep', 'plan.json', '--vary', 'rotations=3,5', '--metric', 'gain', '--metric', 'engage', '--bands'];
    const csv = await printed([...line, '--columns', 'gain', '--format', 'csv']);
    expect(csv.split('\n')[0]).toBe('rotations,gain,gain.mean,gain.sd,gain.p5,gain.p50,gain.p95');
  });

  test('what is news stands out as it does without', async () => {
    const world = { outColumns: 80, env: { FORCE_COLOR: '1' } };
    const bold = async (...more: string[]) =>
      (await printed(['track', 'plan.json', 'real.csv', ...more], world))
        .split('\n')
        .map((line) => line.startsWith('\u001b[1m'));
    const bolds = await bold('--columns', 'actual,verdict');
    expect(bolds.slice(3, 7).some(Boolean)).toBe(true);
    expect(bolds.slice(0, 7)).toEqual((await bold()).slice(0, 7));
  });

  test('a typo changes no snapshot', async () => {
    const { code, files: after } = await flywheel(['check', 'plan.json', '--update', '--columns', 'statsu'], { files });
    expect(code).toBe(2);
    expect(after).not.toHaveProperty('plan.snap.json');
  });

  test('differences from a snapshot are shown whole below the chosen columns', async () => {
    const kept = await flywheel(['check', 'plan.json', '--update'], { files });
    const moved = { ...files, ...kept.files, 'plan.json': fileWith({ name: 'Moved', rotations: 4 }) };
    const { out, code } = await flywheel(['check', 'plan.json', '--columns', 'status'], { files: moved });
    expect(code).toBe(1);
    expect(headersIn(out)).toEqual(['File', 'Status']);
    expect(out).toMatch(/^Metric +Snapshot +Actual +Change$/m);
  });
});
