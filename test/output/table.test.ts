import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/output/format/width.ts';
import { type Grid, NO_STYLE } from '../../src/output/grid.ts';
import { renderTable } from '../../src/output/table.ts';

const grid = (headers: readonly string[], ranks = headers.map((_, i) => i)): Grid => ({
  title: 'Title',
  columns: headers.map((header, i) => ({ header, rank: ranks[i] ?? 0 })),
  rows: [headers.map((_, i) => String(i)), headers.map((_, i) => String(i * 1000))],
  total: headers.map((_, i) => (i === 0 ? 'Total' : '–')),
  remarks: ['One.', 'Two.'],
});

const anyWidth = { columns: 80, strict: false };
const bodyOf = (text: string): string[] => (text.split('\n\n')[1] ?? '').split('\n');

test('title, table with its total, remarks, each after an empty line', () => {
  expect(renderTable(grid(['Week', 'People']), anyWidth)).toBe(
    'Title\n\n Week   People\n    0        1\n    0     1000\nTotal        –\n\nOne.\nTwo.\n',
  );
});

test('without a total or remarks there is no empty end', () => {
  const bare = { ...grid(['A', 'B']), total: null, remarks: [] };
  expect(renderTable(bare, anyWidth)).toBe('Title\n\nA      B\n0      1\n0   1000\n');
});

test('a name in a cell does nothing to a terminal, and no line ends in spaces', () => {
  const columns = ['Name', 'Note'].map((header) => ({ header, rank: 0, text: true }));
  const rows = [
    ['\u001b[31mred', 'long enough'],
    ['b', 'c'],
  ];
  const text = renderTable({ title: 'Title', columns, rows, total: null, remarks: [] }, anyWidth);
  expect(text).toBe('Title\n\nName            Note\n\\u001b[31mred   long enough\nb               c\n');
});

describe('where room is short', () => {
  const wide = grid(['First', 'Second', 'Third', 'Fourth', 'Fifth'], [0, 4, 1, 3, 2]);
  const shown = (columns: number) =>
    bodyOf(renderTable(wide, { columns, strict: true }))[0]
      ?.trim()
      .split(/ +/);

  // widths 5, 6, 5, 6, 5: 27 of text and a gap between each two
  test.each([
    [39, ['First', 'Second', 'Third', 'Fourth', 'Fifth']],
    [31, ['First', 'Second', 'Third', 'Fourth', 'Fifth']],
    [30, ['First', 'Third', 'Fourth', 'Fifth']],
    [24, ['First', 'Third', 'Fourth', 'Fifth']],
    [23, ['First', 'Third', 'Fifth']],
    [11, ['First', 'Third']],
    [10, ['First']],
    [1, ['First']],
  ])('%i columns keep the most important', (columns, kept) => {
    expect(shown(columns)).toEqual(kept);
  });

  test('of a header that is shown, too, the sentence says whose is left out', () => {
    const columns = [
      { header: 'Name', rank: 0 },
      { header: 'Change', rank: 0 },
      { header: 'Change', rank: 1, name: 'Change in B' },
    ];
    const grown: Grid = { title: 'Title', columns, rows: [['a', '1', '2']], total: null, remarks: [] };
    expect(renderTable(grown, { columns: 12, strict: true })).toContain('Not shown for lack of room: Change in B.');
    expect(renderTable(grown, { columns: 80, strict: true })).not.toContain('Change in B');
  });

  test('two that are shown have names of their own once what stood between them is left out', () => {
    const columns = [
      { header: 'Name', rank: 0 },
      { header: 'Change', rank: 1, name: 'Change in B' },
      { header: 'The second one of all', rank: 3 },
      { header: 'Change', rank: 2, name: 'Change in the second one' },
    ];
    const apart: Grid = { title: 'Title', columns, rows: [['a', '1', '2', '3']], total: null, remarks: [] };
    const headerAt = (room: number) => bodyOf(renderTable(apart, { columns: room, strict: true }))[0];
    expect(headerAt(40)).toBe('Name Change The second one of all Change');
    expect(headerAt(34)).toBe('Name Change in B Change in the se…');
    expect(headerAt(24)).toBe('Name   Change in B');
  });

  test('a sentence goes on in the line below, and a word with no room is cut', () => {
    const columns = [
      { header: 'Name', rank: 0, text: true },
      { header: 'Meaning', rank: 0, text: true, cutTo: () => 7, wraps: true },
    ];
    const rows = [
      ['a', 'one two three unspeakable 四四四四四'],
      ['b', 'four'],
    ];
    expect(
      renderTable({ title: 'Title', columns, rows, total: null, remarks: [] }, { columns: 12, strict: true }),
    ).toBe('Title\n\nName Meaning\na    one two\n     three\n     unspea…\n     四四四…\nb    four\n');
  });

  test('the columns are drawn closer before one is left out', () => {
    const width = (columns: number) => bodyOf(renderTable(wide, { columns, strict: true }))[0]?.length;
    expect([39, 38, 34, 31].map(width)).toEqual([39, 35, 31, 31]);
  });

  test('those left out are named, in the order of the table', () => {
    expect(renderTable(wide, { columns: 23, strict: true })).toContain(
      '\n\nNot shown for lack of room: Second, Fourth.\nOne.',
    );
  });

  test('nothing is left out where a line may be longer', () => {
    const text = renderTable(wide, { columns: 10, strict: false });
    expect(bodyOf(text)[0]).toBe('First Second Third Fourth Fifth');
    expect(text).not.toContain('Not shown');
  });
});

