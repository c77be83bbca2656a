import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderPng, unknownCharacters } from '../../../src/io/png.ts';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel, newFolder, removeFolder } from '../../cli/session.ts';

/** How many each advocate brings. */
const BRINGS = 'loops.word-of-mouth.perMember';

const plot = (...args: string[]) => flywheel(['plot', 'hundred-per-cycle', ...args]);

describe('the ending of the file decides', () => {
  test('.svg is a picture for browsers', async () => {
    const { code, out, err, files } = await plot('-o', 'chart.svg');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('Wrote chart.svg: Arrivals at Engage by origin, expected values.\n');
    expect(files['chart.svg']).toMatch(/^<svg .*<\/svg>\n$/s);
  });

  test('.json is the definition, with the numbers that simulate prints', async () => {
    const { files } = await plot('-o', 'chart.JSON');
    const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'json']);
    const chart = JSON.parse(files['chart.JSON']);
    expect(chart.$schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
    const referred = chart.data.values.filter(({ origin }: { origin: string }) => origin === 'Word of mouth');
    expect(referred.map(({ people }: { people: number }) => people)).toEqual(
      JSON.parse(out).rotations.map((row: { referred: number }) => row.referred),
    );
  });

  test.each(['chart.pdf', 'chart', 'svg', '-', 'chart.svg.txt'])(
    '%s is refused, with the three that work',
    async (name) => {
      const { code, out, err, files } = await plot('-o', name);
      expect({ code, out, files }).toEqual({ code: 2, out: '', files: {} });
      expect(err).toMatch(/--output .* must end in \.svg, \.png or \.json/);
    },
  );
});

/** The bytes of a PNG, from the command. */
async function png(...args: string[]): Promise<Buffer> {
  const folder = newFolder();
  try {
    const { code, err } = await flywheel(['plot', 'hundred-per-cycle', ...args, '-o', 'chart.png'], { folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return readFileSync(join(folder, 'chart.png'));
  } finally {
    removeFolder(folder);
  }
}

/** Width, height and raw lines of a PNG (W3C PNG, third edition: signature, IHDR, IDAT). */
function decoded(bytes: Buffer): { width: number; height: number; lines: Buffer } {
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), lines: inflateSync(Buffer.concat(data)) };
}

describe('.png', () => {
  test('is twice as large as the SVG, and not blank', async () => {
    const { files } = await plot('-o', 'chart.svg');
    const [, w, h] = /width="(\d+)" height="(\d+)"/.exec(files['chart.svg'])?.map(Number) ?? [];
    const { width, height, lines } = decoded(await png());
    expect([width, height]).toEqual([2 * w, 2 * h]);
    expect(lines).toHaveLength(height * (4 * width + 1));
    expect(new Set(lines).size).toBeGreaterThan(100);
  });

  test('has its texts, though the machine may have no font', async () => {
    const { files } = await plot('-o', 'chart.svg');
    const svg = files['chart.svg'];
    const whole = await renderPng(svg);
    const mute = await renderPng(svg.replace(/<text[^>]*>[^<]*<\/text>/g, ''));
    expect(whole.length).toBeGreaterThan(1.5 * mute.length);
  });

  test('where the library has no build, it says what to do instead', async () => {
    await expect(renderPng('<svg/>', () => Promise.reject(new Error('no binding')))).rejects.toThrow(
      /needs the library @resvg\/resvg-js.*npm install @resvg\/resvg-js, or write a \.svg instead/,
    );
  });

  test('says when its font lacks a character', () => {
    expect(unknownCharacters('<svg><text>Größe – Привет, 1,000 €…</text></svg>')).toEqual([]);
    expect(unknownCharacters('<svg><text>紹介</text></svg>')).toMatchObject([/lacks some of these characters/]);
  });
});

test('change flags change the chart', async () => {
  const { out, files } = await plot('--rotations', '2', '--referral-rate', '0', '-o', 'chart.json');
  expect(out).toContain('Wrote chart.json');
  const { values } = JSON.parse(files['chart.json']).data;
  expect(values).toEqual([
    { rotation: '1', origin: 'Paid', people: 100, order: 0 },
    { rotation: '2', origin: 'Paid', people: 100, order: 0 },
  ]);
});

