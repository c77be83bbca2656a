import { expect, test } from 'vitest';
import { renderBars } from '../../src/output/bars.ts';

const rows = (text: string): string[] => text.trimEnd().split('\n').slice(2);
const cells = (line: string, ink: string): number => line.split(ink).length - 1;

test('bars are as long as their numbers, bought before referred', () => {
  const bars = [
    { name: '1', parts: [100, 0], text: '100' },
    { name: '2', parts: [100, 50], text: '150' },
  ];
  // 40 columns less the name, two gaps of two and the text leave 32 for 150 people.
  const [first, second] = rows(renderBars({ title: 'Engage', rows: bars }, 40));
  expect([cells(first, '█'), cells(first, '░')]).toEqual([21, 0]);
  expect([cells(second, '█'), cells(second, '░')]).toEqual([21, 11]);
  expect(second).toHaveLength(40);
});

test('what is below zero stands on the left of it', () => {
  const bars = [
    { name: '1', parts: [-10], text: '-10' },
    { name: '2', parts: [0], text: '0' },
    { name: '3', parts: [20], text: '20' },
  ];
  // 30 cells for 30: 10 on the left, 20 on the right.
  const lines = rows(renderBars({ title: 'Cash', rows: bars }, 38));
  expect(lines).toEqual([
    `1  ${'█'.repeat(10)}${' '.repeat(20)}  -10`,
    `2  ${' '.repeat(30)}    0`,
    `3  ${' '.repeat(10)}${'█'.repeat(20)}   20`,
  ]);
});

test('a gap has no bar', () => {
  const lines = rows(
    renderBars(
      {
        title: '',
        rows: [
          { name: '1', parts: null, text: '–' },
          { name: '2', parts: [5], text: '5' },
        ],
      },
      40,
    ),
  );
  expect(lines[0]).toMatch(/^1 +–$/);
});

test.each([0, 5e-324, 1e15, 1e300])('any number can be drawn (%d)', (value) => {
  const text = renderBars({ title: '', rows: [{ name: '1', parts: [value, value], text: 'x' }] }, 40);
  expect(rows(text)[0]).toHaveLength(40);
});

test('what may be left out is, where it would leave no room for bars', () => {
  const bars = { title: '', rows: [{ name: '1', parts: [1], text: '-1,234.50', aside: '(-2,000.00 to -1,000.00)' }] };
  expect(renderBars(bars, 80)).toContain('(-2,000.00');
  expect(renderBars(bars, 40)).not.toContain('(');
  expect(rows(renderBars(bars, 40))[0]).toHaveLength(40);
});

test('long and wide names are cut, and nothing acts on the terminal', () => {
  const bars = [
    { name: '推荐朋友的忠实客户', parts: [1], text: '1' },
    { name: 'x\u001b[31m'.repeat(20), parts: [1], text: '1' },
  ];
  const text = renderBars({ title: 'a\u001b[2J', rows: bars }, 60);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(text).not.toMatch(/\u001b/);
  expect(rows(text)[1].length).toBeLessThanOrEqual(60);
});
