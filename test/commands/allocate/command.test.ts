import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { flywheel } from '../../cli/session.ts';

const COFFEE = ['allocate', 'coffee-subscription'];

const YAML = `# our plan
rotations: 2
channels:
  - { id: ads,  budget: 900, response: { most: 500, half: 400 } }   # since May
  - id: mail
    budget: 100   # a little
    response: { most: 500, half: 400 }
stages: [{ id: visit }, { id: buy, conversion: 10%, revenue: 90 }]
`;

describe('prints', () => {
  test('plan and split, what one more unit adds, that it is equal, and the flags that make the plan', async () => {
    const { code, out, err } = await flywheel(COFFEE);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Channel +Id +Plan +Budget +Change +One more adds/);
    expect(out).toMatch(/Search ads +search +5,000\.00 +2,251\.16 +-2,748\.84 +1\.192/);
    expect(out).toMatch(/Total +8,000\.00 +8,000\.00 +0\.00/);
    expect(out).toContain(
      'cash by Dec 2027 rises by EUR 21,175.97 to EUR 91,401.01, with the same EUR 8,000.00 a month.',
    );
    expect(out).toMatch(/One more EUR a month would add EUR 1\.192, whichever channel it goes to: .*best split/);
    expect(out).toContain('--budget search=2251.17 --budget social=4332.09 --budget podcast=1416.74');
  });

  test('which limit holds a channel where marginals differ', async () => {
    const { out } = await flywheel([...COFFEE, '--max', 'podcast=500', '--keep', 'search']);
    expect(out).toContain('Search ads keeps its budget; one more there would add ');
    expect(out).toContain('Podcast is at its --max; one more there would add ');
    expect(out).toMatch(/podcast +500\.00 +500\.00 +0\.00 +\S+ +--max/);
  });

  test('never that no money is better moved, where limits make the split worse than the plan', async () => {
    const dear = await flywheel([...COFFEE, '--min', 'podcast=4200']);
    expect(dear.out).toContain(' falls by ');
    expect(dear.out).toContain('whichever channel it goes to.');
    expect(dear.out).not.toContain('no money is better moved');
  });

  test('in JSON what the contract names, first of all', async () => {
    const { out } = await flywheel([...COFFEE, '--format', 'json']);
    const result = JSON.parse(out);
    expect(result).toMatchObject({
      flywheel: 1,
      command: 'allocate',
      metric: 'cash',
      levers: [],
      method: expect.any(String),
    });
    expect(result.after).toBeGreaterThan(result.before);
    expect(result.allocation).toHaveLength(3);
    expect(result.allocation[0]).toMatchObject({ channel: 'search', before: 5000 });
    expect(typeof result.allocation[0].budget).toBe('number');
    expect(typeof result.allocation[0].marginal).toBe('number');
  });

  test('by rotation a list of budgets, a row for each rotation, and the same columns in CSV', async () => {
    const args = [...COFFEE, '--rotations', '3', '--by', 'rotation'];
    const [{ allocation }, table, csv] = await Promise.all([
      flywheel([...args, '--format', 'json']).then(({ out }) => JSON.parse(out)),
      flywheel([...args, '--columns', 'social.budget']).then(({ out }) => out),
      flywheel([...args, '--format', 'csv', '--columns', 'social.budget']).then(({ out }) => out),
    ]);
    expect(allocation[1].budget).toHaveLength(3);
    expect(table).toMatch(/Month +Social ads\n *Jan 2027 +[\d,.]+\n/);
    expect(csv.split('\n')[0]).toBe('rotation,social.budget');
    expect(Number(csv.split('\n')[1].split(',')[1])).toBe(allocation[1].budget[0]);
  });

  test('that levers are worth more than advertising', async () => {
    const { out } = await flywheel([...COFFEE, '--levers']);
    // 120 + 100 + 200 a month, and 800 once in 12 months
    expect(out).toContain(
      'Switch on Gift box for friends, Call from the barista, New tins and Tasting evening, for EUR 486.67 a month',
    );
    expect(out).toMatch(/To see it: .* --with gift-box,barista-call,new-tins,tasting\n/);
  });

  test('the same bytes for any number of jobs', async () => {
    const args = [...COFFEE, '--rotations', '2', '--metric', 'p5:cash', '--runs', '40', '--format', 'json'];
    const [one, two] = [await flywheel([...args, '--jobs', '1']), await flywheel([...args, '--jobs', '2'])];
    expect(one.code).toBe(0);
    expect(two.out).toBe(one.out);
  });
});