test('bands are those of simulate, for the metric asked for', async () => {
  const { files } = await plot('--chart', 'bands', '--metric', 'acquire', '-o', 'chart.json');
  const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--bands', '--format', 'json']);
  const bands = JSON.parse(out).rotations.map(
    (row: { bands: Record<string, { p5: number; p95: number }> }) => row.bands.acquire,
  );
  const [fan] = JSON.parse(files['chart.json']).layer;
  expect(fan.data.values.map(({ low, high }: { low: number; high: number }) => [low, high])).toEqual(
    bands.map(({ p5, p95 }: { p5: number; p95: number }) => [p5, p95]),
  );
});

test('bands of a metric that simulate has none of come from as many runs as asked for', async () => {
  const args = ['plot', 'value-journey', '--rotations', '3', '--chart', 'bands', '--metric', 'cac', '--runs', '200'];
  const { code, out } = await flywheel([...args, '-o', 'chart.svg']);
  expect(code).toBe(0);
  expect(out).toContain('bands from 200 runs, seed 1');
});

test('levers are named, with what their effects rest on', async () => {
  const { out, err } = await flywheel(['plot', 'value-journey', '--with', 'welcome-10', '-o', 'chart.svg']);
  expect(out).toContain('with welcome-10');
  expect(err).toMatch(/effects of levers are assumptions/);
});

test.each(['dark', 'print'])('--theme %s looks different', async (theme) => {
  const light = await plot('-o', 'chart.svg');
  const { files } = await plot('--theme', theme, '-o', 'chart.svg');
  expect(files['chart.svg']).not.toBe(light.files['chart.svg']);
});

describe('what is wrong is said, and no file is written', () => {
  test.each([
    [['-o', 'a.svg', '--chart', 'money'], /the money chart needs money/],
    [['-o', 'a.svg', '--chart', 'journey'], /the journey chart needs money/],
    [['-o', 'a.svg', '--chart', 'pie'], /Allowed choices are arrivals, bands, money, journey, sweep, tornado/],
    [['-o', 'a.svg', '--chart', 'bands', '--metric', 'kFactor'], /--metric kFactor: kFactor belongs to the whole run/],
    [['-o', 'a.svg', '--chart', 'bands', '--metric', 'gain@2'], /--metric gain@2: .* write it as gain/],
    [['-o', 'a.svg', '--chart', 'bands', '--metric', 'cac', '--runs', '200'], /cac has no value in any rotation/],
    [['-o', 'a.svg', '--rotations', '0'], /--rotations 0/],
    [['-o', 'a.svg', '--vary', 'rotations=1,2'], /--vary: only a sweep varies numbers: add --chart sweep/],
    [['-o', 'a.svg', '--chart', 'sweep', '--by', '5%'], /--by: only a tornado moves every number/],
    [['-o', 'a.svg', '--chart', 'sweep'], /say what to vary/],
    [['-o', 'a.svg', '--chart', 'sweep', '--vary', 'rotations=1:200000'], /a range is from:to:step/],
    [['-o', 'a.svg', '--chart', 'sweep', '--vary', `${BRINGS}=0:1:0.0001`], /at most 10,000 points, and .* 10,001/],
    [['-o', 'a.svg', '--chart', 'sweep', '--vary', `${BRINGS}=1`, '--metric', 'cac'], /cac has no value at any/],
    [['-o', 'a.svg', '--chart', 'tornado', '--metric', 'cac'], /cac has no value in this scenario/],
    [['-o', 'a.svg', '--chart', 'tornado', '--by', '200%'], /from 0\.01% to below 100%/],
    [[], /-o, --output <file>/],
    [['-o', 'nowhere/a.svg'], /nowhere\/a\.svg cannot be written: its folder does not exist/],
  ])('%j', async (args, message) => {
    const { code, out, err, files } = await plot(...args);
    expect({ code, out, files }).toEqual({ code: 2, out: '', files: {} });
    expect(err).toMatch(message);
  });

  test('the scenario itself is never overwritten', async () => {
    const files = { 'plan.json': fileWith() };
    const session = await flywheel(['plot', 'plan.json', '-o', './plan.json'], { files });
    expect(session.code).toBe(2);
    expect(session.err).toMatch(/would overwrite the scenario itself/);
    expect(session.files).toEqual(files);
  });
});

test('flags that make no difference are named', async () => {
  const { code, err } = await plot('-o', 'a.svg', '--metric', 'gain', '--runs', '5');
  expect(code).toBe(0);
  expect(err).toBe(
    'note: --metric makes no difference without --chart bands, sweep or tornado\nnote: --runs makes no difference without --chart bands\n',
  );
});

