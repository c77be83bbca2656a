import { describe, expect, test } from 'vitest';
import { bundledNames } from '../../../src/io/bundled.ts';
import { flywheel } from '../../cli/session.ts';

const json = async (...args: string[]) => {
  const { code, out, err } = await flywheel(['metrics', ...args, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

describe('metrics', () => {
  test('lists name, unit and meaning in a table', async () => {
    const { code, out, err } = await flywheel(['metrics', 'value-journey']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^The customer value journey of an online shop · \d+ metrics\n/);
    expect(out).toMatch(/\nMetric +Unit +What it is +Of\n/);
    expect(out).toMatch(/\ngain +people +arrivals at the first stage that loops add +a month, or all\n/);
    expect(out).toMatch(/\nmediaCac +USD +spend per customer +a month\n/);
    expect(out).toMatch(/\nltv\.codes +USD +ltv of a customer who came by Referral codes +the run\n/);
    expect(out).toMatch(/\ncashBreakEven +month +from when on cash stays at 0 or above +the run\n/);
  });

  test('fits a terminal of 80 columns, and only what may be asked is left out for that', async () => {
    const { out } = await flywheel(['metrics', 'hundred-per-cycle'], { outColumns: 80, env: { NO_COLOR: '1' } });
    const [table = '', below = ''] = out.split('\n\n').slice(1);
    expect(table).toMatch(/^Metric +Unit +What it is *\n/);
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(table).toMatch(/\nrules\.smooth\.onePointAdds +number +arrivals that one more point there adds *\n/);
    expect(below).toMatch(/^Not shown for lack of room: Of\.\n/);
  });

  test.each([40, 60, 80])(
    'in %i columns a meaning goes on below itself, and not below the name',
    async (outColumns) => {
      const { out } = await flywheel(['metrics', 'value-journey'], { outColumns, env: { NO_COLOR: '1' } });
      const lines = out.split('\n').slice(out.split('\n').indexOf('') + 1);
      const table = lines.slice(0, lines.indexOf(''));
      const at = table[0]?.indexOf('What it is') ?? -1;
      const names = table.map((line) => line.slice(0, Math.max(0, at)).trim()).filter(Boolean);
      expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(outColumns);
      expect(names).toHaveLength(107);
      const [from, to] = ['cac ', 'mediaCac '].map((name) => table.findIndex((line) => line.startsWith(name)));
      const meaning = table.slice(from, to).map((line) => line.slice(at));
      expect(meaning.join(' ')).toBe('cost of a customer: spend, earlier stages, levers');
    },
  );

  test('as JSON has what scripts depend on', async () => {
    const { flywheel: version, command, scenario, metrics, notes } = await json('hundred-per-cycle');
    expect([version, command]).toEqual([1, 'metrics']);
    expect(scenario).toEqual({ name: 'One hundred engaged per cycle', rotations: 5, with: [] });
    expect(metrics[0]).toEqual({
      metric: 'engage',
      unit: 'people',
      of: 'rotation',
      total: true,
      meaning: 'arrivals at Engage',
    });
    expect(notes).toEqual([expect.stringContaining('There is no money in this scenario')]);
    expect((await json('value-journey')).notes).toEqual([]);
  });

  test.each(bundledNames())('everything listed of %s can be asked, as it is said to be, once', async (name) => {
    const { metrics } = await json(name);
    const listed: { metric: string; of: string; total: boolean }[] = metrics;
    expect(new Set(listed.map(({ metric }) => metric)).size).toBe(listed.length);
    const asked = listed.flatMap(({ metric, of, total }) => [
      metric,
      ...(of === 'rotation' ? [`${metric}@1`] : []),
      ...(total ? [`total:${metric}`] : []),
    ]);
    const flags = asked.flatMap((metric) => ['--metric', metric]);
    const { code } = await flywheel(['sweep', name, '--vary', 'rotations=1', ...flags, '--format', 'csv']);
    expect(code).toBe(0);
    const refused = listed.flatMap(({ metric, of, total }) => [
      ...(of === 'run' ? [`${metric}@1`] : []),
      ...(total ? [] : [`total:${metric}`]),
    ]);
    const { code: none, err } = await flywheel([
      'sweep',
      name,
      '--vary',
      'rotations=1',
      ...refused.flatMap((metric) => ['--metric', metric]),
    ]);
    expect(none).toBe(2);
    expect(err.trimEnd().split('\n')).toHaveLength(refused.length);
  });

  test('every name in the JSON document of a run is listed', async () => {
    const listed = new Set((await json('shop-flywheel')).metrics.map(({ metric }: { metric: string }) => metric));
    const { out } = await flywheel(['simulate', 'shop-flywheel', '--format', 'csv']);
    const [header = ''] = out.split('\n');
    for (const name of header.split(',').slice(1)) expect(listed).toContain(name);
    const { summary } = JSON.parse((await flywheel(['simulate', 'shop-flywheel', '--format', 'json'])).out);
    // The best point is a link and no number: it has no metric.
    const { ltvByOrigin, rules, bestPoint: _, ...figures } = summary;
    expect(Object.keys(ltvByOrigin)).not.toEqual([]);
    for (const name of Object.keys(figures)) expect(listed).toContain(name);
    for (const name of Object.keys(rules)) expect(listed).toContain(`rules.${name}`);
    for (const name of Object.keys(ltvByOrigin)) expect(listed).toContain(`ltv.${name}`);
  });

  test('as CSV is a row per metric, and its notes go to stderr', async () => {
    const { out, err } = await flywheel(['metrics', 'hundred-per-cycle', '--format', 'csv']);
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toBe('metric,unit,of,total,meaning');
    expect(rows).toContain('cac,money,rotation,false,"cost of a customer: spend, earlier stages, levers"');
    expect(rows).toHaveLength((await json('hundred-per-cycle')).metrics.length);
    expect(err).toMatch(/^note: There is no money in this scenario/);
  });

  test('knows what changes make of the scenario, and refuses what other commands refuse', async () => {
    const { metrics } = await json('hundred-per-cycle', '--set', 'currency=EUR');
    expect(metrics).toContainEqual(expect.objectContaining({ metric: 'cash', unit: 'EUR' }));
    const { code, err } = await flywheel(['metrics', 'value-journey', '--with', 'upsel']);
    expect(code).toBe(2);
    expect(err).toContain('did you mean upsell?');
  });
});