describe('with -o it writes the scenario', () => {
  test('in YAML with comments and blanks kept, and prints the table all the same', async () => {
    const { out, err, files } = await flywheel(['allocate', 'plan.yaml', '-o', 'new.yaml'], {
      files: { 'plan.yaml': YAML },
    });
    expect(out).toContain('One more adds');
    expect(err).toContain('wrote new.yaml; next: flywheel simulate new.yaml');
    expect(files['new.yaml']).toBe(YAML.replace('900', '500').replace('100   #', '500   #'));
  });

  test('in JSON as it was laid out, with the changes of flags', async () => {
    const { files } = await flywheel([...COFFEE, '-o', 'new.json', '--set', 'overhead=3100']);
    const before = readFileSync('scenarios/coffee-subscription.json', 'utf8');
    const after = before
      .replace('"budget": 5000', '"budget": 2251.17')
      .replace('"budget": 2500', '"budget": 4332.09')
      .replace('"budget": 500', '"budget": 1416.74')
      .replace('"overhead": 3000', '"overhead": 3100');
    expect(files['new.json']).toBe(after);
  });

  test('in the other format by the ending of the file, and simulates to what was told', async () => {
    const session = { files: { 'plan.yaml': YAML } };
    const { out, files } = await flywheel(['allocate', 'plan.yaml', '-o', 'new.json', '--format', 'json'], session);
    const { after, metric } = JSON.parse(out);
    const again = await flywheel(['simulate', 'new.json', '--format', 'json'], { files });
    expect(JSON.parse(again.out).rotations.at(-1)[metric]).toBeCloseTo(after, 2);
  });

  test('into JSON, too, while the table is printed as a table', async () => {
    const { code, out, files } = await flywheel(['allocate', 'plan.yaml', '-o', 'new.json'], {
      files: { 'plan.yaml': YAML },
    });
    expect(code).toBe(0);
    expect(out).toContain('One more adds');
    expect(JSON.parse(String(files['new.json']))).toMatchObject({ rotations: 2 });
  });

  test('only into a file that can be a scenario', async () => {
    const { code, out, err, files } = await flywheel([...COFFEE, '-o', 'spread.csv']);
    expect({ code, out, written: files['spread.csv'] }).toEqual({ code: 2, out: '', written: undefined });
    expect(err).toContain('must end in .json, .yaml or .yml');
  });

  test('never in place of what is read, nor into a folder that is not there', async () => {
    const files = { 'plan.yaml': YAML };
    expect(await flywheel(['allocate', 'plan.yaml', '-o', 'plan.yaml'], { files })).toMatchObject({ code: 2, out: '' });
    expect(await flywheel(['allocate', 'plan.yaml', '-o', 'no/x.yaml'], { files })).toMatchObject({ code: 2, out: '' });
  });
});

test.each([
  [['allocate', 'hundred-per-cycle'], 'this scenario has no budget to spread'],
  [[...COFFEE, '--min', 'podcst=5'], '--min podcst: there is no channel "podcst" (did you mean podcast?)'],
  [[...COFFEE, '--keep', 'walk-in'], 'walk-in has no budget'],
  [
    [...COFFEE, '--min', 'podcast=9000'],
    'podcast would get at least EUR 9,000.00 a month, and there is EUR 8,000.00 a month',
  ],
  [[...COFFEE, '--max', 'podcast=1,search=1,social=1'], 'It takes an amount of 0 or more'],
  [
    [...COFFEE, '--max', 'podcast=1', '--max', 'search=1', '--max', 'social=1'],
    'may get EUR 3.00 a month at most together',
  ],
  [[...COFFEE, '--metric', 'rules.easier'], 'only a number can rise or fall'],
  [[...COFFEE, '--by', 'year'], 'Allowed choices are channel, rotation'],
])('%j is refused', async (args, words) => {
  const { code, out, err } = await flywheel(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(words);
});
