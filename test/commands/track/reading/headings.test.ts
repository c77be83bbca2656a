import { expect, test } from 'vitest';
import { readActuals } from '../../../../src/commands/track/reading/actuals.ts';
import type { Scenario } from '../../../../src/model/scenario/types.ts';
import { worked } from '../../../cli/example.ts';
import { flywheel } from '../../../cli/session.ts';

const [engage, ...others] = worked.stages;
const labelled: Scenario = {
  ...worked,
  period: 'month',
  start: '2027-01',
  stages: [{ ...engage, label: 'Site visit' }, ...others],
  channels: [{ id: 'paid', label: 'Search ads', volume: 100 }],
};

const namesIn = (header: string, scenario = labelled, cells = '1'): string[] =>
  readActuals(
    `${header}\n${header.split(',').map((_, i) => (i === 0 ? '1' : cells))}\n`,
    'a.csv',
    scenario,
  ).actuals.map(({ name }) => name);

test.each([
  ['rotation,engage', 'engage'],
  ['rotation,Site visit', 'engage'],
  ['Rotation,SITE-VISIT', 'engage'],
  ['Month,Gain', 'gain'],
  ['Date,Active advocate', 'active.advocate'],
  ['period,Site visit by Search ads', 'engage.paid'],
  ['Month,Search ads', 'engage.paid'],
  ['Month,Word of mouth', 'engage.word-of-mouth'],
  ['Month,Site visit returning', 'engage.returning'],
  ['Month,CAC', 'cac'],
  ['Month,Media CAC', 'mediaCac'],
])('%s is %s', (header, name) => {
  expect(namesIn(header)).toEqual([name]);
});

test('Referred is a share where its cells are in percent, as in the table of origins', () => {
  expect(namesIn('Month,Referred', labelled, '12%')).toEqual(['referredShare']);
  expect(namesIn('Month,Referred')).toEqual(['referred']);
});

test.each([
  ['Monat', '31.01.2027'],
  ['', 'Jan 2027'],
  ['Stand', '2027-01-31'],
])('the first column, called %j, says which rotation a row is about where dates stand in it', (header, date) => {
  const { actuals } = readActuals(`${header};engage\n${date};5\n`, 'a.csv', labelled);
  expect(actuals).toMatchObject([{ rotation: 1, name: 'engage', value: 5 }]);
});

test('numbers in it may be anything', () => {
  expect(() => readActuals('Monat;engage\n1;5\n', 'a.csv', labelled)).toThrow(/needs a column "rotation"/);
});

test('a stage may be called as a month column is', () => {
  const dated: Scenario = { ...worked, stages: [{ id: 'date' }, ...others] };
  expect(readActuals('rotation,date\n1,2\n', 'a.csv', dated).actuals).toMatchObject([{ rotation: 1, name: 'date' }]);
});

test('columns that are no figure of the scenario are skipped with a note where others are', () => {
  const { actuals, notes } = readActuals('rotation,weather,engage,acquir,\n1,sunny,100,30,7\n', 'a.csv', worked);
  expect(actuals).toMatchObject([{ name: 'engage', value: 100 }]);
  expect(notes).toEqual([
    'Not read, since this scenario has no figure of that name: "weather", "acquir" (did you mean acquire?), column 5, which has no name.',
  ]);
});

test('of many such columns a few are named', () => {
  const head = Array.from({ length: 30 }, (_, i) => `column ${i}`);
  const [note] = readActuals(`rotation,engage,${head}\n1,2,${head.map(() => 'x')}\n`, 'a.csv', worked).notes;
  expect(note).toMatch(/"column 9", 20 more\.$/);
});

test('what simulate prints as a table comes back through a spreadsheet', async () => {
  for (const view of ['stages', 'origins', 'money', 'members']) {
    const asked = view === 'stages' ? [] : ['--view', view];
    const { out } = await flywheel(['simulate', 'shop-flywheel', ...asked, '--format', 'markdown']);
    const lines = out.split('\n').filter((line) => line.startsWith('|') && !/^\|[ :|-]+\|$/.test(line));
    const cells = lines.map((line) =>
      line
        .slice(1, -1)
        .replaceAll('**', '')
        .split('|')
        .map((cell) => cell.trim()),
    );
    const pasted = cells.map((row) => row.join('\t')).join('\n');
    const tracked = await flywheel(['track', 'shop-flywheel', 'a.tsv', '--runs', '10', '--format', 'json'], {
      files: { 'a.tsv': pasted },
    });
    expect(tracked.err, view).toBe('');
    const { compared, notes } = JSON.parse(tracked.out) as { compared: number; notes: string[] };
    expect(compared, view).toBeGreaterThan(cells.length);
    // Who is there when a month begins was counted as it ended the month before.
    const opening =
      view === 'members' ? [expect.stringMatching(/: "Retain opening", "Encourage advocacy opening"\.$/)] : [];
    expect(
      notes.filter((note) => note.startsWith('Not read')),
      view,
    ).toEqual(opening);
  }
});
