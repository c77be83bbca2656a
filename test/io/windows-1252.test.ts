import { expect, test } from 'vitest';
import { fromWindows1252 } from '../../src/io/windows-1252.ts';

test('signs of Windows-1252 that Latin-1 has not', () => {
  const bytes = Uint8Array.of(0x80, 0x31, 0x85, 0x8a, 0x91, 0x92, 0x96, 0x99, 0x9f, 0xa0, 0xe4, 0xff);
  expect(fromWindows1252(bytes)).toBe('€1…Š‘’–™Ÿ\u00a0äÿ');
  expect(fromWindows1252(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i))).toHaveLength(32);
});
