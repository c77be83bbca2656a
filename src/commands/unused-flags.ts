import type { Scenario } from '../model/scenario/types.ts';
import type { ChangeOptions } from './options.ts';

/** What a person asked for and does not get, since nothing in this scenario or run listens to it. */
export function idleChanges(scenario: Scenario, { changes, switches }: ChangeOptions): string[] {
  const late = switches.filter((lever) => lever.from > scenario.rotations);
  const conversions = changes.flatMap((change) => ('knob' in change && change.knob === 'conversion' ? [change] : []));
  const idle = conversions.filter(
    ({ of }) => of !== null && ownConversions(scenario, of).every((path) => path !== null),
  );
  return [
    ...late.map(({ lever, from }) => `${lever} would be on from rotation ${from}, after the last one`),
    ...idle.map(({ flag, of }) => {
      const paths = ownConversions(scenario, of ?? '').map((path) => `--set ${path}=...`);
      return `${flag} changes nothing here, since everybody who arrives has a number of their own: ${paths.join(', ')}`;
    }),
  ];
}

/** The flags of chance, where nothing that is asked for is left to chance. */
export const idleChance = (typed: ReadonlySet<string>, without: string): string[] =>
  ['runs', 'exact', 'seed', 'jobs']
    .filter((name) => typed.has(name))
    .map((name) => `--${name} makes no difference without ${without}`);

/**
 * The flags for runs, where none were made.
 * @param runs how many were, undefined where every answer is exact
 */
export const idleRuns = (typed: ReadonlySet<string>, runs: number | undefined): string[] =>
  ['seed', 'jobs']
    .filter((name) => runs === undefined && typed.has(name))
    .map((name) => `--${name} makes no difference here: no runs are made, since every answer is exact`);

/** What to say of the runs behind bands and chances: as `idleRuns` does, and that one run is too few. */
export const aboutRuns = (typed: ReadonlySet<string>, runs: number | undefined): string[] =>
  runs === 1
    ? ['one run says nothing about chance: its value stands for 5 %, median and 95 % alike. Add --runs 10000']
    : idleRuns(typed, runs);

/** For every channel and referral loop, the path of its own conversion into a stage; null where it has none. */
function ownConversions({ channels = [], loops = [] }: Scenario, stage: string): (string | null)[] {
  const referrals = loops.filter((loop) => loop.type === 'referral');
  return [
    ...channels.map((origin) => ({ list: 'channels', origin })),
    ...referrals.map((origin) => ({ list: 'loops', origin })),
  ].map(({ list, origin }) =>
    origin.conversion && Object.hasOwn(origin.conversion, stage) ? `${list}.${origin.id}.conversion.${stage}` : null,
  );
}
