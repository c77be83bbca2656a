import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOf } from '../../src/output/format/width.ts';
import { GAP, heightOfName, NARROW, nameOnRing, radiusFor, WIDE, widthOfName } from '../../src/report/ring-names.ts';

test.each([
  ['Engage', ['Engage'], false],
  ['Came by a friend', ['Came by a', 'friend'], false],
  ['Signed up for the free newsletter', ['Signed up for', 'the free news…'], true],
  ['Donaudampfschifffahrtsgesellschaft', ['Donaudampfschi', 'fffahrtsgesel…'], true],
  // Seven letters of double width are as wide as fourteen.
  ['お客様紹介プログラム', ['お客様紹介プ', 'ログラム'], false],
])('%s stands beside the ring on two lines at most', (label, lines, isCut) => {
  const short = label === 'お客様紹介プログラム' ? { ...WIDE, most: 12 } : WIDE;
  expect(nameOnRing(label, short)).toEqual({ lines, whole: isCut ? label : null });
});

test('no name is wider than its lines, and nothing is left out without a sign', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-composite', minLength: 1 }),
      fc.constantFrom(WIDE, NARROW),
      (label, setting) => {
        const { lines, whole } = nameOnRing(label, setting);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(setting.most);
        expect(lines.join('').endsWith('…') || whole === null).toBe(true);
      },
    ),
  );
});

test('with any names around it the ring leaves them room in its picture', () => {
  const label = fc.constantFrom('Engage', 'Signed up for the free newsletter', 'お客様紹介プログラムに参加', 'A');
  fc.assert(
    fc.property(fc.array(label, { minLength: 2, maxLength: 14 }), fc.constantFrom(560, 600), (labels, size) => {
      const places = labels.map((text, s) => ({ turn: s / labels.length, name: nameOnRing(text, WIDE), reach: 0.21 }));
      const radius = radiusFor(places, size, WIDE);
      for (const { turn, name } of places) {
        const distance = radius * 1.21 + GAP;
        const [x, y] = [Math.sin(turn * 2 * Math.PI), Math.cos(turn * 2 * Math.PI)].map((part) => Math.abs(part));
        if (x > 0.3) expect(distance * x + widthOfName(name, WIDE)).toBeLessThanOrEqual(size / 2 + 0.01);
        expect(distance * y + (heightOfName(name, true) * (1 + y)) / 2).toBeLessThanOrEqual(size / 2 + 0.01);
      }
    }),
  );
});
