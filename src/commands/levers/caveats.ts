import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import { entryOf, isMoney } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Lever, Scenario } from '../../model/scenario/types.ts';
import type { Trial } from './trials.ts';

/** A ranking of levers as far as its notes need it. */
interface Tried {
  readonly scenario: Scenario;
  readonly measure: Measure;
  readonly switches: readonly Switch[];
  readonly levers: readonly Lever[];
  readonly alone: ReadonlyMap<Lever, Trial>;
  readonly chosen: readonly Lever[];
  /** On top of all that were chosen. */
  readonly last: ReadonlyMap<Lever, Trial>;
}

/** What a reader of a ranking has to know: levers without a result, costs that the metric leaves out, assumptions. */
export function leverNotes({ scenario, measure, switches, levers, alone, chosen, last }: Tried): string[] {
  const failed = [...alone].flatMap(([{ id }, trial]) =>
    trial.fault === null ? [] : [`${id} alone has no result: ${trial.fault}.`],
  );
  const before = chosen.map(({ id }) => id).join(', ');
  const stuck = [...last].flatMap(([lever, trial]) => {
    const known = (alone.get(lever)?.fault ?? null) !== null;
    return trial.fault !== null && !known ? [`${lever.id} has no result on top of ${before}: ${trial.fault}.`] : [];
  });
  const dear = levers.some(({ cost = 0, setup = 0 }) => cost > 0 || setup > 0);
  const gross = `${measure.name} leaves out what the levers themselves cost: --metric cash takes it off.`;
  const on = [...switches, ...levers.map(({ id }) => ({ lever: id, from: 1 }))];
  return [
    ...failed,
    ...stuck,
    ...(dear && isGross(measure) ? [gross] : []),
    ...(isOfChance(measure) ? chanceNotes : notesOn)(scenario, on),
  ];
}

/** True for money that what the levers cost is not in (section 4 of the model). */
const isGross = ({ metric }: Measure): boolean => isMoney(metric) && !entryOf(metric.subject).hasLeverCosts;
