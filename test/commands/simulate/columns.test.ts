import { describe, expect, test } from 'vitest';
import { insightInto } from '../../../src/analysis/explanation.ts';
import { runWith, simulationOf } from '../../../src/analysis/simulate.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { figuresNamed } from '../../../src/output/simulation/columns.ts';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const simulate = async (...flags: string[]): Promise<string> => {
  const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle', ...flags]);
  expect(code, err).toBe(0);
  return out;
};

/** Cells of a row of a table, by what its first cell is. */
const cells = (out: string, first: string): string[] =>
  (out.split('\n').find((line) => line.trim().startsWith(`${first} `)) ?? '').trim().split(/ {2,}/);

/** The worked example with money: so much for each prospect, so much from each customer. */
const paying = {
  'plan.json': fileWith({
    currency: 'EUR',
    stages: [
      { id: 'engage', label: 'Engage' },
      { id: 'acquire', label: 'Acquire', conversion: 0.3, revenue: 20 },
      { id: 'nurture', label: 'Nurture', conversion: 0.75 },
      { id: 'advocate', label: 'Advocate', conversion: 0.45 },
    ],
    channels: [{ id: 'paid', label: 'Paid', volume: 100, cost: 2 }],
  }),
};

describe('--columns in a table', () => {
  test('shows those columns in that order, after the rotation', async () => {
    const out = await simulate('--columns', 'gain,advocate,engage');
    expect(cells(out, 'Rotation')).toEqual(['Rotation', 'Gain', 'Advocate', 'Engage']);
    expect(cells(out, '5')).toEqual(['5', '+47', '15', '147']);
    expect(cells(out, 'Total')).toEqual(['Total', '+112', '62', '612']);
  });

  test('active stands for everybody who is active, by stage', async () => {
    const out = await simulate('--columns', 'engage,active');
    expect(cells(out, 'Rotation')).toEqual(['Rotation', 'Engage', 'Active advocate']);
    // 10.125 a rotation join, and none leaves: 62 after five.
    expect(cells(out, '5')).toEqual(['5', '147', '62']);
    expect(cells(out, 'Total')).toEqual(['Total', '612', '–']);
  });

  test('takes any column of CSV, whatever the view', async () => {
    const out = await simulate('--columns', 'engage.paid,engage.word-of-mouth,engage.returning,referredShare');
    expect(cells(out, '5').slice(1)).toEqual(['100', '47', '0', '32.0%']);
    const header = (await simulate('--format', 'csv')).split('\n')[0];
    for (const name of header.split(',').slice(1)) {
      expect((await flywheel(['simulate', 'hundred-per-cycle', '--columns', name])).err, name).toBe('');
    }
  });

  test('says what amounts are in as soon as one is shown', async () => {
    const titleOf = async (columns: string): Promise<string> =>
      (await flywheel(['simulate', 'plan.json', '--columns', columns], { files: paying })).out.split('\n')[0];
    expect(await titleOf('engage,cash')).toContain('amounts in EUR');
    expect(await titleOf('engage,gain')).not.toContain('EUR');
  });

  test('is the same in Markdown', async () => {
    const out = await simulate('--columns', 'gain,engage', '--format', 'markdown');
    expect(out).toContain('| Rotation | Gain | Engage |');
    expect(out).toContain('| 5 | +47 | 147 |');
  });

  test('shows bands in the cells', async () => {
    const out = await simulate('--columns', 'gain,active', '--bands');
    expect(cells(out, '5')).toEqual([
      '5',
      expect.stringMatching(/^\+47 \(\d+-\d+\)$/),
      expect.stringMatching(/^62 \(\d+-\d+\)$/),
    ]);
  });

  test('leaves out the last first where a terminal is narrow', async () => {
    const line = ['simulate', 'hundred-per-cycle', '--columns', 'advocate,nurture,acquire,engage'];
    const { out } = await flywheel(line, { outColumns: 26, env: { NO_COLOR: '1' } });
    expect(out).toMatch(/^Rotation Advocate Nurture$/m);
    expect(out.replaceAll('\n', ' ')).toContain('Not shown for lack of room: Acquire, Engage.');
  });

  test('shows a stage beside those who came to it from one channel, in either order', async () => {
    for (const names of ['engage.paid,engage', 'engage,engage.paid', 'engage.returning,acquire']) {
      const [first, second] = names.split(',').map((name) => (name.includes('.') ? /^Engage: / : /^(Engage|Acquire)$/));
      const [, one, other] = cells(await simulate('--columns', names), 'Rotation');
      expect(one).toMatch(first);
      expect(other).toMatch(second);
    }
  });

  test('works on the journey, by its own names', async () => {
    const { out } = await flywheel(['simulate', 'plan.json', '--view', 'journey', '--columns', 'net,reach'], {
      files: paying,
    });
    expect(cells(out, 'Stage')).toEqual(['Stage', 'Net', 'Reach']);
    // 30% of them bring 20 each, and each has cost 2.
    expect(cells(out, 'Acquire')).toEqual(['Acquire', '4.00', '30.0%']);
  });
});

