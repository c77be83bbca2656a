import type { Scenario } from '../../model/scenario/types.ts';

/**
 * The line above a table: "Lifecycle · what moves cash · 12 months · amounts in USD · with checkout".
 * @param about what the table shows, in parts
 * @param levers that are on
 * @param hasAmounts true where the table has amounts without their currency
 */
export function tableTitle(
  { name, currency }: Pick<Scenario, 'name' | 'currency'>,
  about: readonly string[],
  levers: readonly string[],
  hasAmounts = false,
): string {
  return [
    name || 'Scenario',
    ...about,
    ...(hasAmounts && currency !== undefined ? [`amounts in ${currency}`] : []),
    ...(levers.length > 0 ? [`with ${levers.join(', ')}`] : []),
  ].join(' · ');
}
