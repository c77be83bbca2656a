import { describe, expect, test } from 'vitest';
import { readActuals } from '../../../../src/commands/track/reading/actuals.ts';
import { InputError } from '../../../../src/model/errors.ts';
import type { Scenario } from '../../../../src/model/scenario/types.ts';
import { worked } from '../../../cli/example.ts';

const read = (text: string, scenario: Scenario = worked) =>
  readActuals(text, 'a.csv', scenario).actuals.map(({ rotation, name, value }) => [rotation, name, value]);

/** What is wrong: line, column and message of each. */
function faultsIn(text: string, scenario: Scenario = worked): unknown[] {
  try {
    readActuals(text, 'a.csv', scenario);
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ place, message }) => [place?.line, place?.column, message]);
    throw error;
  }
  return [];
}

describe('actuals', () => {
  test('are read by rotation, then by column; what is empty is left out', () => {
    expect(read('acquire,rotation,engage\n33,2,110\n,1,100\n–,3,1.21e2\n')).toEqual([
      [1, 'engage', 100],
      [2, 'acquire', 33],
      [2, 'engage', 110],
      [3, 'engage', 121],
    ]);
  });

  test('may be shares in percent, and amounts below 0', () => {
    expect(read('rotation,referredShare,cash,gain\n2,9.5%,-12.50,-3\n')).toEqual([
      [2, 'referredShare', 0.095],
      [2, 'cash', -12.5],
      [2, 'gain', -3],
    ]);
  });

  test('have decimals with a comma, or a point, where semicolons separate cells', () => {
    expect(read('rotation;engage;referredShare;gain\n2;110,5;9,5 %;-0,125\n3;121.25;0,1;1,21E+01\n')).toEqual([
      [2, 'engage', 110.5],
      [2, 'referredShare', 0.095],
      [2, 'gain', -0.125],
      [3, 'engage', 121.25],
      [3, 'referredShare', 0.1],
      [3, 'gain', 12.1],
    ]);
  });

  test('may have three decimals where another number tells that they are decimals', () => {
    expect(read('rotation;cash\n1;1,234\n2;110,5\n')).toEqual([
      [1, 'cash', 1.234],
      [2, 'cash', 110.5],
    ]);
    expect(read('rotation;cash\n1;1.234\n2;110.5\n3;12345.678\n').map(([, , value]) => value)).toEqual([
      1.234, 110.5, 12345.678,
    ]);
    expect(read('rotation;cash\n1;1,2340\n2;0,234\n').map(([, , value]) => value)).toEqual([1.234, 0.234]);
    expect(read('rotation,cash\n1,1.234\n')).toEqual([[1, 'cash', 1.234]]);
  });

  test('know the names that tables give to rotations with dates', () => {
    const dated: Scenario = { ...worked, period: 'month', start: '2027-01' };
    expect(read('rotation,engage\nFeb 2027,112\n1,99\n', dated)).toEqual([
      [1, 'engage', 99],
      [2, 'engage', 112],
    ]);
    expect(faultsIn('rotation,engage\nFeb 2028,112\n', dated)).toEqual([
      [2, 1, '"Feb 2028" is beyond the 5 rotations of this run: add --rotations 14'],
    ]);
    expect(faultsIn('rotation,engage\nsoon,112\n', dated)).toEqual([
      [2, 1, 'rotation must be a whole number from 1 to 5, or a name such as "Jan 2027" or "2027-01", got "soon"'],
    ]);
    expect(faultsIn('rotation,engage\nDec 2026,112\n', dated)).toEqual([
      [2, 1, '"Dec 2026" is before this run starts'],
    ]);
    const yearly: Scenario = { ...worked, period: 'year', start: '2027' };
    expect(read('rotation,engage\n2028,112\n1,99\n', yearly).map(([rotation]) => rotation)).toEqual([1, 2]);
  });

  test('know dates as the start of a scenario has them', () => {
    const rows = 'rotation,engage\n2027-02,112\n2027-01,99\n';
    expect(read(rows, { ...worked, period: 'month', start: '2027-01' })).toEqual([
      [1, 'engage', 99],
      [2, 'engage', 112],
    ]);
    const weekly: Scenario = { ...worked, period: 'week', start: '2027-12-27' };
    expect(read('rotation,engage\n2028-01-03,112\n', weekly)).toEqual([[2, 'engage', 112]]);
    // Any day of a week is in it, and a month is in none.
    expect(read('rotation,engage\n2028-01-09,112\n', weekly)).toEqual([[2, 'engage', 112]]);
    expect(faultsIn('rotation,engage\n2028-01,112\n', weekly)).toHaveLength(1);
    const quarterly: Scenario = { ...worked, period: 'quarter', start: '2027-10' };
    expect(read('rotation,engage\n2028-01,112\n', quarterly)).toEqual([[2, 'engage', 112]]);
    expect(faultsIn('rotation,engage\n2027-01,112\n')).toEqual([
      [2, 1, expect.stringMatching(/does not say when it starts, so "2027-01" may be any rotation: add "period" and/)],
    ]);
  });

  test('know the names that tables give to stages and figures, whatever their capitals', () => {
    const [engage, acquire, ...others] = worked.stages;
    const labelled: Scenario = { ...worked, stages: [{ ...engage, label: 'Site visit' }, acquire, ...others] };
    const rows = 'Rotation,SITE VISIT,Acquire,Active advocate,Media CAC,Referred share\n2,1,2,3,4,5%\n';
    expect(read(rows, labelled).map(([, name]) => name)).toEqual([
      ...['engage', 'acquire', 'active.advocate', 'mediaCac', 'referredShare'],
    ]);
    expect(faultsIn('rotation,engage,Engage\n1,2,3\n')).toEqual([
      [1, 17, 'there is a column "engage" already: keep one of them'],
    ]);
  });

  test('take no name that may be two', () => {
    const [engage, acquire, ...others] = worked.stages;
    const twice: Scenario = { ...worked, stages: [{ ...engage, label: 'Gain' }, acquire, ...others] };
    expect(faultsIn('rotation,Gain\n1,2\n', twice)).toEqual([[1, 10, expect.stringMatching(/no metric "Gain"/)]]);
    expect(read('rotation,gain\n1,2\n', twice)).toEqual([[1, 'gain', 2]]);
  });

  test('with extra separators at the ends of lines, as spreadsheets write them, are taken as they are', () => {
    expect(read('rotation,engage,,\n1,100,,\n2,110\n')).toHaveLength(2);
  });
});