test('characters that XML forbids are written out, and the picture can be read', async () => {
  const forbidden = '\ufffe\uffff\u0007\ud800';
  const stages = [{ id: 'engage', label: `En${forbidden}gage` }, ...worked.stages.slice(1)];
  const files = { 'plan.json': fileWith({ name: `Plan${forbidden}`, stages }) };
  const { code, files: written } = await flywheel(['plot', 'plan.json', '-o', 'a.svg'], { files });
  expect(code).toBe(0);
  expect(written['a.svg']).toContain('Plan\\ufffe\\uffff\\u0007\\ud800');
  // What makes a PNG of it reads it as XML first, and refuses what is none.
  expect((await renderPng(written['a.svg'])).length).toBeGreaterThan(1000);
  await expect(renderPng(written['a.svg'].replace('ufffe', '\ufffe'))).rejects.toThrow();
});

test('a sweep over one number is the line that the command sweep has rows of', async () => {
  const vary = ['--vary', `${BRINGS}=0:1:0.5`, '--metric', 'gain@5'];
  const { code, out, files } = await plot('--chart', 'sweep', ...vary, '-o', 'a.json');
  const sweep = await flywheel(['sweep', 'hundred-per-cycle', ...vary, '--format', 'json']);
  expect(code).toBe(0);
  expect(out).toBe(`Wrote a.json: Gain in rotation 5 by ${BRINGS}, expected values.\n`);
  expect(JSON.parse(files['a.json']).data.values).toEqual(
    JSON.parse(sweep.out).rows.map((row: { vary: Record<string, number>; metrics: Record<string, number> }) => ({
      varied: row.vary[BRINGS],
      value: row.metrics['gain@5'],
    })),
  );
});

test('a sweep over two numbers is a heat map, and levers that are on are named', async () => {
  const vary = ['--vary', 'stages.acquire.conversion=0.1,0.2', '--vary', 'rotations=6,12'];
  const at = ['plot', 'shop-flywheel', '--chart', 'sweep', ...vary, '--with', 'thank-you-note', '-o', 'a.svg'];
  const { code, out, err, files } = await flywheel(at);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/effects of levers are assumptions/) });
  expect(out).toMatch(/by stages.acquire.conversion and rotations, expected values · with thank-you-note/);
  expect(files['a.svg'].match(/aria-roledescription="rect mark"/g)).toHaveLength(4);
});

test('points without a value are counted, with the reason of the first', async () => {
  const { code, err } = await plot('--chart', 'sweep', '--vary', `${BRINGS}=1,1e9`, '-o', 'a.svg');
  expect(code).toBe(0);
  expect(err).toMatch(/^note: 1 point has no value, as at loops\.word-of-mouth\.perMember=1000000000: /);
});

test('a tornado has the rows of the command sensitivity', async () => {
  const flags = ['--metric', 'gain', '--by', '5%'];
  const { code, out, files } = await plot('--chart', 'tornado', ...flags, '-o', 'a.json');
  const { rows } = JSON.parse((await flywheel(['sensitivity', 'hundred-per-cycle', ...flags, '--format', 'json'])).out);
  expect(code).toBe(0);
  expect(out).toBe(
    'Wrote a.json: What moves gain most, each number alone ±5%, shares by their odds, expected values.\n',
  );
  const [{ data }] = JSON.parse(files['a.json']).layer;
  expect(data.values.map(({ to }: { to: number }) => to)).toEqual(
    rows.flatMap(({ metricLow, metricHigh }: { metricLow: number; metricHigh: number }) => [metricLow, metricHigh]),
  );
});

test('however long the labels are, the method and the levers are in the picture', async () => {
  const label = 'A stage whose name goes on and on '.repeat(5);
  const stages = [{ id: 'engage', label }, ...worked.stages.slice(1)];
  const levers = [{ id: 'a-lever-with-a-long-name', changes: [{ path: 'stages.acquire.conversion', multiply: 1.1 }] }];
  const files = { 'plan.json': fileWith({ stages, levers, market: { size: 1000 } }) };
  const bands = ['--chart', 'bands', '--runs', '100', '--with', 'a-lever-with-a-long-name'];
  const { code, err, files: written } = await flywheel(['plot', 'plan.json', ...bands, '-o', 'a.svg'], { files });
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(written['a.svg'].replace(/aria-label="[^"]*"/g, '')).toMatch(
    />[^<]*ands from 100 runs, seed 1 · with a-lever-with-a-long-name</,
  );
});
