import { describe, expect, test } from 'vitest';
import { ACTING, fileWith, worked } from './example.ts';
import { flywheel } from './session.ts';

/** Each is a way to act on a terminal, a spreadsheet, a Markdown page or a reader's eye. */
const TEXTS: readonly [string, string][] = [
  ['an ANSI escape', '\u001b[31mred\u001b[0m'],
  ['a terminal title', '\u001b]0;mine\u0007'],
  ['a hyperlink of the terminal', '\u001b]8;;https://evil.example\u001b\\here'],
  ['a C1 control', '\u009b31mred\u0085next'],
  ['backspaces and a bell', 'good\b\b\b\bevil\u0007\u007f'],
  ['a bidi override', 'abc\u202egnp.exe\u202c'],
  ['bidi isolates and marks', '\u2066abc\u2069\u200e\u200f\u061c'],
  ['line breaks of every kind', 'a\nb\r\nc\rd\u2028e\u2029f'],
  ['tabs', 'a\tb'],
  ['pipes', '| a | b \\| c \\\\| d |'],
  ['backticks', '`code` ```js'],
  ['HTML', '<script>alert(1)</script><img src=x onerror="x()">&amp;'],
  ['a Markdown link', '[here](https://evil.example) ![x](https://evil.example/x.png)'],
  ['a formula', '=HYPERLINK("https://evil.example","here")'],
  ['another formula', '@SUM(1+1)*cmd|"/c calc"!A0'],
  ['a lone surrogate and a null', 'a\ud800b\u0000c'],
];

const [engage, acquire, nurture, advocate] = worked.stages;

/** The worked example with a text as every name, label and description that there is. */
const named = (text: string): string =>
  fileWith({
    name: text,
    description: text,
    channels: [{ id: 'paid', volume: 100, label: text }],
    stages: [engage, acquire, nurture, advocate].map((stage) => ({ ...stage, label: text })),
    loops: worked.loops.map((loop) => ({ ...loop, label: text })),
    levers: [{ id: 'offer', label: text, description: text }],
  });

async function shown(text: string, ...args: string[]) {
  const files = { 'plan.json': named(text) };
  const { code, out, err } = await flywheel(['simulate', 'plan.json', ...args], { files, outColumns: 80 });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

/** Cells of a line of a Markdown table: a pipe counts unless an odd number of backslashes stands before it. */
const cellsOf = (line: string): number => [...line.matchAll(/(?<!\\)(?:\\\\)*\|/g)].length - 1;

describe.each(TEXTS)('%s as every name and label', (_what, text) => {
  test.each(['rotations', 'origins'])('does nothing in a table, and adds no line (%s)', async (view) => {
    const out = await shown(text, '--view', view, '--with', 'offer');
    const usual = await shown('usual', '--view', view, '--with', 'offer');
    expect(out.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '')).not.toMatch(ACTING);
    const dataOf = (page: string): string[] => page.split('\n').filter((line) => /^ +(\d|Total) /.test(line));
    expect(dataOf(out)).toHaveLength(dataOf(usual).length);
  });

  test.each(['rotations', 'origins'])('does nothing in Markdown, and adds no column (%s)', async (view) => {
    const out = await shown(text, '--view', view, '--format', 'markdown');
    expect(out).not.toMatch(ACTING);
    expect(out).not.toMatch(/<|(?<!\\)`|(?<!\\)\]\(/);
    const lines = out.split('\n').filter((line) => line.startsWith('|'));
    const columns = view === 'rotations' ? 6 : 5;
    expect(lines.map(cellsOf)).toEqual(Array(8).fill(columns));
  });

  test('changes nothing in CSV, which has ids and numbers only', async () => {
    expect(await shown(text, '--format', 'csv')).toBe(await shown('usual', '--format', 'csv'));
  });

  test('comes back from JSON as it was, without acting on the way', async () => {
    const out = await shown(text, '--format', 'json');
    expect(out).not.toMatch(ACTING);
    expect(JSON.parse(out).scenario.name).toBe(text);
  });

  test('does nothing in messages', async () => {
    const { code, out, err } = await flywheel(['validate', 'plan.json'], {
      files: { 'plan.json': JSON.stringify({ [text]: text, name: [text], rotations: text, stages: [{ id: text }] }) },
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toMatch(ACTING);
  });
});

describe('raw text in a file or a command line does nothing in messages', () => {
  const red = '\u001b[31m';

  test.each(['plan.json', 'plan.yaml'])('%s', async (name) => {
    const { code, err } = await flywheel(['validate', name], { files: { [name]: `${red}\u202e\u009b{ "a": 1` } });
    expect(code).toBe(2);
    expect(err).toMatch(/^plan\.(json|yaml):\d+:\d+ /);
    expect(err).not.toMatch(ACTING);
  });

  test.each([
    ['a scenario', ['simulate', red]],
    ['a command', [red]],
    ['an option', ['simulate', 'hundred-per-cycle', `--${red}`]],
    ['a format', ['simulate', 'hundred-per-cycle', '--format', red]],
    ['a change', ['simulate', 'hundred-per-cycle', '--set', red]],
    ['a path', ['simulate', 'hundred-per-cycle', '--set', `${red}=1`]],
    ['a value', ['simulate', 'hundred-per-cycle', '--volume', red]],
    ['a lever', ['simulate', 'hundred-per-cycle', '--with', red]],
    ['an output', ['simulate', 'hundred-per-cycle', '--output', `nowhere/${red}`]],
    ['a template', ['init', 'mine.yaml', '--from', red]],
    ['a new file', ['init', `${red}.json`]],
  ])('%s', async (_what, args) => {
    const { code, out, err, files } = await flywheel(args);
    expect({ code, out, files }).toEqual({ code: 2, out: '', files: {} });
    expect(err).not.toMatch(ACTING);
  });

  test('a new file is named without acting', async () => {
    const { code, out } = await flywheel(['init', `${red}.yaml`]);
    expect(code).toBe(0);
    expect(out).not.toMatch(ACTING);
  });
});
