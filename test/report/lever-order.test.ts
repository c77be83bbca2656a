import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScenario } from '../../src/model/scenario/read.ts';
import { leversInOrder, switchedTo } from '../../src/report/lever-order.ts';
import { fileWith } from '../cli/example.ts';

const lever = (id: string) => ({ id, changes: [{ path: 'channels.paid.volume', multiply: 2 }] });
const scenario = readScenario(fileWith({ levers: ['a', 'b', 'c', 'd'].map(lever) }));
const switches = [
  { lever: 'c', from: 3 },
  { lever: 'a', from: 1 },
];
const report = { scenario, switches };

test('levers are listed as they were given, then as in the file', () => {
  expect(leversInOrder(report).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
});

test('a lever that is switched off and on again stands where it stood', () => {
  const off = switchedTo(report, switches, 'c', false);
  expect(off).toEqual([{ lever: 'a', from: 1 }]);
  expect(switchedTo(report, off, 'c', true)).toEqual(switches);
});

test('the same levers on are the same switches, in whatever order they were switched', () => {
  const flips = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean()));
  fc.assert(
    fc.property(flips, (all) => {
      const on = new Set(['c', 'a']);
      let now: readonly { lever: string; from: number }[] = switches;
      for (const [id, isOn] of all) {
        now = switchedTo(report, now, id, isOn);
        if (isOn) on.add(id);
        else on.delete(id);
      }
      expect(now.map(({ lever: id }) => id)).toEqual(['c', 'a', 'b', 'd'].filter((id) => on.has(id)));
      expect(now.every(({ lever: id, from }) => from === (id === 'c' ? 3 : 1))).toBe(true);
    }),
  );
});

test('one that is switched on takes the place of those that it excludes', () => {
  const either = { ...lever('b'), excludes: ['a', 'd'] };
  const excluding = {
    ...report,
    scenario: readScenario(fileWith({ levers: [lever('a'), either, lever('c'), lever('d')] })),
  };
  const on = switchedTo(excluding, switches, 'b', true);
  expect(on).toEqual([
    { lever: 'c', from: 3 },
    { lever: 'b', from: 1 },
  ]);
  // And the other way round, with the rotation from which it was given.
  expect(switchedTo(excluding, on, 'a', true)).toEqual(switches);
  expect(switchedTo(excluding, on, 'b', false)).toEqual([{ lever: 'c', from: 3 }]);
});