describe('--columns in CSV', () => {
  test('keeps the rotation, and those columns at full precision', async () => {
    const out = await simulate('--columns', 'active,gain,rotation,gain', '--format', 'csv');
    const whole = JSON.parse(await simulate('--format', 'json')).rotations;
    const lines = whole.map((row: { rotation: number; active: { advocate: number }; gain: number }) =>
      [row.rotation, row.active.advocate, row.gain].join(','),
    );
    expect(out).toBe(['rotation,active.advocate,gain', ...lines, ''].join('\n'));
  });

  test('has the band of a column beside it', async () => {
    const [head, ...rows] = (await simulate('--columns', 'gain', '--format', 'csv', '--bands')).trimEnd().split('\n');
    expect(head).toBe('rotation,gain,gain.mean,gain.sd,gain.p5,gain.p50,gain.p95');
    // Nobody is in anybody's way, so that those gained are those referred, and the table says +47 (35-60).
    const referred = await simulate('--columns', 'referred', '--format', 'csv', '--bands');
    expect(rows).toEqual(referred.trimEnd().split('\n').slice(1));
    expect(rows[4]).toMatch(/^5,47\.07.*,35,47,60$/);
  });

  test('takes the parts of bands alone', async () => {
    const line = ['--columns', 'engage.p5,gain.p50', '--bands'];
    expect((await simulate(...line, '--format', 'csv')).split('\n')[0]).toBe('rotation,engage.p5,gain.p50');
    // A table has them in the cells.
    const out = await simulate(...line);
    expect(cells(out, 'Rotation')).toEqual(['Rotation', 'Engage', 'Gain']);
    expect(cells(out, '5')).toEqual(['5', '147 (135-160)', '+47 (35-60)']);
  });

  test('works on the journey', async () => {
    const line = ['simulate', 'plan.json', '--view', 'journey', '--columns', 'net', '--format', 'csv'];
    const { out } = await flywheel(line, { files: paying });
    expect(out.split('\n').slice(0, 3)).toEqual(['stage,net', 'engage,-2', 'acquire,4']);
  });
});

describe('what --columns does not take', () => {
  test.each(['table', 'csv', 'markdown'])(
    'a column that there is not, as %s: exit 2, nothing printed, and what may be meant',
    async (format) => {
      const line = ['simulate', 'hundred-per-cycle', '--columns', 'gain,enagge', '--format', format, '-o', 'out.txt'];
      const { code, out, err, files } = await flywheel(line);
      expect({ code, out, files }).toEqual({ code: 2, out: '', files: {} });
      expect(err).toBe('--columns: there is no column "enagge" (did you mean engage?)\n');
    },
  );

  test.each(['', ',', 'gain,', ' '])('names that are none: %j', async (text) => {
    const { code, err } = await flywheel(['simulate', 'hundred-per-cycle', '--columns', text]);
    expect(code).toBe(2);
    expect(err).toContain('Write names with commas between, such as engage,gain,active.');
  });

  test('JSON has all, and a note says so', async () => {
    const line = ['simulate', 'hundred-per-cycle', '--format', 'json'];
    const { out, err } = await flywheel([...line, '--columns', 'gain']);
    expect(err).toBe('note: --columns makes no difference with --format json\n');
    expect(out).toBe((await flywheel(line)).out);
  });
});

test('however many columns, the stages of a rotation are made no more than a few times', () => {
  const scenario = readScenario(paying['plan.json']);
  const run = runWith(scenario, []);
  let [made, latest] = [0, 0];
  const rotations = run.rotations.map((row) => ({
    ...row,
    get stages() {
      if (row.rotation !== latest) made++;
      latest = row.rotation;
      return row.stages;
    },
  }));
  const simulation = { ...simulationOf(scenario, [], run), rotations };
  const names = scenario.stages.flatMap(({ id }) => [`${id}.paid`, `${id}.word-of-mouth`, `${id}.returning`]);
  const figures = figuresNamed(names, scenario, simulation, insightInto(scenario, [], run), 'money');
  expect(figures).toHaveLength(names.length);
  expect(made).toBeGreaterThanOrEqual(rotations.length);
  expect(made).toBeLessThan(5 * rotations.length);
});
