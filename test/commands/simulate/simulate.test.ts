import { describe, expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

/** As printed in the documentation. */
const TABLE = `Rotation   Engage   Gain   Acquire   Nurture   Advocate   Active advocate
       1      100      –        30        23         10                10
       2      110    +10        33        25         11                21
       3      121    +21        36        27         12                34
       4      134    +34        40        30         14                47
       5      147    +47        44        33         15                62
   Total      612   +112       184       138         62                 –
`;

const rowsOf = (out: string): string[][] =>
  (out.split('\n\n')[1] ?? '').split('\n').map((line) => line.trim().split(/ {2,}/));

describe('the table', () => {
  test('of the worked example is the one in the documentation', async () => {
    const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [title, table, remarks] = out.split('\n\n');
    expect(title).toBe('One hundred engaged per cycle · expected values · 5 rotations');
    expect(`${table}\n`).toBe(TABLE);
    expect(remarks).toContain('47 more in rotation 5 than without referrals, 112 over all five.');
    expect(remarks).toContain('32% of rotation 5 came by referral.');
    expect(remarks).toMatch(/never leave in this scenario; at 90% retention .*41/);
    for (const rule of [
      'Smooth: yes. One more point at Acquire (30% -> 31%) adds most: 2 more at Engage in rotation 5.',
      'Easier: yes, the referred share rose from 0% in rotation 1 to 32% in rotation 5.',
      'More efficient: yes, the number of prospects bought per customer fell from 3.333 in rotation 1 to 2.266 in rotation 5.',
    ]) {
      expect(remarks).toContain(rule);
    }
  });

  // 10.125 of 110.125, 21.275 of 121.275, 33.554 of 133.554, 47.077 of 147.077, and 112.031 of 612.031
  test('of origins splits the first stage by channel and loop', async () => {
    const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--view', 'origins']);
    expect(rowsOf(out)).toEqual([
      ['Rotation', 'Engage', 'Paid', 'Word of mouth', 'Referred'],
      ['1', '100', '100', '0', '0.0%'],
      ['2', '110', '100', '10', '9.2%'],
      ['3', '121', '100', '21', '17.5%'],
      ['4', '134', '100', '34', '25.1%'],
      ['5', '147', '100', '47', '32.0%'],
      ['Total', '612', '500', '112', '18.3%'],
    ]);
  });

  test.each([
    ['month', '2027-11', ['Month', 'Nov 2027', 'Dec 2027', 'Jan 2028', 'Total']],
    ['week', '2028-02-22', ['Week', '22 Feb 2028', '29 Feb 2028', '7 Mar 2028', 'Total']],
    ['day', '2027-12-31', ['Day', '31 Dec 2027', '1 Jan 2028', '2 Jan 2028', 'Total']],
    ['quarter', '2027-07', ['Quarter', 'Q3 2027', 'Q4 2027', 'Q1 2028', 'Total']],
    ['year', '2027', ['Year', '2027', '2028', '2029', 'Total']],
    ['month', undefined, ['Month', '1', '2', '3', 'Total']],
  ])('labels its rows by %s from %s', async (period, start, labels) => {
    const files = { 'plan.json': fileWith({ period, start, rotations: 3 }) };
    const { out } = await flywheel(['simulate', 'plan.json'], { files });
    expect(rowsOf(out).map(([label]) => label)).toEqual(labels);
  });

  test('says – for the gain of every rotation in which nobody could yet have been referred', async () => {
    const late = { id: 'late', type: 'referral', from: 'advocate', to: 'engage', perMember: 1, delay: 3 };
    const { out } = await flywheel(['simulate', 'plan.json'], { files: { 'plan.json': fileWith({ loops: [late] }) } });
    expect(rowsOf(out).map((row) => row[2])).toEqual(['Gain', '–', '–', '–', '+10', '+20', '+30']);
  });
});

describe('CSV', () => {
  const perStage = (stage: string): string => `${stage},${stage}.paid,${stage}.word-of-mouth,${stage}.returning`;

  test('is one tidy table with every figure at full precision', async () => {
    const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, first, ...rest] = out.trimEnd().split('\n');
    expect(header).toBe(
      `rotation,${['engage', 'acquire', 'nurture', 'advocate'].map(perStage)},active.advocate,` +
        'referred,gain,referredShare,revenue,cost,spend,profit,cash,cac,mediaCac,keepCost',
    );
    expect(first).toBe('1,100,100,0,0,30,30,0,0,22.5,22.5,0,0,10.125,10.125,0,0,10.125,0,0,0,,,,,,,,');
    expect(rest.map((row) => row.split(',').length)).toEqual([29, 29, 29, 29]);
    expect(Number(rest[3]?.split(',')[1])).toBeCloseTo(100 * 1.10125 ** 4, 9);
  });
});

