import { type MetricIds, seriesNames } from '../../model/metric/names.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** Capitals, blanks and hyphens are where what tables print differs from names: "Media CAC" is mediaCac. */
const alike = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');

/**
 * Tells which name a column goes by: its own, or the one that tables print otherwise: "Engage", the label of a stage,
 * "Active advocate". What may be two names, or none, stays as it is.
 * @param others names of columns that hold no metric
 */
export function columnNamer({ stages }: Scenario, ids: MetricIds, others: readonly string[]): (cell: string) => string {
  const own = new Set([...others, ...seriesNames(ids)]);
  const meant = new Map<string, string | null>();
  const add = (text: string, name: string): void => {
    const known = meant.get(alike(text));
    meant.set(alike(text), known === undefined || known === name ? name : null);
  };
  for (const name of own) add(name, name);
  for (const { id, label } of stages) {
    if (label) add(label, id);
    if (ids.pools.includes(id)) add(`active ${label || id}`, `active.${id}`);
  }
  return (cell) => (own.has(cell) ? cell : (meant.get(alike(cell)) ?? cell));
}
