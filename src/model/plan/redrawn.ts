import { seriesOf } from '../number/forms.ts';
import { ANY } from '../number/range.ts';
import type { Scenario } from '../scenario/types.ts';
import { numbersOf, type Switch, type Uncertain } from './active-levers.ts';
import { planOf, sourceOf } from './compile.ts';
import type { Plan, Source } from './plan.ts';
import { PARTS } from './tables.ts';

/**
 * The plans of a scenario whose uncertain numbers are drawn again and again: each is what `compile` would make of it, and
 * what looks at no uncertain number is compiled only once.
 * @throws InputError when a lever moves a number out of its range
 */
export function redrawn(scenario: Scenario, switches: readonly Switch[]): (uncertain: Uncertain) => Plan {
  const source = sourceOf(scenario, switches, numbersOf(scenario, switches));
  const mean = planOf(source);
  const parts = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((part) => looksAtUncertain(part, source));
  return (uncertain) => {
    const drawn = { ...source, numbers: numbersOf(scenario, switches, { uncertain }) };
    return { ...mean, ...Object.fromEntries(parts.map((part) => [part, PARTS[part](drawn)])) };
  };
}

function looksAtUncertain(part: keyof typeof PARTS, source: Source): boolean {
  let looks = false;
  const uncertain: Uncertain = (_, quantity) => {
    looks = true;
    return seriesOf(quantity, ANY, 1)[0];
  };
  PARTS[part]({ ...source, numbers: numbersOf(source.scenario, source.switches, { uncertain }) });
  return looks;
}