test('active members are a column for each stage that keeps some, with bands where asked for', async () => {
  const headerOf = async (...args: string[]) => rowsOf((await flywheel(['simulate', ...args])).out)[0];
  expect(await headerOf('paid-only')).not.toEqual(expect.arrayContaining([expect.stringMatching(/^Active/)]));
  const { out } = await flywheel(['simulate', 'shop-flywheel', '--set', 'stages.retain.label="VIP club"']);
  expect(out).toMatch(/ Active VIP club +Active Encourage advocacy\n/);
  const { out: banded } = await flywheel(['simulate', 'hundred-per-cycle', '--bands']);
  // Members who never leave are all the arrivals so far.
  expect(banded).toMatch(/\n +5 .* 62 \(\d+-\d+\)\n/);
});

test('Markdown is a table of the same figures', async () => {
  const { code, out } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'markdown']);
  expect(code).toBe(0);
  expect(out).toContain(`| Rotation | Engage | Gain | Acquire | Nurture | Advocate | Active advocate |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 1 | 100 | – | 30 | 23 | 10 | 10 |
| 2 | 110 | +10 | 33 | 25 | 11 | 21 |
`);
  expect(out).toContain('| Total | 612 | +112 | 184 | 138 | 62 | – |\n');
});

describe('assertions', () => {
  const files = {
    'plan.json': fileWith({
      expect: [
        { metric: 'gain@5', is: 60, within: 0.5 },
        { metric: 'engage@1', is: 100 },
        { metric: 'engage@9', is: 1 },
      ],
    }),
  };

  test.each(['table', 'csv', 'markdown', 'json'])('that fail are said on stderr, exit 0 (%s)', async (format) => {
    const { code, out, err } = await flywheel(['simulate', 'plan.json', '--format', format], { files });
    const clean = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'table']);
    expect(code).toBe(0);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(err).toMatch(/note: engage@9 is 1: not judged, beyond this run/);
    expect(err).toMatch(/assertion failed: the scenario expects gain@5 is 60 within 0\.5, and it is 47\.0766/);
    if (format === 'table') expect(out).toBe(clean.out);
  });

  test('are judged in JSON, those about a rotation that was not run with null', async () => {
    const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files });
    expect(JSON.parse(out).assertions.map((one: { passed: unknown }) => one.passed)).toEqual([false, true, null]);
  });
});