describe('what is wrong', () => {
  test.each([
    ['rotation,enage\n1,2\n', 1, 10, /there is no metric "enage" of a rotation \(did you mean engage\?\)/],
    ['rotation,New customers\n1,2\n', 1, 10, /there is no metric "New customers" of a rotation \(there are engage, /],
    ['rotation,engage@2\n1,2\n', 1, 10, /"engage@2" of a rotation \(did you mean engage\?\): correct the name/],
    ['rotation,npv\n1,2\n', 1, 10, /no metric "npv" of a rotation/],
    ['rotation,engage,engage\n1,2,3\n', 1, 17, /there is a column "engage" already/],
    ['engage,acquire\n1,2\n', 1, 1, /needs a column "rotation"/],
    ['rotation,engage\nx,2\n', 2, 1, /from 1 to 5, got "x"/],
    ['rotation,engage\n,2\n', 2, 1, /got nothing/],
    ['rotation,engage\n1.5,2\n', 2, 1, /got "1\.5"/],
    ['rotation,engage\n0,2\n', 2, 1, /got "0"/],
    ['rotation,engage\n6,2\n', 2, 1, /beyond the 5 rotations of this run: add --rotations 6/],
    ['rotation,engage\n2,1\n\n2,2\n', 4, 1, /rotation 2 stands here a second time/],
    ['rotation,engage\n1,many\n', 2, 3, /engage must be a number, got the text "many"/],
    ['rotation;cash\n1;1,234\n', 2, 3, /cash .*"1,234" may be 1234 or 1\.234: write 1234, or 1,2340$/],
    ['rotation;cash\n1;1.234\n', 2, 3, /cash .*"1\.234" may be 1234 or 1\.234: write 1234, or 1\.2340$/],
    ['rotation;cash\n1;1,234\n2;10,5\n3;10.5', 2, 3, /"1,234" may be 1234 or/],
    ['rotation,engage\n1,12%\n', 2, 3, /engage is no share, so 12% of what\?/],
    ['rotation,engage\n1,1/2\n', 2, 3, /engage is no share, so 1\/2 of what\?/],
    ['rotation,engage\n1,-2\n', 2, 3, /engage counts people: it cannot be -2/],
    ['rotation,referredShare\n1,12\n', 2, 3, /a share between 0 and 1, got 12 \(did you mean 12%\?\)/],
    ['rotation,engage\n1,1,200\n', 2, 5, /there are 2 columns, and this is cell 3 of its row/],
    ['rotation,"engage\n', 1, 10, /never closed/],
  ])('%j is said once, with its line and column', (text, line, column, message) => {
    expect(faultsIn(text)).toEqual([[line, column, expect.stringMatching(message)]]);
  });

  test('is all said at once, in the order of the text', () => {
    const places = faultsIn('rotation,engage,engage\n1,x,2\n9,2,3\n').map((fault) => (fault as number[]).slice(0, 2));
    expect(places).toEqual([
      [1, 17],
      [2, 3],
      [3, 1],
    ]);
  });

  test('ends after a hundred errors with how many are left', () => {
    const faults = faultsIn(`rotation,engage\n${'x,1\n'.repeat(250)}`);
    expect(faults).toHaveLength(101);
    expect(faults.at(-1)).toEqual([undefined, undefined, '... and 150 more errors']);
  });

  test('takes no longer for any number of columns', () => {
    expect(faultsIn(`rotation${',engage'.repeat(50_000)}\n1,2\n`)).toHaveLength(100);
  });

  test.each([
    ['', /a\.csv is empty: it needs a column "rotation"/],
    ['rotation,engage\n', /nothing to compare/],
    ['rotation,engage\n1,\n', /nothing to compare/],
  ])('%j has nothing to compare', (text, message) => {
    expect(faultsIn(text)).toEqual([[undefined, undefined, expect.stringMatching(message)]]);
  });

  test('a column called like something that every object has is a name like any other', () => {
    expect(faultsIn('rotation,__proto__,constructor\n1,2,3\n')).toHaveLength(2);
  });
});
