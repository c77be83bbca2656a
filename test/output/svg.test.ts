import { Resvg } from '@resvg/resvg-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { themed } from '../../src/output/charts/theme.ts';
import { plain } from '../../src/output/format/escape.ts';
import { renderSvg } from '../../src/output/svg.ts';
import { bundled, chartsOf, hostileScenario, simulated } from './charts/charts.ts';

const drawn = async (name: string): Promise<string[]> => {
  const { scenario, simulation } = bundled(name);
  return Promise.all(chartsOf(scenario, simulation).map((chart) => renderSvg(themed(chart, 'light'))));
};

const NAMED = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' } as const;
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => NAMED[entity as keyof typeof NAMED]);
const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescaped(text));

/** resvg reads XML strictly, and throws at anything that is not well formed. */
const parses = (svg: string): void => void new Resvg(svg, { font: { loadSystemFonts: false } });

afterEach(() => vi.unstubAllGlobals());

test('every chart is well-formed XML, and says to a screen reader what it shows', async () => {
  for (const svg of await drawn('value-journey')) {
    expect(() => parses(svg)).not.toThrow();
    expect(svg).toMatch(/^<svg role="img" aria-label="[^"]{40,}" /);
  }
  expect(() => parses('<svg xmlns="http://www.w3.org/2000/svg"><b></svg>')).toThrow();
});

test('axes say units, rows have the names of the table', async () => {
  const [arrivals, , money] = await drawn('value-journey');
  expect(textsIn(arrivals)).toEqual(expect.arrayContaining(['People per month', 'Month', '24', 'Advertising']));
  expect(textsIn(money)).toEqual(expect.arrayContaining(['Amount (USD)', '−20,000', '160,000', 'Cash so far']));
});

test('coordinates have three decimals at most, so that engines which differ in the last digit draw the same', async () => {
  for (const svg of await drawn('hundred-per-cycle')) {
    const tags =
      svg
        .match(/<[^>]*>/g)
        ?.join('')
        .replace(/aria-label="[^"]*"/g, '') ?? '';
    expect(tags).toMatch(/\d\.\d/);
    expect(tags).not.toMatch(/\d\.\d{4}/);
  }
});

describe('hostile labels', () => {
  const { scenario, simulation } = simulated(hostileScenario());
  const charts = chartsOf(scenario, simulation);

  test.each(charts.map((chart, i) => [i, chart] as const))('are text, in chart %i', async (_i, chart) => {
    vi.stubGlobal('alert', () => expect.unreachable('a label was run'));
    const svg = await renderSvg(themed(chart, 'light'));
    expect(() => parses(svg)).not.toThrow();
    for (const acting of ['<script', '<b>', '\u001b', '\u202e']) expect(svg).not.toContain(acting);
    expect(textsIn(svg).join(' ')).toContain(plain(scenario.name ?? '').slice(0, 30));
  });

  test('stand in the legend and on the axis as they were written', async () => {
    const [arrivals, , , journey] = await Promise.all(charts.map((chart) => renderSvg(themed(chart, 'light'))));
    expect(textsIn(arrivals)).toEqual(expect.arrayContaining(['__proto__', "' + alert(1) + '"]));
    // Two origins are called datum["x"], a channel and the loop: their ids tell them apart.
    expect(textsIn(arrivals)).toEqual(expect.arrayContaining(['datum["x"] (channel-1)', 'datum["x"] (loop)']));
    expect(textsIn(journey)).toEqual(
      expect.arrayContaining(['</script><script>alert(1)</script>', '{"signal":"1"}', '&amp;<b>"quoted"</b>]]>']),
    );
  });
});

test('no code is made from text', async () => {
  vi.stubGlobal('Function', () => expect.unreachable('code was made from text'));
  expect(await drawn('hundred-per-cycle')).toHaveLength(2);
});

test('a gap in a line is a gap: two pieces, and no point at 0', async () => {
  const { scenario, simulation } = simulated({
    rotations: 5,
    channels: [{ id: 'paid', volume: [10, 10, 0, 10], cost: 2 }],
    stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, revenue: 1 }],
  });
  const { bandsChart } = await import('../../src/output/charts/bands.ts');
  const svg = await renderSvg(themed(bandsChart(scenario, simulation, 'cac'), 'light'));
  const [path = ''] = [
    ...svg.matchAll(/aria-roledescription="line mark"[^>]* d="([^"]*)"|d="([^"]*)" stroke="#E69F00"/g),
  ].flatMap(([, a, b]) => a ?? b ?? []);
  expect(path.match(/M/g)).toHaveLength(2);
});
