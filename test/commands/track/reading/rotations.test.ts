import { describe, expect, test } from 'vitest';
import { readActuals } from '../../../../src/commands/track/reading/actuals.ts';
import { InputError } from '../../../../src/model/errors.ts';
import type { Period, Scenario } from '../../../../src/model/scenario/types.ts';
import { worked } from '../../../cli/example.ts';

const from = (start: string, period: Period, rotations = 12): Scenario => ({ ...worked, start, period, rotations });

const monthly = from('2027-01', 'month');

/** The rotations that the rows are taken to be about, in the order of the file. */
function rotations(names: readonly string[], scenario = monthly): number[] {
  const csv = ['rotation;engage', ...names.map((name, i) => `${name};${i}`)].join('\n');
  const { actuals } = readActuals(csv, 'a.csv', scenario);
  return actuals.toSorted((a, b) => a.value - b.value).map(({ rotation }) => rotation);
}

function faults(names: readonly string[], scenario = monthly): string[] {
  try {
    rotations(names, scenario);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe('a row is about the rotation that', () => {
  test.each([
    ['its number says', ['3', '1']],
    ['the table calls so', ['Mar 2027', 'jan 2027']],
    ['a spreadsheet makes of that', ['Mar-27', "Jan '27"]],
    ['its month says', ['March 2027', 'January 2027']],
    ['its month in German says', ['Mrz-27', 'Januar 2027']],
    ['its month in German says in full', ['März 2027', 'Jan. 2027']],
    ['the number of its month says', ['3/2027', '01.2027']],
    ['an ISO month says', ['2027-03', '2027-01']],
    ['an ISO date lies in', ['2027-03-31', '2027-01-01']],
    ['an ISO date with a time lies in', ['2027-03-31T23:59:59Z', '2027-01-01 00:00:00']],
    ['a date with points lies in', ['31.03.2027', '1.1.2027']],
    ['a date of two-digit years lies in', ['31.03.27', '01.01.27']],
    ['a date with slashes lies in, the day first', ['31/03/2027', '01/01/2027']],
    ['a date with slashes lies in, the month first', ['03/31/2027', '1/1/2027']],
    ['a date with hyphens lies in', ['31-03-2027', '01-01-2027']],
  ])('%s', (_what, names) => {
    expect(rotations(names)).toEqual([3, 1]);
  });

  test.each<[Scenario, string[], number[]]>([
    [from('2027-01-04', 'week'), ['04.01.2027', '2027-01-17', '18 Jan 2027'], [1, 2, 3]],
    [from('2027-01-30', 'day'), ['30.01.2027', '2027-02-01'], [1, 3]],
    [from('2027-02', 'quarter'), ['2027-04-30', '01.05.2027', 'Q4 2027'], [1, 2, 4]],
    [from('2027', 'year'), ['31.12.2027', '2029-06-01'], [1, 3]],
  ])('%# other periods have', (scenario, names, expected) => {
    const [first, ...rest] = names;
    expect(rotations([first, ...rest], scenario)).toEqual(expected);
  });
});

describe('whether the day or the month comes first', () => {
  test('is told by a date that can be only one', () => {
    expect(rotations(['02/01/2027', '31/03/2027'])).toEqual([1, 3]);
    expect(rotations(['02/01/2027', '03/31/2027'])).toEqual([2, 3]);
  });

  test('is told by rows that would all be about the same month', () => {
    expect(rotations(['01/01/2027', '01/02/2027', '01/03/2027'])).toEqual([1, 2, 3]);
    expect(rotations(['01/01/2027', '02/01/2027', '03/01/2027'])).toEqual([1, 2, 3]);
  });

  test('is told by dates that would be beyond the run', () => {
    expect(rotations(['02/06/2027'], from('2027-01', 'month', 3))).toEqual([2]);
  });

  test('makes no difference where both say the same', () => {
    expect(rotations(['01/01/2027', '02/02/2027'])).toEqual([1, 2]);
  });

  test('is a fault where nothing tells, with what to write', () => {
    expect(faults(['02/03/2027', '04/05/2027'])).toEqual([
      '"02/03/2027" may have its day or its month first, and no other date of the file tells which: write it like 2027-01-31',
      expect.stringContaining('"04/05/2027" may have'),
    ]);
    expect(faults(['31/01/2027', '01/31/2027'])).toHaveLength(2);
  });
});

test('two dates of one month are two rows of it', () => {
  expect(faults(['05.01.2027', '20.01.2027'])).toEqual([
    'rotation 20.01.2027 stands here a second time: keep one row of it',
  ]);
});

test.each([
  ['31.02.2027', /^rotation must be a whole number from 1 to 12, or a name/],
  ['2028-01-01', /^"2028-01-01" is beyond the 12 rotations of this run: add --rotations 13$/],
  ['31.12.2026', /^"31\.12\.2026" is before this run starts$/],
  ['May', /^rotation must be/],
  ['May 27', /^rotation must be/],
])('%s is none of the run', (name, message) => {
  expect(faults([name])).toEqual([expect.stringMatching(message)]);
});

test('the sums below a table are left out', () => {
  const { actuals } = readActuals('rotation,engage\n1,100\nTotal,100\n', 'a.csv', worked);
  expect(actuals).toHaveLength(1);
});
