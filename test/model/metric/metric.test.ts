import { expect, test } from 'vitest';
import { readMetric } from '../../../src/model/metric/metric.ts';
import { type MetricIds, metricNames } from '../../../src/model/metric/names.ts';

const ids: MetricIds = {
  stages: ['engage', 'acquire', 'advocate'],
  origins: ['paid', 'word-of-mouth'],
  pools: ['advocate'],
};

const read = (text: string) => readMetric(text, ids);

test.each([
  ['engage@5', { kind: 'arrivals', stage: 'engage', origin: null }, 5],
  ['engage', { kind: 'arrivals', stage: 'engage', origin: null }, 'last'],
  ['total:engage', { kind: 'arrivals', stage: 'engage', origin: null }, 'total'],
  ['engage.paid@2', { kind: 'arrivals', stage: 'engage', origin: 'paid' }, 2],
  ['total:acquire.word-of-mouth', { kind: 'arrivals', stage: 'acquire', origin: 'word-of-mouth' }, 'total'],
  ['acquire.returning@3', { kind: 'returning', stage: 'acquire' }, 3],
  ['active.advocate@3', { kind: 'active', stage: 'advocate' }, 3],
  ['gain@10000', { kind: 'series', key: 'gain' }, 10_000],
  ['total:cash', { kind: 'series', key: 'cash' }, 'total'],
  ['referredShare@2', { kind: 'series', key: 'referredShare' }, 2],
  ['ltv', { kind: 'figure', key: 'ltv' }, 'last'],
  ['ltv.paid', { kind: 'ltvOf', origin: 'paid' }, 'last'],
  ['journey.acquire.net', { kind: 'journey', stage: 'acquire', key: 'net' }, 'last'],
  ['rules.smooth.onePointAdds', { kind: 'onePointAdds' }, 'last'],
])('%s is a number', (text, subject, when) => {
  expect(read(text)).toEqual({ name: text, subject, when, type: 'number' });
});

test.each(['referred', 'gain', 'revenue', 'cost', 'spend', 'profit', 'cash'])('%s can be added up', (name) => {
  expect(read(`total:${name}`)).toMatchObject({ when: 'total' });
});

test.each(['referredShare', 'cac', 'mediaCac', 'keepCost'])('%s has rotations, but no total', (name) => {
  expect(read(`${name}@1`)).toMatchObject({ when: 1 });
  expect(read(`total:${name}`)).toEqual({ fault: expect.stringMatching(`counts and amounts, and ${name} is neither`) });
});

const ofTheRun = ['npv', 'cashBreakEven', 'ltv', 'ltv.paid', 'ltvToCac', 'cacPayback', 'referralValue', 'kFactor'];
const alsoOfTheRun = ['intrinsicGrowth', 'steadyState', 'breakEvenStage', 'rules.smooth', 'rules.smooth.weakest'];
const journeys = ['reach', 'cost', 'revenue', 'net', 'step'].map((key) => `journey.engage.${key}`);

test.each([
  ...ofTheRun,
  ...alsoOfTheRun,
  'rules.easier',
  'rules.moreEfficient',
  'rules.smooth.onePointAdds',
  ...journeys,
])('%s belongs to the whole run: a rotation or a total of it is an error', (name) => {
  expect(read(name)).toMatchObject({ name, when: 'last' });
  expect(read(`${name}@3`)).toEqual({ fault: expect.stringContaining(`${name} belongs to the whole run`) });
  expect(read(`total:${name}`)).toEqual({ fault: expect.stringContaining('total: is for counts and amounts') });
});

test('a rule is true or false; the weakest link and the break-even are stages', () => {
  const typeOf = (text: string) => ('type' in read(text) ? (read(text) as { type: string }).type : null);
  expect(['rules.smooth', 'rules.easier', 'rules.moreEfficient'].map(typeOf)).toEqual(['truth', 'truth', 'truth']);
  expect(['rules.smooth.weakest', 'breakEvenStage'].map(typeOf)).toEqual(['stage', 'stage']);
});

test.each([
  ['gian', 'there is no metric "gian" (did you mean gain?)'],
  ['advocat@2', 'did you mean advocate?'],
  ['kfactor', 'did you mean kFactor?'],
  ['active.engage', 'there is no metric "active.engage"'],
  ['engage.organic', 'there is no metric "engage.organic"'],
  ['engage.paid.x', 'there is no metric "engage.paid.x"'],
  ['ltv.organic', 'there is no metric "ltv.organic"'],
  ['journey.engage', 'there is no metric "journey.engage"'],
  ['journey.engage.loss', 'there is no metric "journey.engage.loss"'],
  ['active', 'there is no metric "active"'],
  ['returning', 'there is no metric "returning"'],
  ['__proto__', 'there is no metric "__proto__"'],
  ['constructor', 'there is no metric "constructor"'],
  ['gain@0', 'names no rotation'],
  ['total:gain@2', 'choose one'],
  ['gain@-1', 'write it like gain@5, gain or total:gain'],
  ['gain@1.5', 'write it like gain@5, gain or total:gain'],
  ['gain@', 'write it like gain@5, gain or total:gain'],
  ['gain @5', 'write it like gain@5, gain or total:gain'],
  ['', 'write it like gain@5, gain or total:gain'],
  ['total:', 'there is no metric "total:"'],
])('%j is an error that says what there is', (text, words) => {
  expect(read(text)).toEqual({ fault: expect.stringContaining(words) });
});

test('every name that is offered can be read', () => {
  const names = metricNames(ids);
  expect(names).toEqual(expect.arrayContaining(['engage', 'active.advocate', 'gain', 'ltv', 'rules.easier']));
  expect(names.map(read).filter((metric) => 'fault' in metric)).toEqual([]);
});

test('where the scenario has a start, a rotation may be named by its date', () => {
  const dated = { ...ids, firstDate: '2027-01', rotationAt: (date: string) => (date === '2027-12' ? 12 : null) };
  expect(readMetric('cash@2027-12', dated)).toMatchObject({ name: 'cash@2027-12', when: 12 });
  expect(readMetric('cash@12', dated)).toMatchObject({ when: 12 });
  const fault = '"cash@2026-12" names no rotation: they count from 1, and the first one is 2027-01';
  expect(readMetric('cash@2026-12', dated)).toEqual({ fault });
  expect(read('cash@2027-12')).toEqual({ fault: '"cash@2027-12" names no rotation: they count from 1' });
});
