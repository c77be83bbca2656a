import { describe, expect, test } from 'vitest';
import { sized, whenLong } from '../../cases.ts';
import { ACTING, fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

/** 100 visitors in each of 2 rotations, half of whom buy for 10: revenue of 1,000; the figures are in the table. */
const shop = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    name: 'Shop',
    rotations: 2,
    channels: [{ id: 'paid', volume: 100 }],
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 10 }],
    levers: [
      { id: 'waste', cost: 30 },
      { id: 'dearer', label: 'Higher prices', cost: 20, setup: 10, changes: [{ path: 'stages.buy.revenue', add: 2 }] },
      { id: 'more', label: 'More buyers', setup: 100, changes: [{ path: 'stages.buy.conversion', multiply: 1.5 }] },
    ],
    ...changes,
  });

/** 100 visitors for so much each. */
const paidAt = (cost: number) => [{ id: 'paid', volume: 100, cost }];

/** 100 visitors in each of so many rotations, but three times as many in the last. */
const paidIn = (rotations: number) => [
  { id: 'paid', volume: Array.from({ length: rotations }, (_, t) => (t === rotations - 1 ? 300 : 100)) },
];

const levers = (args: readonly string[] = [], text = shop(), world = {}) =>
  flywheel(['levers', 'shop.json', ...args], { files: { 'shop.json': text }, ...world });

const linesOf = (out: string): string[] => out.split('\n').map((line) => line.replace(/ +/g, ' '));

