import { hasRotations, type Metric } from '../model/metric.ts';
import type { ComparedMetric, Contestant } from './compare.ts';
import { notesOn } from './notes.ts';
import { type Duel, metricIn } from './pairing.ts';

/** What a reader of the numbers side by side has to know, in sentences. */
export function comparisonNotes(contestants: readonly Contestant[], names: readonly string[]): string[] {
  const assumptions = contestants.flatMap(({ scenario, switches }) => notesOn(scenario, switches));
  return [
    ...contestants.flatMap((contestant) => missingNote(contestant, names)),
    ...lengthNote(contestants, names),
    ...periodNote(contestants),
    ...currencyNote(contestants),
    ...new Set(assumptions),
  ];
}

function missingNote({ scenario, label }: Contestant, names: readonly string[]): string[] {
  const missing = names.filter((name) => metricIn(scenario, name) === null);
  return missing.length === 0 ? [] : [`${label} has no ${missing.join(' and no ')}: that is left empty.`];
}

function lengthNote(contestants: readonly Contestant[], names: readonly string[]): string[] {
  const lengths = contestants.map(({ scenario }) => scenario.rotations);
  if (new Set(lengths).size === 1) return [];
  const metrics = names.flatMap((name): Metric[] => {
    const metric = contestants.map(({ scenario }) => metricIn(scenario, name)).find((found) => found !== null);
    return metric ? [metric] : [];
  });
  const last = metrics.some(({ subject, when }) => when === 'last' && hasRotations(subject));
  const how = last ? ' A metric without @ is that of the last rotation of each.' : '';
  return [`The scenarios differ in length: ${lengths.join(', ')} rotations.${how}`];
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
  return rows.flatMap(({ metric }) =>
    contestants.flatMap(({ scenario, label }, c) => {
      const first = contestants[0].scenario;
      if (c === 0 || metricIn(scenario, metric)?.type !== 'number' || metricIn(first, metric) === null) return [];
      const { undefined: missing } = duelOf(c, metric);
      if (missing === 0) return [];
      const how = missing === runs ? 'no value in any run' : `no value in ${missing} of ${runs} runs`;
      const other = contestants.length > 2 ? ` (${label} against ${contestants[0].label})` : '';
      return [`${metric} has ${how} for one of the two, or for both${other}: neither is ahead there.`];
    }),
  );
}
