import { describe, expect, test } from 'vitest';
import { plain, shortened } from '../../../src/output/format/escape.ts';

describe('text that people write stays as it is', () => {
  test.each([
    '',
    'Advocates',
    'Café – naïve',
    'Ελληνικά',
    'שלום',
    'مرحبا',
    '推荐人',
    '👩‍💻',
    'e\u0301',
    'a | b `c` <d>',
    '"\'\\',
  ])('%s', (text) => {
    expect(plain(text)).toBe(text);
  });
});

describe('what would act or hide is written out', () => {
  test.each([
    ['\u001b[31m', '\\u001b[31m'],
    ['\u009b31m', '\\u009b31m'],
    ['a\nb', 'a\\nb'],
    ['a\r\tb', 'a\\u000d\\u0009b'],
    ['\u0000\u007f\u0085', '\\u0000\\u007f\\u0085'],
    ['\u202e\u2066\u200f\u061c', '\\u202e\\u2066\\u200f\\u061c'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['a\u200bb\ufeff\u00ad', 'a\\u200bb\\ufeff\\u00ad'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800', '\\ud800'],
    ['a\ufffe\uffff\ufdd0', 'a\\ufffe\\uffff\\ufdd0'],
    ['\u{10ffff}', '\\u{10ffff}'],
  ])('%j', (text, written) => {
    expect(plain(text)).toBe(written);
  });
});

test('every control character of every block is written out', () => {
  const controls = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i)];
  for (const code of controls) expect(plain(String.fromCharCode(code)), String(code)).toMatch(/^\\(n|u[0-9a-f]{4})$/);
});

test('a shortened text is never longer than asked, and ends in … when something is missing', () => {
  expect(shortened('Advocate', 8)).toBe('Advocate');
  expect(shortened('Advocates', 8)).toBe('Advocat…');
  expect(shortened('😀😀😀', 2)).toBe('😀…');
  expect(shortened('\u001b\u001b', 8)).toBe('\\u001b\\…');
});