describe('a long label', () => {
  const headerOf = (label: string, strict: boolean) =>
    bodyOf(renderTable(grid(['A', label]), { columns: 80, strict }))[0].trim();

  test('is shortened on a terminal, and says so', () => {
    expect(headerOf('x'.repeat(30), true)).toMatch(/^A {3}x{10,40}…$/);
  });

  test('stands whole in a pipe or a file', () => {
    const label = 'Customers who came back within a year of their first order';
    expect(headerOf(label, false)).toBe(`A   ${label}`);
  });

  test('that nobody would write is shortened anywhere, since it would make every row as long', () => {
    expect(headerOf('x'.repeat(5000), false)).toMatch(/^A {1,3}x{199}…$/);
  });
});

test('a table may have more rows than a function takes arguments', () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => [String(i)]);
  const text = renderTable(
    { title: 'Title', columns: [{ header: 'N', rank: 0 }], rows, total: null, remarks: [] },
    anyWidth,
  );
  expect(text.trimEnd().split('\n')).toHaveLength(200_003);
});

test('columns line up under labels of wide characters', () => {
  const [header, first] = bodyOf(renderTable(grid(['周', '推荐人']), anyWidth));
  const width = (line = '') => [...line].reduce((sum, c) => sum + (/\p{Script=Han}/u.test(c) ? 2 : 1), 0);
  expect(width(header)).toBe(width(first));
});

test('only the title and the header are strong', () => {
  const style = { ...NO_STYLE, strong: (text: string) => `<${text}>` };
  expect(renderTable(grid(['Week', 'People']), anyWidth, style)).toBe(
    '<Title>\n\n< Week   People>\n    0        1\n    0     1000\nTotal        –\n\nOne.\nTwo.\n',
  );
});

test('a header that may shrink gives way before a column does', () => {
  const long = grid(['Metric', '--referral-rate 1.2', 'Change'], [0, 0, 1]);
  const shrinking = {
    ...long,
    columns: long.columns.map((column, i) => ({ ...column, ...(i === 1 && { shrinks: 8 }) })),
  };
  const headAt = (columns: number) => bodyOf(renderTable(shrinking, { columns, strict: true }))[0];
  expect(headAt(33)).toBe('Metric --referral-rate 1.2 Change');
  // 6 + 6 and two gaps leave 16
  expect(headAt(30)).toBe('Metric --referral-rate… Change');
  expect(headAt(22)).toBe('Metric --refer… Change');
  expect(bodyOf(renderTable(long, { columns: 22, strict: true }))[0]).toBe('Metric --referral-rate 1.2');
});

test('a long table lines up from its first row to its last', () => {
  const rows = Array.from({ length: 1001 }, (_, i) => [String(i), '推荐人', 'x'.repeat(1 + (i % 7))]);
  const columns = ['No', 'Who', 'What'].map((header) => ({ header, rank: 0 }));
  const lines = renderTable({ title: 'Title', columns, rows, total: null, remarks: [] }, anyWidth).split('\n').slice(3);
  expect(lines).toHaveLength(1002);
  for (const [i, line] of lines.slice(0, -1).entries()) {
    expect(line).toBe(`${String(i).padStart(4)}   推荐人   ${'x'.repeat(1 + (i % 7)).padStart(7)}`);
  }
});

test.each(['🫶 new', '👨‍👩‍👧 family', 'e\u0301 combined', 'a\u20d7 vector', '\ue000 private', 'plain'])(
  'a cell with %s is whole, and what stands beside it keeps its place',
  (name) => {
    const columns = ['Name', 'People'].map((header, i) => ({ header, rank: 0, text: i === 0 }));
    const rows = [
      [name, '5'],
      ['somebody else', '7'],
    ];
    const [, first] = bodyOf(renderTable({ title: 'Title', columns, rows, total: null, remarks: [] }, anyWidth));
    expect(first).toBe(`${name}${' '.repeat('somebody else'.length - widthOf(name))}        5`);
  },
);

test('a cell of a heat map is coloured with the blanks that fill it', () => {
  const style = { ...NO_STYLE, shaded: (text: string, heat: number) => `\u001b[48;5;${heat * 10}m${text}\u001b[49m` };
  const heat = [
    [null, 0.1],
    [null, 0.5],
  ];
  expect(bodyOf(renderTable({ ...grid(['Week', 'People']), heat }, anyWidth, style))).toEqual([
    ' Week   People',
    '    0   \u001b[48;5;1m     1\u001b[49m',
    '    0   \u001b[48;5;5m  1000\u001b[49m',
    'Total        –',
  ]);
});

test('what takes no room, such as a lone accent, moves no other text to its place', () => {
  const text = renderTable(grid(['\u0301', '客户', '推荐人']), anyWidth);
  expect(bodyOf(text)[0].trim()).toBe('客户   推荐人');
});

test('a wide table lines up from its first column to its last', () => {
  const names = Array.from({ length: 57 }, (_, i) => (i % 3 === 0 ? '推荐人' : `c${i}`));
  const wide = { ...grid(names), columns: names.map((header, i) => ({ header, rank: 0, text: i % 2 === 1 })) };
  const [, ...rows] = bodyOf(renderTable(wide, anyWidth));
  const filled = (text: string, i: number): string => {
    const width = Math.max(widthOf(names[i]), String(i * 1000).length);
    const space = ' '.repeat(width - widthOf(text));
    return i % 2 === 1 ? text + space : space + text;
  };
  for (const row of [0, 1]) expect(rows[row]).toBe(wide.rows[row].map(filled).join(' ').trimEnd());
});
