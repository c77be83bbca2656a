import { plain } from '../../output/format/escape.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import { type ComparisonResult, hasBands } from './types.ts';

/** What a row is about: the metric and the scenario. */
const KEYS = 2;

const BAND = ['mean', 'sd', 'p5', 'p50', 'p95'] as const;

const EXPECTED = ['metric', 'scenario', 'value', 'change', 'relative'];

const CHANCE = [...BAND, 'probability', 'standardError', 'ties', ...BAND.map((part) => `difference.${part}`)];

/** The columns of a comparison, with what chance says or without. */
export const comparisonColumns = (hasChance: boolean): string[] => (hasChance ? [...EXPECTED, ...CHANCE] : EXPECTED);

/** A row per metric and scenario; with chance also its band, and how it did against the first scenario. */
export function comparisonSheet(result: ComparisonResult): Sheet {
  const { scenarios, metrics } = result;
  const isBare = !hasBands(result);
  const rows = metrics.flatMap(({ metric, values, change, relative, bands, beats }) =>
    scenarios.map(({ label }, c) => {
      const value = values[c];
      const [band, beat] = [bands?.[c] ?? null, beats?.[c] ?? null];
      return [
        ...[metric, plain(label), typeof value === 'boolean' ? String(value) : value, change[c], relative[c]],
        ...(isBare
          ? []
          : [
              ...BAND.map((part) => band?.[part] ?? null),
              ...[beat?.probability ?? null, beat?.standardError ?? null, beat?.ties ?? null],
              ...BAND.map((part) => beat?.difference[part] ?? null),
            ]),
      ];
    }),
  );
  return sheetOf(comparisonColumns(!isBare), rows, KEYS);
}
