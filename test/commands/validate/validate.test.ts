import { describe, expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const LINES = [
  '{',
  '  "rotations": 5,',
  '  "channels": [{ "id": "paid", "volume": 100 }],',
  '  "stages": [',
  '    { "id": "engage" },',
  '    { "id": "acquire", "conversion": 3 }',
  '  ]',
  '}',
];

test('valid files, standard input and bundled scenarios are said to be valid', async () => {
  const files = { 'a.json': fileWith() };
  const { code, out, err } = await flywheel(['validate', 'a.json', '-', 'hundred-per-cycle'], {
    files,
    stdin: fileWith(),
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.trimEnd().split('\n')).toEqual([
    'a.json: valid',
    expect.stringMatching(/valid$/),
    'hundred-per-cycle: valid',
  ]);
});

test('an error reads like a compiler’s: place, reason, remedy, the line and a caret under the value', async () => {
  const { code, out, err } = await flywheel(['validate', 'mine.json'], { files: { 'mine.json': LINES.join('\n') } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  const column = (LINES[5] as string).indexOf('3') + 1;
  expect(err).toBe(
    `mine.json:6:${column} stages.acquire.conversion must be a share between 0 and 1, got 3 (did you mean 3%?)\n` +
      `  6 | ${LINES[5]}\n` +
      `    | ${' '.repeat(column - 1)}^\n`,
  );
});

describe('every error at once', () => {
  const wrong = fileWith({
    rotations: 0,
    cannels: [],
    currency: 'euro',
    stages: [
      { id: 'engage', conversion: 0.5 },
      { id: 'Acquire' },
      { id: 'nurture', conversion: '30', churn: 0.1 },
      { id: 'nurture', conversion: 1.5 },
    ],
  });

  test('each with line and column, in the order of the file', async () => {
    const { code, out, err } = await flywheel(['validate', 'wrong.json'], { files: { 'wrong.json': wrong } });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const places = [...err.matchAll(/^wrong\.json:(\d+):(\d+) /gm)].map(([, line]) => Number(line));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const text of [
      /rotations must be a whole number between 1 and 10,?000, got 0/,
      /unknown key "cannels" \(did you mean channels\?\)/,
      /currency must be an ISO 4217 code/,
      /stages\.engage\.conversion has no place on the first stage/,
      /stages\.Acquire\.id must be lower-case letters.*did you mean "acquire"\?/,
      /stages\.Acquire needs a conversion/,
      /stages\.nurture\.conversion must be a share.*write 30 without quotes/,
      /unknown key "churn".*did you mean retention\? retention = 1 - churn/,
      /"nurture" is used twice/,
      /stages\.nurture\.conversion must be a share between 0 and 1, got 1\.5/,
      /names no stage: there is no "advocate"/,
    ]) {
      expect(err).toMatch(text);
    }
  });

  test('in every file, and a good one among them is not printed', async () => {
    const files = { 'a.json': '{', 'b.json': fileWith(), 'c.yaml': 'rotations: x\nstages: []\n' };
    const { code, out, err } = await flywheel(['validate', 'a.json', 'b.json', 'c.yaml', 'd.json'], { files });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^a\.json:1:2 /m);
    expect(err).toMatch(/^c\.yaml:1:12 rotations must be/m);
    expect(err).toMatch(/^c\.yaml:2:\d+ stages needs at least 2/m);
    expect(err).toContain('"d.json"');
    expect(err).not.toContain('b.json:');
  });
});

test('the caret stands under the value after tabs, wide margins and long lines', async () => {
  const stages = JSON.stringify([{ id: 'a' }, { id: 'b', conversion: 1 }]);
  const text = `{${'\n'.repeat(1001)}\t"rotations": 5, "name": "${'x'.repeat(300)}", "stagse": [], "stages": ${stages} }`;
  const { err } = await flywheel(['validate', 'a.json'], { files: { 'a.json': text } });
  const [, excerpt = '', caret = ''] = err.split('\n');
  expect(err).toMatch(/^a\.json:1002:\d+ unknown key "stagse"/);
  expect(excerpt.slice(caret.indexOf('^'))).toMatch(/^"stagse"/);
});
