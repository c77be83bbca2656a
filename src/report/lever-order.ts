import type { Switch } from '../model/plan/active-levers.ts';
import { excludeEachOther } from '../model/scenario/exclusions.ts';
import type { Lever } from '../model/scenario/types.ts';
import type { Report } from './embedded.ts';

type From = Pick<Report, 'scenario' | 'switches'>;

/** Levers in the order in which they act and are listed: those given first, as they were given, then as in the file. */
export function leversInOrder({ scenario: { levers = [] }, switches }: From): Lever[] {
  const given = switches.flatMap(({ lever }) => levers.filter(({ id }) => id === lever));
  return [...given, ...levers.filter((lever) => !given.includes(lever))];
}

/**
 * The levers that are on after one was switched: whatever was done before, the same levers act in the same order. One
 * that is switched on takes the place of those that it excludes.
 */
export function switchedTo(report: From, switches: readonly Switch[], lever: string, on: boolean): Switch[] {
  const levers = leversInOrder(report);
  const turned = levers.find(({ id }) => id === lever);
  return levers.flatMap((one): Switch[] => {
    const { id } = one;
    const isLeft = !on || !turned || !excludeEachOther(one, turned);
    const isOn = id === lever ? on : isLeft && switches.some((other) => other.lever === id);
    const given = report.switches.find((other) => other.lever === id);
    return isOn ? [given ?? { lever: id, from: 1 }] : [];
  });
}
