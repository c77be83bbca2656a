import { describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
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
    const columns = view === 'rotations' ? 7 : 5;
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

/**
 * A plan with everything that other commands need. Every name, label and description is another of the texts, the
 * first one that which is asked for.
 */
function priced(first: number, texts: readonly string[]): string {
  let at = first;
  const next = (): string => texts[at++ % texts.length];
  return fileWith({
    name: next(),
    description: next(),
    channels: [
      { id: 'paid', volume: 100, cost: 2, label: next() },
      { id: 'ads', budget: 60, cost: 2, label: next() },
      { id: 'mail', budget: 40, response: { most: 50, half: 30 }, label: next() },
    ],
    stages: [engage, acquire, nurture, advocate].map((stage) => ({ ...stage, label: next(), revenue: 1 })),
    loops: worked.loops.map((loop) => ({ ...loop, label: next() })),
    levers: [1.1, 1.2].map((multiply, i) => ({
      id: `offer-${i}`,
      label: next(),
      description: next(),
      cost: 5,
      changes: [{ path: 'stages.acquire.conversion', multiply }],
    })),
    expect: [{ metric: 'gain@5', above: 1000 }],
  });
}

const HOSTILE = TEXTS.map(([, text]) => text);

const COMMANDS: readonly (readonly string[])[] = [
  ['chance', 'plan.json', 'gain@5 at least 47', '--runs=200'],
  ['compare', 'plan.json', '--with', 'offer-1'],
  ['compare', 'plan.json', 'other.json'],
  ['sweep', 'plan.json', '--vary', 'channels.paid.volume=50,100', '--metric', 'cash', '--with', 'offer-1'],
  ['sweep', 'plan.json', '--vary', 'channels.paid.volume=50,100', '--vary', 'rotations=3,4', '--metric', 'gain'],
  ['solve', 'plan.json', '--vary', 'channels.paid.volume', '--goal', 'gain = 60', '--with', 'offer-0'],
  ['sensitivity', 'plan.json', '--with', 'offer-1'],
  ['levers', 'plan.json'],
  ['allocate', 'plan.json', '--levers'],
  ['allocate', 'plan.json', '--by', 'rotation', '--keep', 'ads'],
  ['track', 'plan.json', 'real.csv', '--runs=200'],
  ['check', 'plan.json'],
];

describe.each(COMMANDS)('flywheel %s %s %s %s takes such names and labels', (...args) => {
  const printed = async (format: string, first: number, texts: readonly string[]) => {
    const files = {
      'plan.json': priced(first, texts),
      'other.json': named(texts[first % texts.length]),
      'real.csv': 'rotation,engage\n1,90\n2,300\n',
    };
    const { code, out, err } = await flywheel([...args, '--format', format], { files });
    expect([0, 1], err).toContain(code);
    expect(out.replaceAll('\t', ' ') + err).not.toMatch(ACTING);
    return out;
  };

  // In the long run three times, so that each of them is the name, or stands near its beginning, once.
  const firsts = sized([0], [0, 5, 10]);

  test.each(firsts)('in a table (from the text %i on)', async (first) => {
    expect(await printed('table', first, HOSTILE)).not.toBe('');
  });

  test.each(firsts)('in Markdown, without another row or column (from the text %i on)', async (first) => {
    const rowsOf = (page: string): number[] =>
      page
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map(cellsOf);
    const out = await printed('markdown', first, HOSTILE);
    expect(out).not.toMatch(/<|(?<!\\)`|(?<!\\)\]\(/);
    expect(rowsOf(out)).toEqual(rowsOf(await printed('markdown', 0, ['usual'])));
  });

  test.each(firsts)('in CSV, as no formula and without another line (from the text %i on)', async (first) => {
    const out = await printed('csv', first, HOSTILE);
    expect(out).not.toMatch(/(?:^|,)"?[=+@\t\r]|(?:^|,)"?-(?![\d.])/m);
    expect(out.split('\n')).toHaveLength((await printed('csv', 0, ['usual'])).split('\n').length);
  });

  test.each(firsts)('in JSON (from the text %i on)', async (first) => {
    expect(JSON.parse(await printed('json', first, HOSTILE)).flywheel).toBe(1);
  });
});

describe('a report of check', () => {
  test.each(sized(TEXTS.slice(0, 4), TEXTS))(
    'takes %s in the name of a file, and in a scenario',
    async (_what, text) => {
      const name = `${text.replaceAll(/[/\0]/g, '_').slice(0, 60)}.json`;
      const files = { [name]: priced(0, [text]) };
      for (const format of ['table', 'github', 'markdown']) {
        const {
          code,
          out,
          err,
          files: after,
        } = await flywheel(['check', '.', '--format', format, '--junit', 'r.xml'], { files });
        expect([0, 1, 2], err).toContain(code);
        expect(out.replaceAll('\t', ' ') + err).not.toMatch(ACTING);
        // Nothing in XML may be a raw control character, nor may a text begin or end an element.
        expect(after['r.xml']).not.toMatch(/[^\n -\ud7ff\ue000-\uffff]|<script|<img/);
      }
    },
  );
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
