import { numberFields } from '../model/fields.ts';
import { isUncertain } from '../model/quantity.ts';
import type { Quantity, Scenario } from '../model/scenario.ts';

const MONEY = ['cost', 'setup', 'revenue', 'memberCost', 'memberRevenue', 'reward', 'budget', 'overhead'];

/** What a reader of expected values has to know about this scenario, in sentences. */
export function notesOn(scenario: Scenario): string[] {
  const fields = numberFields(scenario);
  const notes: string[] = [];
  const reasons = [
    ...(scenario.market ? ['a market'] : []),
    ...((scenario.loops ?? []).some((loop) => loop.type === 'proof') ? ['a proof loop'] : []),
    ...(fields.some(({ raw }) => isUncertain(raw as Quantity)) ? ['uncertain numbers'] : []),
  ];
  if (reasons.length > 0) {
    const what = reasons.join(' and ');
    notes.push(
      `With ${what}, these numbers follow from averages: close to, but not exactly, the average of all that may happen.`,
    );
  }
  if (fields.some(({ path }) => path.some((step) => MONEY.includes(String(step))))) {
    notes.push('This scenario has money in it, which this version reads and checks but does not count yet.');
  }
  return notes;
}
