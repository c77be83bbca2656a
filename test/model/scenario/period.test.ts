import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dateIn,
  datesOf,
  rotationDate,
  rotationName,
  rotationOf,
  startFault,
} from '../../../src/model/scenario/period.ts';
import type { Period } from '../../../src/model/scenario/types.ts';

test.each<[Period, string, number, string]>([
  ['month', '2027-01', 1, 'Jan 2027'],
  ['month', '2027-01', 12, 'Dec 2027'],
  ['month', '2027-01', 13, 'Jan 2028'],
  ['month', '2027-11', 3, 'Jan 2028'],
  ['month', '2027-01-15', 2, 'Feb 2027'],
  ['quarter', '2027-01', 1, 'Q1 2027'],
  ['quarter', '2027-10', 2, 'Q1 2028'],
  ['year', '2027', 1, '2027'],
  ['year', '2027', 5, '2031'],
  ['day', '2027-02-28', 2, '1 Mar 2027'],
  ['day', '2028-02-28', 2, '29 Feb 2028'],
  ['day', '2100-02-28', 2, '1 Mar 2100'],
  ['day', '2000-02-28', 2, '29 Feb 2000'],
  ['day', '2027-12-31', 2, '1 Jan 2028'],
  ['week', '2027-01-15', 1, '15 Jan 2027'],
  ['week', '2027-12-27', 2, '3 Jan 2028'],
])('by %s from %s, rotation %i is %s', (period, start, rotation, name) => {
  expect(rotationName(rotation, period, start)).toBe(name);
});

test.each<[Period, string, number, string]>([
  ['month', '2027-11', 3, '2028-01'],
  ['month', '2027-01-15', 2, '2027-02'],
  ['quarter', '2027-10', 2, '2028-01'],
  ['year', '2027', 5, '2031'],
  ['week', '2027-12-27', 2, '2028-01-03'],
  ['day', '0999-12-31', 2, '1000-01-01'],
  ['day', '0099-12-31', 2, '0100-01-01'],
  ['day', '0000-02-28', 2, '0000-02-29'],
  ['month', '9999-12', 3, '10000-02'],
])('by %s from %s, rotation %i has the date %s', (period, start, rotation, date) => {
  expect(rotationDate(rotation, period, start)).toBe(date);
});

test('without a start, or without a period, rotations are numbered', () => {
  expect(rotationName(3, 'month', undefined)).toBe('3');
  expect(rotationName(3, undefined, '2027-01')).toBe('3');
  expect(rotationName(3, undefined, undefined)).toBe('3');
});

test('days and weeks agree with the calendar for ten thousand rotations', () => {
  const cases = fc.record({
    day: fc.integer({ min: 0, max: 30_000 }),
    rotation: fc.integer({ min: 1, max: 10_000 }),
    period: fc.constantFrom<Period>('day', 'week'),
  });
  fc.assert(
    fc.property(cases, ({ day, rotation, period }) => {
      const first = new Date(day * 86_400_000);
      const found = new Date((day + (rotation - 1) * (period === 'day' ? 1 : 7)) * 86_400_000);
      const month = found.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
      const name = `${found.getUTCDate()} ${month} ${found.getUTCFullYear()}`;
      expect(rotationName(rotation, period, first.toISOString().slice(0, 10))).toBe(name);
    }),
  );
});

test('a date lies in the rotation that starts on it or last before it', () => {
  const starts = fc.date({ min: new Date('1600-01-01'), max: new Date('2400-12-28'), noInvalidDate: true });
  const periods = fc.constantFrom<Period>('day', 'week', 'month', 'quarter', 'year');
  fc.assert(
    fc.property(starts, periods, fc.integer({ min: 1, max: 10_000 }), (first, period, t) => {
      const start = first.toISOString().slice(0, { day: 10, week: 10, month: 7, quarter: 7, year: 4 }[period]);
      const [year, month = 1, day = 1] = rotationDate(t, period, start).split('-').map(Number);
      const date = dateIn(year, month, day);
      expect(date && rotationOf(date, period, start)).toBe(t);
      const eve = new Date(Date.UTC(year, month - 1, day) - 86_400_000);
      const before = dateIn(eve.getUTCFullYear(), eve.getUTCMonth() + 1, eve.getUTCDate());
      expect(before && rotationOf(before, period, start)).toBe(t - 1);
    }),
  );
});

test.each([
  [2027, 2, 29],
  [2027, 13, 1],
  [2027, 0, 1],
  [2027, 4, 31],
])('%i-%i-%i is no day', (year, month, day) => {
  expect(dateIn(year, month, day)).toBeNull();
});

test.each<[string, Period]>([
  ['2027-01-15', 'day'],
  ['2027-01-15', 'week'],
  ['2027-01', 'month'],
  ['2027-01-15', 'month'],
  ['2027-04', 'quarter'],
  ['2027', 'year'],
  ['2028-02-29', 'day'],
])('%s starts a %s', (start, period) => {
  expect(startFault(start, period)).toBeNull();
});

test.each([['months'], [12], [null], [['month']], [[Object.create(null)]]])(
  'a period that is none, such as %j, is complained about itself, and names no dates',
  (period) => {
    expect(startFault('2027-01', period)).toBeNull();
    expect(datesOf({ period, start: '2027-01' })).toBeNull();
  },
);

test.each<[string, Period | undefined, string]>([
  ['2027-01', undefined, 'needs a period beside it'],
  ['2027-13', 'month', 'must be a date such as "2027-01"'],
  ['2027-00', 'month', 'must be a date such as "2027-01"'],
  ['2027-1', 'month', 'must be a date such as "2027-01"'],
  ['Jan 2027', 'month', 'must be a date such as "2027-01"'],
  ['', 'year', 'must be a date such as "2027"'],
  ['2027-02-29', 'day', 'must be a date such as "2027-01-15"'],
  ['2027-04-31', 'week', 'must be a date such as "2027-01-15"'],
  ['2027-01-15T00:00', 'day', 'must be a date such as "2027-01-15"'],
  ['2027', 'month', 'must say which month is the first, such as "2027-01"'],
  ['2027-01', 'day', 'must say which day is the first, such as "2027-01-15"'],
  ['2027-01', 'week', 'must say which week is the first, such as "2027-01-15"'],
])('%s cannot start %s, and the message shows how to write it', (start, period, words) => {
  expect(startFault(start, period)).toContain(words);
});

test.each([
  ['year', '2027', '2030', 4],
  ['quarter', '2027-04', '2028-01', 4],
  ['month', '2027-11', '2028-02', 4],
  ['week', '2027-12-20', '2028-01-03', 3],
  ['day', '2028-02-27', '2028-03-01', 4],
] as const)('in a scenario by %s from %s on, %s is the date of one rotation', (period, start, date, rotation) => {
  const dates = datesOf({ period, start });
  expect(dates?.firstDate).toBe(start);
  expect(dates?.rotationAt(date)).toBe(rotation);
  expect(dates?.rotationAt(start)).toBe(1);
  expect(dates?.rotationAt(rotationDate(400, period, start))).toBe(400);
});

test('a date before the start, between two rotations, or of another form names no rotation', () => {
  const at = datesOf({ period: 'quarter', start: '2027-04' })?.rotationAt;
  expect(['2027-01', '2027-05', '2027', '2027-04-01', '7', '2027-13'].map((date) => at?.(date))).toEqual(
    new Array(6).fill(null),
  );
  expect(
    [{}, null, { period: 'month' }, { period: 'month', start: '2027' }, { start: '2027-01' }].map(datesOf),
  ).toEqual(new Array(5).fill(null));
});