describe('levers', () => {
  test('says which first, what each adds, and where one more stops paying', async () => {
    const { code, out, err } = await levers();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(linesOf(out)).toEqual([
      'Shop · levers by cash · 2 rotations',
      '',
      'Lever Id Alone On top Cash then Outlay',
      'More buyers more +400.00 +400.00 1,400.00 100.00',
      'Higher prices dearer +150.00 +250.00 1,650.00 50.00',
      'Waste waste -60.00 -60.00 1,590.00 60.00',
      '',
      'Switch on More buyers first: cash by rotation 2 rises by 400.00 to 1,400.00.',
      'After Higher prices, one more stops paying: Waste would lower it by 60.00.',
      'To see both together: --with more,dearer',
      'Outlay: setup and running cost over 2 rotations, and what spend, stages, members and overhead cost more than without the lever, more people included; not cost of goods. Of levers in the order on top of those before.',
      'The effects of levers are assumptions of this scenario, not findings.',
      '',
    ]);
  });

  test('as JSON has what scripts depend on', async () => {
    const { out } = await levers(['--format', 'json', '--with', 'waste']);
    const { alone, order, ...rest } = JSON.parse(out);
    expect(rest).toEqual({
      flywheel: 1,
      command: 'levers',
      scenario: { name: 'Shop', rotations: 2, with: ['waste'] },
      metric: 'cash',
      value: 940,
      budget: null,
      best: null,
      passedOver: [],
      excluded: [],
      notes: ['The effects of levers are assumptions of this scenario, not findings.'],
    });
    expect(alone[0]).toEqual({ lever: 'dearer', metric: 1090, change: 150, outlay: 50 });
    expect(order[0]).toEqual({ lever: 'more', metric: 1340, change: 400, pays: true, outlay: 100 });
  });

  test('the flag of the last sentence gives what the table promises', async () => {
    const { out } = await levers(['--with', 'waste']);
    const flags = /together: (.*)/.exec(out)?.[1] ?? '';
    expect(flags).toBe('--with waste,more,dearer');
    const files = { 'shop.json': shop() };
    const run = await flywheel(['simulate', 'shop.json', ...flags.split(' '), '--format', 'json'], { files });
    expect(JSON.parse(run.out).rotations[1].cash).toBe(1590);
  });

  test('takes --budget for what the levers may cost, and says how to change the budget of a channel', async () => {
    const { code, err } = await levers(['--budget', 'ads=800']);
    expect(code).toBe(2);
    expect(err).toContain('it is what the levers may cost; for the budget of ads, write --set channels.ads.budget=800');
  });

  test('within a budget, leads with the best set, how to see it, and what is too dear', async () => {
    const { out } = await levers(['--budget', '90']);
    expect(linesOf(out)).toContain('Shop · best levers within 90.00 by cash · 2 rotations');
    expect(linesOf(out)).toContain('Higher prices dearer +150.00 +150.00 1,150.00 50.00');
    expect(linesOf(out)).toContain('More buyers more +400.00 – – 100.00');
    expect(out).toContain(
      'Best within the budget of 90.00: Higher prices. With it, cash by rotation 2 rises by 150.00 to 1,150.00.\n' +
        'To see it: --with dearer\nThe outlay comes to 50.00 of 90.00.\n' +
        'Beside these, too dear for the budget: Waste and More buyers.\nEvery set of these levers was tried.\n',
    );
    const none = (await levers(['--budget', '10'])).out;
    expect(none).toContain('\nNo lever pays within the budget of 10.00. Too dear for it: ');
    const waste = shop({ levers: [{ id: 'waste', cost: 30 }] });
    expect((await levers(['--budget', '100'], waste)).out).toContain('\nNo lever pays within the budget of 100.00.\n');
    const [, , more] = JSON.parse(shop()).levers;
    const dear = shop({ levers: [{ id: 'waste', cost: 30 }, more] });
    expect((await levers(['--budget', '90'], dear)).out).toContain(
      '\nNo lever pays within the budget of 90.00. Too dear for it: More buyers.\n',
    );
  });

  whenLong(() => {
    test('the best set, typed as it is said, comes to what is promised', async () => {
      const args = ['value-journey', '--budget', '100000', '--format', 'json'];
      const { best } = JSON.parse((await flywheel(['levers', ...args])).out);
      expect(Object.keys(best)).toEqual(['levers', 'metric', 'change', 'outlay', 'method']);
      const list = best.levers.join(',');
      const { out } = await flywheel(['simulate', 'value-journey', '--with', list, '--format', 'json']);
      expect(JSON.parse(out).rotations.at(-1).cash).toBe(best.metric);
      expect((await flywheel(['levers', 'value-journey', '--budget', '100000'])).out).toContain(`--with ${list}\n`);
    });
  });

  test.each(sized([40], [40, 80]))('the best set can be read on %i columns and in Markdown', async (outColumns) => {
    const args = ['levers', 'value-journey', '--budget', '50000'];
    const { out } = await flywheel(args, { outColumns, env: { NO_COLOR: '1' } });
    expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
    expect(out.replace(/\s+/g, ' ')).toContain('--with "exit-intent, upsell, loyalty-programme"');
    expect((await flywheel([...args, '--format', 'markdown'])).out).toContain(
      'Best within the budget of USD 50,000.00: ',
    );
  });

  test('says when not every set was tried', async () => {
    const many = Array.from({ length: 15 }, (_, i) => ({
      id: `l${i}`,
      setup: 10,
      changes: [{ path: 'stages.buy.revenue', add: 1 }],
    }));
    const { out } = await levers(['--budget', '45'], shop({ levers: many }));
    expect(out).toContain('Best within the budget of 45.00: L0, L1, L2 and L3.');
    expect(out).toContain('Of 15 levers not every set was tried: ');
  });

  test('says which lever is left out for another', async () => {
    const [waste, dearer, more] = JSON.parse(shop()).levers;
    const text = shop({ levers: [waste, dearer, { ...more, excludes: ['dearer'] }] });
    const { out } = await levers([], text);
    expect(out).toContain('Higher prices is left out: it and More buyers exclude each other.');
    expect(linesOf(out)).toContain('Higher prices dearer +150.00 – – 50.00');
  });

  test('less of a cost is better', async () => {
    // 100 x 5 for 50 customers is 10; 75 customers and the setup: 6.67 in rotation 2, where nothing is set up any more.
    const { out } = await levers(['--metric', 'cac', '--set', 'channels.paid.cost=5']);
    expect(out).toContain('Switch on More buyers first: cac in rotation 2 falls by 3.33 to 6.67.');
    expect(out).toMatch(/After More buyers, one more stops paying: Higher prices would raise it by 0\.27\./);
  });

  test('says where setting up is not in what it is judged by', async () => {
    const cost = ['--set', 'channels.paid.cost=5'];
    const about = 'what setting up costs in rotation 1 is not in it; cash and npv have it.';
    for (const metric of ['cac', 'cost', 'profit', 'profit@2'])
      expect((await levers([...cost, '--metric', metric])).out).toContain(`${metric} is that of rotation 2: ${about}`);
    for (const metric of ['cash', 'npv', 'ltvToCac', 'cac@1', 'total:cost', 'spend', 'buy'])
      expect((await levers([...cost, '--metric', metric])).out).not.toContain('setting up');
    const free = shop({ levers: [{ id: 'waste', cost: 30 }] });
    expect((await levers([...cost, '--metric', 'cac'], free)).out).not.toContain('setting up');
  });

  test('a long list of levers is one that a shell takes back, wherever it is broken', async () => {
    const ids = ['first-of-several', 'second-of-several', 'third-of-several'];
    const many = ids.map((id) => ({ id, changes: [{ path: 'stages.acquire.conversion', multiply: 1.1 }] }));
    const { out } = await levers([], fileWith({ levers: many }), { outColumns: 40, env: { NO_COLOR: '1' } });
    const [, list = ''] = /together: --with\s"([^"]*)"/.exec(out) ?? [];
    expect(list).toContain('\n');
    const files = { 'plan.json': fileWith({ levers: many }) };
    const run = await flywheel(['simulate', 'plan.json', '--with', list, '--format', 'json'], { files });
    expect(JSON.parse(run.out).scenario.with).toEqual(ids);
  });

  test('a little worse is not nothing, even where it is less than what is shown', async () => {
    // 10 a customer, at a cost of 111 or 111.3 for 50 of them: 4.5045 and 4.4924.
    const some = [
      { id: 'app', cost: 0.3 },
      { id: 'large', cost: 300 },
    ];
    const { out } = await levers(['--metric', 'ltvToCac'], shop({ overhead: 1, levers: some, channels: paidAt(1.11) }));
    expect(linesOf(out)).toContain('App app -0.01 -0.01 4.49 0.60');
    expect(out).toContain('No lever pays: the best of them, App, would lower ltvToCac by 0.01.');
  });

  test('a time is said as a time', async () => {
    const late = shop({ period: 'month', start: '2027-01', rotations: 3, overhead: 600, channels: paidIn(3) });
    // 500, 500 and 1,500 against 600 each: below 0 until March.
    const { out } = await levers(['--metric', 'cashBreakEven'], late);
    expect(linesOf(out)).toContain('Waste waste 0 months 0 months Mar 2027 90.00');
  });

  test('says when none pays', async () => {
    const { out } = await levers([], shop({ levers: [{ id: 'waste', cost: 30 }, { id: 'idle' }] }));
    expect(out).toContain('No lever pays: the best of them, Idle, would change nothing.');
    const one = await levers([], shop({ levers: [{ id: 'waste', cost: 30 }] }));
    expect(one.out).toContain('No lever pays: the best of them, Waste, would lower cash by rotation 2 by 60.00.');
  });

  test('and when two pay that do not one by one', async () => {
    const stages = [{ id: 'visit' }, { id: 'buy', conversion: 0, revenue: 10 }];
    const path = 'stages.buy.conversion';
    const pair = [
      { id: 'open', setup: 100, changes: [{ path, add: 0.005 }] },
      { id: 'ads', setup: 110, changes: [{ path, multiply: 100 }] },
    ];
    // Open earns 0.5 x 10 x 2 = 10 for 100; with ads 50 x 10 x 2 = 1,000 for 210.
    const { out } = await levers([], shop({ stages, levers: pair }));
    expect(out).toContain('No lever pays: the best of them, Open, would lower cash by rotation 2 by 90.00.');
    expect(out).toContain('Yet Open and Ads together pay: cash then rises by 790.00.');
  });

  test('says that all pay, in few words where there are many', async () => {
    const links = ['acquire', 'nurture', 'advocate', 'advocate'];
    const many = links.map((id, i) => ({ id: `l${i}`, changes: [{ path: `stages.${id}.conversion`, multiply: 1.1 }] }));
    const { out } = await levers([], fileWith({ levers: many }));
    expect(out).toContain('Every lever still adds to gain on top of those before.');
    expect(out).toContain('To see them together: --with l0,l1,l2,l3\n');
    expect(out).not.toContain('Outlay');
    const { out: free } = await levers(['--budget', '5'], fileWith({ levers: many }));
    expect(free).toContain('The outlay comes to 0.00 of 5.00.');
  });

  test('an impossible lever does not end the command', async () => {
    const wrong = { id: 'wrong', changes: [{ path: 'stages.buy.revenue', add: -11 }] };
    const { code, out } = await levers([], shop({ levers: [wrong, { id: 'waste', cost: 30 }] }));
    expect(code).toBe(0);
    expect(linesOf(out)).toContain('Wrong wrong – – – –');
    expect(out).toContain('wrong alone has no result: lever wrong makes stages.buy.revenue -1 in rotation 1');
  });

  test('as CSV is a row per lever, in the best order', async () => {
    const { out, err } = await levers(['--format', 'csv', '--budget', '100']);
    expect(out).toBe(
      'lever,alone.metric,alone.change,order,metric,change,pays,outlay,added.outlay,best\n' +
        'more,1400,400,1,1400,400,true,100,100,true\n' +
        'waste,940,-60,,,,,60,,false\n' +
        'dearer,1150,150,,,,,50,,false\n',
    );
    expect(err).toBe('note: The effects of levers are assumptions of this scenario, not findings.\n');
  });

  test.each([40, 60, 80])('fits a terminal of %i columns', async (outColumns) => {
    const { out } = await flywheel(['levers', 'value-journey'], { outColumns, env: { NO_COLOR: '1' } });
    expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
    expect(out).toMatch(/\nwelcome-20 .*\+\d/);
  });

  test('a label that acts on a terminal does nothing', async () => {
    const label = '\u001b[31m| `red`\n\u202e'.repeat(9);
    const text = shop({ levers: [{ id: 'offer', label, setup: 1, changes: [] }] });
    for (const format of ['table', 'markdown', 'json', 'csv']) {
      const { code, out } = await levers(['--format', format, '--budget', '0.5'], text);
      expect(code).toBe(0);
      expect(out).not.toMatch(ACTING);
    }
  });

  test.each([
    [['--budget', '-1'], /It takes an amount of 0 or more, such as 5000/],
    [['--budget', '10%'], /It takes an amount of 0 or more/],
    [['--budget', '5,000'], /did you mean 5000\? no comma for thousands/],
    [['--with', 'mor'], /there is no lever "mor" \(did you mean more\?\)/],
    [['--metric', 'breakEvenStage'], /breakEvenStage is a stage, and only a number can rise or fall/],
    [['--with', 'waste,more,dearer'], /every lever of this scenario is on already/],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await levers(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('without a lever, shows how to write one', async () => {
    const { code, err } = await flywheel(['levers', 'hundred-per-cycle']);
    expect(code).toBe(2);
    const lever = /"levers": (\[.*\])/.exec(err)?.[1] ?? '';
    const written = await levers([], fileWith({ levers: JSON.parse(lever) }));
    expect(written.code).toBe(0);
  });
});

describe('levers that exclude each other', () => {
  test.each(['simulate', 'chance', 'sensitivity', 'levers', 'report'])(
    'are refused together by %s',
    async (command) => {
      const args = [
        command,
        'value-journey',
        '--with',
        'welcome-20,welcome-10',
        ...(command === 'report' ? ['-o', 'x.html'] : []),
      ];
      const { code, out, err } = await flywheel(args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('levers welcome-20 and welcome-10 exclude each other: switch on one of them');
    },
  );

  test('a promise about one is not judged while the other is on, and that is said', async () => {
    const { code, err } = await flywheel(['simulate', 'value-journey', '--with', 'welcome-10']);
    expect(code).toBe(0);
    expect(err).toContain(
      'Not judged: total:subscribe with welcome-20 above total:subscribe (welcome-10 and welcome-20 exclude each other).',
    );
    expect(err).not.toContain('beyond this run');
  });
});
