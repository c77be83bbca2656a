import { expect, test } from 'vitest';
import type { Grid } from '../../src/output/grid.ts';
import { renderMarkdown } from '../../src/output/markdown.ts';

const grid: Grid = {
  title: 'Plan',
  columns: [
    { header: 'Week', rank: 0 },
    { header: 'People', rank: 1 },
  ],
  rows: [['1', '100']],
  total: ['Total', '–'],
  remarks: ['One.', 'Two.'],
};

test('title in bold, a table aligned to the right, a paragraph per remark', () => {
  expect(renderMarkdown(grid)).toBe(
    '**Plan**\n\n| Week | People |\n| ---: | ---: |\n| 1 | 100 |\n| Total | – |\n\nOne.\n\nTwo.\n',
  );
});

test('columns are never left out', () => {
  const columns = Array.from({ length: 60 }, (_, i) => ({ header: `c${i}`, rank: i }));
  const row = columns.map(({ header }) => header);
  const [, table = ''] = renderMarkdown({ ...grid, columns, rows: [row], total: null }).split('\n\n');
  expect(table.split('\n').map((line) => line.split('|').length - 2)).toEqual([60, 60, 60]);
});

test.each([
  ['a | b', 'a \\| b'],
  ['a \\| b', 'a \\\\\\| b'],
  ['`x`', '\\`x\\`'],
  ['*x* _y_ ~z~', '\\*x\\* \\_y\\_ \\~z\\~'],
  ['[x](y)', '\\[x\\](y)'],
  ['<b>&lt;', '&lt;b&gt;&amp;lt;'],
  ['a\nb', 'a\\\\nb'],
])('%s is shown as it is', (text, written) => {
  const [header] = (
    renderMarkdown({ ...grid, columns: [{ header: text, rank: 0 }], rows: [], total: null }).split('\n\n')[1] ?? ''
  ).split('\n');
  expect(header).toBe(`| ${written} |`);
  expect(renderMarkdown({ ...grid, title: text })).toContain(`**${written}**\n`);
  expect(renderMarkdown({ ...grid, remarks: [text] })).toMatch(/\n$/);
  expect(
    renderMarkdown({ ...grid, remarks: [text] })
      .split('\n\n')
      .at(-1),
  ).toBe(`${written}\n`);
});
