import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { type Duel, metricIn } from '../../analysis/chance/paired-sampler.ts';
import { heldNotes } from '../../analysis/held-lists.ts';
import { thousands } from '../../model/number/scalar.ts';
import { listed } from '../../model/text/list.ts';
import { areComparable } from './comparable.ts';
import { isExpected, measureIn } from './measure-in.ts';
import type { ComparedMetric, Contestant } from './types.ts';

/** What a reader of the numbers side by side has to know, in sentences. */
export function comparisonNotes(contestants: readonly Contestant[], names: readonly string[]): string[] {
  const notesOf = isExpected(contestants, names) ? notesOn : chanceNotes;
  const notes = contestants.map(({ scenario, switches }) => notesOf(scenario, switches));
  const held = contestants.map(({ scenario, switches }) => heldNotes(scenario, switches));
  const assumptions = notes.flatMap((of, i) => of.filter((note) => !held[i].includes(note)));
  return [
    ...contestants.flatMap((contestant) => missingNote(contestant, names)),
    ...periodNote(contestants),
    ...currencyNote(contestants),
    ...heldNote(contestants, held),
    ...new Set(assumptions),
  ];
}

function missingNote({ scenario, label }: Contestant, names: readonly string[]): string[] {
  const missing = names.filter((name) => measureIn(scenario, name) === null);
  return missing.length === 0 ? [] : [`${label} has no ${missing.join(' and no ')}: that is left empty.`];
}

/** Lists that end before the run does: said once where that is so everywhere, else of which scenario it is. */
function heldNote(contestants: readonly Contestant[], held: readonly (readonly string[])[]): string[] {
  const notes = new Set(held.map(([note = '']) => note));
  if (notes.size === 1) return [...held[0]];
  return held.flatMap((of, i) => of.map((note) => `${contestants[i].label}: ${note}`));
}

function periodNote(contestants: readonly Contestant[]): string[] {
  const periods = contestants.map(({ scenario }) => scenario.period ?? null);
  if (new Set(periods).size === 1) return [];
  const said = contestants.map(({ label, scenario }) => `${scenario.period ?? 'not said'} in ${label}`);
  return [`How long a rotation is differs: ${said.join(', ')}.`];
}

function currencyNote(contestants: readonly Contestant[]): string[] {
  const currencies = contestants.flatMap(({ scenario }) =>
    scenario.currency === undefined ? [] : [scenario.currency],
  );
  const different = [...new Set(currencies)];
  return different.length < 2
    ? []
    : [`Amounts are in different currencies (${different.join(', ')}), so they cannot be compared.`];
}

/** A run without a value is neither won nor tied: that has to be said, or a reader takes it for lost. */
export function undefinedNotes(
  contestants: readonly Contestant[],
  rows: readonly ComparedMetric[],
  duelOf: (c: number, metric: string) => Duel,
  runs: number,
): string[] {
  return contestants.slice(1).flatMap((contestant, i) => {
    const both = [contestants[0], contestant];
    const compared = rows.filter(
      ({ metric }) =>
        areComparable(contestants[0], contestant, metric) &&
        both.every(({ scenario }) => metricIn(scenario, metric)?.type === 'number'),
    );
    const missing = compared.map(({ metric }) => ({ metric, times: duelOf(i + 1, metric).undefined }));
    const between = contestants.length > 2 ? ` (${contestant.label} against ${contestants[0].label})` : '';
    const never = missing.filter(({ times }) => times === runs).map(({ metric }) => metric);
    const sometimes = missing.filter(({ times }) => times > 0 && times < runs);
    return [
      ...(never.length === 0 ? [] : [`In no run do both have a value of ${listed(never, 'or')}${between}.`]),
      ...sometimes.map(
        ({ metric, times }) =>
          `${metric} has no value in ${thousands(times)} of ${thousands(runs)} runs for one of the two, or for both${between}: neither is ahead there.`,
      ),
    ];
  });
}