describe('money', () => {
  const shop = {
    currency: 'JPY',
    rotations: 2,
    overhead: 4000,
    channels: [{ id: 'paid', volume: 100, cost: 20 }],
    stages: [
      { id: 'engage' },
      { id: 'acquire', conversion: 0.3, revenue: 150, margin: 0.5 },
      { id: 'stay', conversion: 0.5, memberRevenue: 40, memberCost: 10 },
    ],
    loops: [],
    levers: [{ id: 'gift', cost: 100, changes: [{ path: 'stages.acquire.conversion', add: 0.1 }] }],
  };
  const files = { 'shop.json': fileWith(shop) };

  // rotation 1: 30 buy for 150 and 15 members pay 40: 5,100; 2,000 + 2,250 + 150 + 4,000 = 8,400 go out
  // rotation 2: 30 members: 5,700; 8,550
  test('is a table of its own, in the minor unit of the currency', async () => {
    const { out, code } = await flywheel(['simulate', 'shop.json', '--view', 'money'], { files });
    expect(code).toBe(0);
    expect(out).toContain('amounts in JPY');
    expect(rowsOf(out)).toEqual([
      ['Rotation', 'Revenue', 'Cost', 'Spend', 'Profit', 'Cash', 'CAC', 'Media CAC', 'Keep cost'],
      ['1', '5,100', '8,400', '2,000', '-3,300', '-3,300', '67', '67', '10'],
      ['2', '5,700', '8,550', '2,000', '-2,850', '-6,150', '67', '67', '10'],
      ['Total', '10,800', '16,950', '4,000', '-6,150', '–', '67', '67', '–'],
    ]);
  });

  test('in a narrow terminal the least important columns go first, cash and profit stay', async () => {
    const { out } = await flywheel(['simulate', 'shop.json', '--view', 'money'], {
      files,
      outColumns: 30,
      env: { NO_COLOR: '1' },
    });
    const [header] = rowsOf(out);
    expect(header).toEqual(['Rotation', 'Profit', 'Cash', 'CAC']);
    expect(out.replaceAll('\n', ' ')).toContain(
      'Not shown for lack of room: Revenue, Cost, Spend, Media CAC, Keep cost.',
    );
  });

  // 0.3 buy: 45 in, 22.5 of goods; 0.15 are members twice: 12 in, 3 out
  test('the journey has a row per stage, in every format', async () => {
    const { out } = await flywheel(['simulate', 'shop.json', '--view', 'journey'], { files });
    expect(rowsOf(out)).toEqual([
      ['Stage', 'Reach', 'Cost', 'Revenue', 'Net', 'Step'],
      ['Engage', '100.0%', '20', '0', '-20', '-20'],
      ['Acquire', '30.0%', '43', '45', '3', '23'],
      ['Stay', '15.0%', '46', '57', '12', '9'],
    ]);
    const csv = await flywheel(['simulate', 'shop.json', '--view', 'journey', '--format', 'csv'], { files });
    expect(csv.out.split('\n').slice(0, 3)).toEqual([
      'stage,reach,cost,revenue,net,step',
      'engage,1,20,0,-20,-20',
      'acquire,0.3,42.5,45,2.5,22.5',
    ]);
    const markdown = await flywheel(['simulate', 'shop.json', '--view', 'journey', '--format', 'markdown'], { files });
    expect(markdown.out).toContain('| :--- | ---: | ---: | ---: | ---: | ---: |\n| Engage | 100.0% | 20 |');
  });

  test('without money the worked example shows – and never a 0 that looks like an amount', async () => {
    const { out, err } = await flywheel(['simulate', 'hundred-per-cycle', '--view', 'money']);
    expect(err).toBe('');
    for (const [, ...cells] of rowsOf(out).slice(1)) expect(new Set(cells)).toEqual(new Set(['–']));
    const csv = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'csv']);
    expect(csv.out.split('\n')[1]).toMatch(/,,,,,,,,$/);
  });

  test('the sentence that levers are assumptions is with the result, in every format', async () => {
    const sentence = 'The effects of levers are assumptions of this scenario, not findings.';
    const run = (format: string) =>
      flywheel(['simulate', 'shop.json', '--with', 'gift@2', '--format', format], { files });
    for (const format of ['table', 'markdown', 'json']) {
      const { out, err } = await run(format);
      expect(out, format).toContain(sentence);
      expect(err, format).toBe('');
    }
    const { out, err } = await run('csv');
    expect(out).not.toContain(sentence);
    expect(err).toBe(`note: ${sentence}\n`);
  });

  test('an unknown lever lists those there are; one named twice is an error', async () => {
    const unknown = await flywheel(['simulate', 'shop.json', '--with', 'gfit'], { files });
    expect([unknown.code, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toContain('did you mean gift?');
    const twice = await flywheel(['simulate', 'shop.json', '--with', 'gift,gift@2'], { files });
    expect(twice.err).toContain('lever "gift" is switched on twice: name it once');
    expect(twice.code).toBe(2);
  });
});

describe('a season', () => {
  const gift = { id: 'gift', changes: [{ path: 'channels.paid.volume', multiply: 2 }] };
  const arrivals = async (volume: unknown, ...flags: string[]): Promise<number[]> => {
    const files = {
      'plan.json': fileWith({ rotations: 5, loops: [], channels: [{ id: 'paid', volume }], levers: [gift] }),
    };
    const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json', ...flags], { files });
    return JSON.parse(out).rotations.map(
      (row: { stages: { engage: { arrivals: number } } }) => row.stages.engage.arrivals,
    );
  };

  test('of values in turn begins again after the last one, and a lever acts on each', async () => {
    const volume = { repeat: [80, 100, '120/1'] };
    expect(await arrivals(volume)).toEqual([80, 100, 120, 80, 100]);
    expect(await arrivals(volume, '--with', 'gift@3')).toEqual([80, 100, 240, 160, 200]);
  });

  test('of factors multiplies growth or steps in turn, and flags change parts of it', async () => {
    const volume = { start: 100, step: 10, season: ['50%', 1, 2] };
    expect(await arrivals(volume)).toEqual([50, 110, 240, 65, 140]);
    expect(await arrivals(volume, '--set', 'channels.paid.volume.step=0')).toEqual([50, 100, 200, 50, 100]);
  });
});

