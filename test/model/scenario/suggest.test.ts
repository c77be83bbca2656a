import { expect, test } from 'vitest';
import { dotted, nearest, suggestion } from '../../../src/model/scenario/suggest.ts';

const STAGE_KEYS = ['id', 'label', 'conversion', 'retention', 'revenue', 'cost'];

test.each([
  ['convertion', 'conversion'],
  ['Retention', 'retention'],
  ['revenu', 'revenue'],
  ['lable', 'label'],
  ['churn', 'retention'],
  ['rate', 'conversion'],
  ['price', 'revenue'],
  ['cac', 'cost'],
])('%s probably means %s', (written, meant) => {
  expect(nearest(written, STAGE_KEYS)).toBe(meant);
});

test.each(['x', 'elephant', 'zzzzzz', '', 'c'.repeat(10_000)])('%.10s means nothing that there is', (written) => {
  expect(nearest(written, STAGE_KEYS)).toBeNull();
});

test('a synonym counts only where there is such a key', () => {
  expect(nearest('churn', ['id', 'volume', 'budget'])).toBeNull();
  expect(nearest('prospects', ['id', 'volume', 'budget'])).toBe('volume');
});

test('of two names as close as each other the first is meant', () => {
  expect(nearest('stage-3', ['stage-1', 'stage-2'])).toBe('stage-1');
});

test('churn points to retention, and says how to convert it', () => {
  expect(suggestion('churn', STAGE_KEYS)).toBe(' (did you mean retention? retention = 1 - churn)');
  expect(suggestion('convertion', STAGE_KEYS)).toBe(' (did you mean conversion?)');
});

test('where nothing is close, everything that there is is listed; nothing, where there is nothing', () => {
  expect(suggestion('elephant', ['paid', 'organic'])).toBe(' (there are paid, organic)');
  expect(suggestion('elephant', [])).toBe('');
  expect(suggestion('toString', ['paid'])).toBe(' (there is only paid)');
});

test('a path names members by id, and by position where they have none', () => {
  const root = { stages: [{ id: 'engage' }, { conversion: 1 }, { id: 5 }], expect: [{ metric: 'gain' }] };
  expect(dotted(root, ['stages', 0, 'conversion'])).toBe('stages.engage.conversion');
  expect(dotted(root, ['stages', 1, 'conversion'])).toBe('stages[1].conversion');
  expect(dotted(root, ['stages', 2, 'id'])).toBe('stages[2].id');
  expect(dotted(root, ['expect', 0, 'metric'])).toBe('expect[0].metric');
  expect(dotted(root, ['market', 'size'])).toBe('market.size');
  expect(dotted(root, [])).toBe('');
});
