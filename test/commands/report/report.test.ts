import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const files = { 'plan.json': fileWith() };

/** What a page carries. */
const carried = (html: string) => JSON.parse(/id="report">(.*)<\/script>/.exec(html)?.[1] ?? '');

test('writes one page, and says where', async () => {
  const { code, out, err, files: after } = await flywheel(['report', 'plan.json', '-o', 'wheel.html'], { files });
  expect({ code, out, err }).toEqual({ code: 0, out: 'Wrote wheel.html. Open it in a browser.\n', err: '' });
  expect(after['wheel.html']).toMatch(/^<!doctype html>/);
  expect(Buffer.byteLength(after['wheel.html'])).toBeLessThan(1_500_000);
});

test('the page loads nothing: no address is in its markup', async () => {
  const { files: after } = await flywheel(['report', 'plan.json', '-o', 'wheel.html'], { files });
  const markup = after['wheel.html'].replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/https?:|src=|href=|url\(/);
  expect(markup.match(/<script/g)).toBeNull();
});

test('the same bytes each time, with no date in them', async () => {
  const page = async () => (await flywheel(['report', 'plan.json', '-o', '-'], { files })).out;
  const first = await page();
  expect(await page()).toBe(first);
  expect(first.startsWith('<!doctype html>')).toBe(true);
});

test('carries the scenario with the change flags, and the flags themselves', async () => {
  const args = [
    'report',
    'plan.json',
    '--volume',
    '250',
    '--conversion',
    'acquire=35%',
    '--set',
    'name=Ours and theirs',
    '-o',
    '-',
  ];
  const { scenario, source, flags } = carried((await flywheel(args, { files })).out);
  expect(source).toBe('plan.json');
  expect(flags).toEqual([
    { name: 'volume', value: '250' },
    { name: 'conversion', value: 'acquire=35%' },
    { name: 'set', value: 'name=Ours and theirs' },
  ]);
  expect(scenario.channels[0].volume).toBe(250);
  expect(scenario.stages[1].conversion).toBe('35%');
  expect(scenario.name).toBe('Ours and theirs');
});

test('levers stay levers: the page can switch them off', async () => {
  const { out } = await flywheel(['report', 'shop-flywheel', '--with', 'thank-you-note@2', '-o', '-']);
  expect(carried(out).switches).toEqual([{ lever: 'thank-you-note', from: 2 }]);
});

test('says which file to write when it is not told', async () => {
  const { code, out, err } = await flywheel(['report', 'plan.json'], { files });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/required option '-o, --output <file>'/);
});

test.each([
  ['a scenario that is wrong', ['--conversion', 'acquire=2']],
  ['a wheel that runs away', ['--referral-rate', '1e9', '--rotations', '50']],
  ['a lever that is not there', ['--with', 'magic']],
])('writes nothing for %s', async (_what, args) => {
  const session = await flywheel(['report', 'plan.json', '-o', 'wheel.html', ...args], { files });
  expect(session.code).toBe(2);
  expect(session.out).toBe('');
  expect(Object.keys(session.files)).toEqual(['plan.json']);
});

test('never overwrites the scenario', async () => {
  const { code, err, files: after } = await flywheel(['report', 'plan.json', '-o', 'plan.json'], { files });
  expect(code).toBe(2);
  expect(err).toContain('would overwrite the scenario itself');
  expect(after['plan.json']).toBe(files['plan.json']);
});

test('carries the licences of the libraries in it', async () => {
  const { out } = await flywheel(['report', 'plan.json', '-o', '-'], { files });
  const licences: string = JSON.parse(/id="licences">(.*)<\/script>/.exec(out)?.[1] ?? '');
  for (const name of ['vega-lite', 'vega-view', 'vega-interpreter', 'preact', 'zod']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d`, 'm'));
  }
});

test('the built page holds nothing that would end its element', () => {
  for (const file of ['page.js', 'page.css']) {
    const text = readFileSync(new URL(`../../../dist/report/${file}`, import.meta.url), 'utf8');
    expect(text).not.toMatch(/<\/(script|style)|<!--/i);
  }
});