describe('--view members', () => {
  const [engage, acquire] = [{ id: 'engage' }, { id: 'acquire', conversion: 0.5 }];
  const loops = [{ id: 'word', type: 'referral', from: 'acquire', to: 'engage', perMember: 0 }];
  const view = (stage: Record<string, unknown>, ...flags: string[]) => {
    const stages = [engage, { ...acquire, ...stage }];
    const files = { 'plan.json': fileWith({ rotations: 3, stages, loops }) };
    return flywheel(['simulate', 'plan.json', '--view', 'members', ...flags], { files });
  };

  // 40 initial members and 50 a rotation: of 40 stay 20, of 70 stay 35, of 85 stay 42.5.
  test('goes from opening to closing, initial members included', async () => {
    const { out, err } = await view({ initial: 40, retention: 0.5 });
    expect(err).toBe('');
    expect(rowsOf(out)).toEqual([
      ['Rotation', 'Acquire opening', 'Acquire joined', 'Acquire lapsed', 'Acquire closing'],
      ['1', '40', '50', '20', '70'],
      ['2', '70', '50', '35', '85'],
      ['3', '85', '50', '43', '93'],
      ['Total', '40', '150', '98', '93'],
    ]);
    const csv = await view({ initial: 40, retention: 0.5 }, '--format', 'csv');
    expect(csv.out).toBe(
      'rotation,opening.acquire,joined.acquire,lapsed.acquire,closing.acquire\n1,40,50,20,70\n2,70,50,35,85\n3,85,50,42.5,92.5\n',
    );
    const markdown = await view({ initial: 40, retention: 0.5 }, '--format', 'markdown', '--columns', 'lapsed');
    expect(markdown.out).toMatch(/\| Rotation \| Acquire lapsed \|\n.*\n\| +1 \| +20 \|/);
  });

  test('of a fixed stay has everybody leave when it is over', async () => {
    const { out } = await view({ initial: 40, activeFor: 2 }, '--format', 'csv', '--columns', 'lapsed,closing');
    expect(out).toBe('rotation,lapsed.acquire,closing.acquire\n1,0,90\n2,40,100\n3,50,100\n');
  });

  test('is in the JSON where it was asked for', async () => {
    const { out } = await view({ retention: 0.5 }, '--format', 'json');
    expect(JSON.parse(out).rotations[1].members).toEqual({
      acquire: { opening: 50, joined: 50, lapsed: 25, closing: 75 },
    });
  });

  test('says that nobody leaves, or that there are no members', async () => {
    expect((await view({})).out).toContain('Nobody leaves here: Acquire.');
    const files = { 'plan.json': fileWith({ loops: [] }) };
    const { code, out } = await flywheel(['simulate', 'plan.json', '--view', 'members'], { files });
    expect(code).toBe(0);
    expect(out).toContain('There are no members in this scenario');
  });

  test('is a metric, by expected values and under chance', async () => {
    const stages = [engage, { ...acquire, initial: 40, retention: 0.5 }];
    const expectations = [
      { metric: 'lapsed.acquire@2', is: 35 },
      { metric: 'total:lapsed.acquire', is: 97.5 },
    ];
    const files = { 'plan.json': fileWith({ rotations: 3, stages, loops, expect: expectations }) };
    expect((await flywheel(['check', 'plan.json', '--update'], { files })).code).toBe(0);
    // Of the 40 initial members each leaves with 1/2: the chance that 20 or more do, plus half a tail.
    const goal = ['chance', 'plan.json', 'lapsed.acquire@1 at least 20', '--format', 'json'];
    const [exact, runs] = [await flywheel(goal, { files }), await flywheel([...goal, '--runs', '20000'], { files })];
    const [{ probability, method }] = JSON.parse(exact.out).goals;
    expect(method).toBe('exact');
    // Binomial(40, 1/2): 1/2 + P(20)/2, with P(20) = 137846528820 / 2^40.
    expect(probability).toBeCloseTo(0.5 + 137846528820 / 1099511627776 / 2, 12);
    expect(Math.abs(JSON.parse(runs.out).goals[0].probability - probability)).toBeLessThan(0.02);
  });
});

test('a metric of a stage that is asked for goes by the label of the stage', async () => {
  const asked = ['lapsed.advocate@3', 'total:active.advocate', 'engage@2'].flatMap((name) => ['--metric', name]);
  const { out } = await flywheel(['simulate', 'hundred-once', ...asked]);
  expect(out).toMatch(/^Lapsed advocate in rotation 3 /m);
  expect(out).toMatch(/^Active advocate over 5 rotations /m);
  expect(out).toMatch(/^Engage in rotation 2 /m);
});
