import { expect, test } from 'vitest';
import { labelOf } from '../../../src/output/format/label.ts';
import { worked } from '../../cli/example.ts';

test('without a label, the id with a capital letter and spaces', () => {
  expect(labelOf(worked, 'stages', 'engage')).toBe('Engage');
  expect(labelOf(worked, 'loops', 'word-of-mouth')).toBe('Word of mouth');
});

test('the label, as it was written, of the list that was asked for', () => {
  const scenario = {
    ...worked,
    stages: [{ id: 'paid', label: 'paid — they bought' }, ...worked.stages],
    channels: [{ id: 'paid', label: 'PPC', volume: 1 }],
  };
  expect(labelOf(scenario, 'stages', 'paid')).toBe('paid — they bought');
  expect(labelOf(scenario, 'channels', 'paid')).toBe('PPC');
});
