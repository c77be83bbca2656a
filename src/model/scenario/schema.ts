import * as z from 'zod/mini';
import { ABOVE_MINUS_ONE, AMOUNT, ANY, BELOW_ONE, POSITIVE, type Range, SHARE } from '../number/range.ts';
import { thousands } from '../number/scalar.ts';
import type { Quantity, Scalar, Scenario } from './types.ts';

// Without this, zod writes functions from text: faster for many documents, but code from strings is not for us.
z.config({ jitless: true });

/** What a number of the format may be: any form of `number/forms.ts`, a number or a text such as "10%", a plain number, or a whole one. */
export interface NumberSpec {
  readonly form: 'quantity' | 'scalar' | 'plain' | 'whole';
  readonly range: Range;
}

/** What editors, `flywheel init` and error messages are told about a key. */
export interface Meta {
  readonly description?: string;
  readonly number?: NumberSpec;
}

/** The descriptions and number ranges of the schemas below. */
export const meta = z.registry<Meta>();

const MOST_ROTATIONS = 10_000;

/** The longest delay or stay: far beyond any run, and far within what the engines' integers hold. */
const LONGEST = 1_000_000;

/** Ids are what paths, flags and columns name things by. */
export const ID = /^[a-z][a-z0-9-]*$/;

function described<T extends z.ZodMiniType>(schema: T, description: string): T {
  meta.add(schema, { description });
  return schema;
}

/** Numbers are checked by `validate.ts`, which knows the rotations; here they only have to be there. */
function numeric<T>(form: NumberSpec['form'], range: Range, description: string) {
  const schema = z.custom<T>((value) => value !== undefined);
  meta.add(schema, { description, number: { form, range } });
  return schema;
}

const quantity = (range: Range, description: string) => numeric<Quantity>('quantity', range, description);
const share = (description: string) => z.optional(quantity(SHARE, description));
const amount = (description: string) => z.optional(quantity(AMOUNT, description));
const plain = (range: Range, description: string) => z.optional(numeric<number>('plain', range, description));
const whole = (min: number, max: number, description: string) => {
  const name = `a whole number between ${min} and ${thousands(max)}`;
  return numeric<number>('whole', { name, min, max, open: false }, description);
};
const text = (description: string) => z.optional(described(z.string(), description));
const oneOf = <const Word extends string>(words: readonly Word[], description: string) =>
  z.optional(described(z.enum(words), description));
const stageMap = (what: string) =>
  z.optional(
    described(
      z.record(z.string(), quantity(SHARE, `that stage's ${what} for people of this origin`)),
      `stage id -> ${what}: replaces that stage's own for people who first came this way`,
    ),
  );

const id = described(z.string().check(z.regex(ID)), 'what paths, flags and columns call it: a-z, 0-9 and dashes');
const label = text('what tables call it; without one, the id with a capital letter');

const response = z.strictObject({
  most: quantity(AMOUNT, 'the prospects per rotation that no money would ever exceed'),
  half: quantity(POSITIVE, 'the money per rotation that brings half of them'),
  slope: z.optional(quantity(POSITIVE, 'above 1 a little money brings next to nothing at first, as in an S; else 1')),
  carry: z.optional(quantity(BELOW_ONE, 'share of what money did that is still at work a rotation later; else 0')),
});

const channel = z.strictObject({
  id,
  label,
  to: text('the stage where these people start; without it, the first one'),
  volume: amount('prospects sought per rotation'),
  budget: amount('money spent per rotation, instead of volume: volume is budget / cost, or follows from response'),
  arrival: oneOf(['fixed', 'poisson'], 'under chance: exactly the volume, or Poisson around it'),
  cost: amount('cost per prospect sought'),
  response: z.optional(
    described(response, 'with budget, instead of a cost: the more is spent, the less another unit of money brings'),
  ),
  conversion: stageMap('conversion rate'),
  retention: stageMap('retention'),
});

const stage = z.strictObject({
  id,
  label,
  conversion: share('conversion rate: the share of those present at the stage before who go on to this one'),
  optional: share('share of those about to arrive who skip this stage and arrive at the next one'),
  delay: z.optional(whole(0, LONGEST, 'whole rotations between leaving the stage before and arriving here')),
  wait: share('share of those who did not go on that is still here next rotation'),
  retention: share('share of the active members still active one rotation later'),
  activeFor: z.optional(whole(1, LONGEST, 'instead of retention: members stay active exactly this many rotations')),
  initial: plain(AMOUNT, 'active members before rotation 1'),
  revenue: amount('order value per arrival'),
  margin: share('share of the revenue left after cost of goods'),
  cost: amount('other cost per arrival'),
  memberRevenue: amount('revenue per active member per rotation, such as a subscription'),
  memberCost: amount('cost per active member per rotation, such as support'),
});

const loopKeys = {
  id,
  label,
  from: described(z.string(), 'the stage whose active members drive this loop'),
  to: described(z.string(), 'the stage that it feeds'),
  delay: z.optional(whole(1, LONGEST, 'rotations from being active to the effect; 1 is the next rotation')),
};

const reward = z.strictObject({
  amount: quantity(AMOUNT, 'paid per person of this origin who arrives at that stage'),
  at: described(z.string(), 'the stage whose arrival earns the reward'),
});

const referral = z.strictObject({
  ...loopKeys,
  type: z.literal('referral'),
  perMember: quantity(AMOUNT, 'referral rate: new prospects per active member per rotation'),
  offspring: oneOf(['poisson', 'fixed', 'geometric'], 'under chance: how many prospects one member brings'),
  cost: amount('cost per prospect brought'),
  reward: z.optional(described(reward, 'what is paid for a referral that gets somewhere')),
  conversion: stageMap('conversion rate'),
  retention: stageMap('retention'),
});

const repeat = z.strictObject({
  ...loopKeys,
  type: z.literal('repeat'),
  perMember: quantity(AMOUNT, 'visits per active member per rotation'),
  revenue: amount('order value of a visit; without it, that of the stage it leads to'),
  margin: share('share of it left after cost of goods; without it, that of the stage it leads to'),
  cost: amount('other cost of a visit; without it, that of the stage it leads to'),
});

const proof = z.strictObject({
  ...loopKeys,
  type: z.literal('proof'),
  ceiling: quantity(SHARE, 'the conversion rate that endless proof would lead to'),
  half: quantity(POSITIVE, 'the active members at which half of that is gained'),
});

/** The keys of each type of loop. */
export const loops = { referral, repeat, proof };

const change = z.strictObject({
  path: described(z.string(), 'the number to change, such as stages.acquire.conversion'),
  multiply: amount('the number times this'),
  add: z.optional(quantity(ANY, 'the number plus this')),
  to: z.optional(quantity(ANY, 'this instead of the number')),
});

const lever = z.strictObject({
  id,
  label,
  description: text('what it is, in a sentence'),
  cost: plain(AMOUNT, 'cost per rotation while it is on'),
  setup: plain(AMOUNT, 'cost once, in its first rotation'),
  excludes: z.optional(
    described(z.array(z.string()), 'levers that are never on together with this one, in either direction'),
  ),
  changes: z.optional(described(z.array(change), 'the numbers that it changes while it is on')),
});

const bound = (description: string) =>
  z.optional(described(z.union([z.number(), z.string(), z.boolean(), z.null()]), description));

const expectation = z.strictObject({
  metric: text('what is looked at, such as gain@5, total:engage or p5:cash'),
  chance: text('a goal whose chance is looked at instead, such as gain@5 at least 40'),
  with: z.optional(described(z.array(z.string()), 'levers that are on for the left side')),
  is: bound('the value it must have'),
  within: plain(AMOUNT, 'how far from `is` it may be'),
  above: bound('it must be above this'),
  below: bound('it must be below this'),
  atLeast: bound('it must be at least this'),
  atMost: bound('it must be at most this'),
  times: plain(ANY, 'factor on the metric of the right side'),
});

const snapshot = z.strictObject({
  metrics: z.optional(
    described(z.array(z.string()), 'the metrics that it keeps, such as npv or gain@5; without it, all'),
  ),
  tolerance: z.optional(
    described(
      z.record(
        z.string(),
        described(z.union([z.number(), z.string()]), 'relative, from 0 to below 1: 0.001 or "0.1%"'),
      ),
      'metric -> how far it may be from the snapshot; for any other, what --tolerance says',
    ),
  ),
});

/** The whole file. Numbers, ids and what refers to what are checked by `validate.ts`. */
export const scenario = z.strictObject({
  $schema: text('where the JSON Schema is, for editors'),
  name: text('the title of tables and charts'),
  description: text('what it shows, and whose numbers these are'),
  rotations: whole(1, MOST_ROTATIONS, 'how many times the wheel turns'),
  period: oneOf(['day', 'week', 'month', 'quarter', 'year'], 'how long a rotation is'),
  start: text('the first period: "2027", "2027-01" or "2027-01-15"'),
  currency: text('ISO 4217 code, such as EUR'),
  channels: z.optional(described(z.array(channel), 'where new people come from: paid, organic, ...')),
  stages: described(z.array(stage).check(z.minLength(2)), 'the steps of the lifecycle, in order'),
  loops: z.optional(
    described(z.array(z.discriminatedUnion('type', [referral, repeat, proof])), 'what members give back to the wheel'),
  ),
  market: z.optional(
    described(
      z.strictObject({ size: numeric<number>('plain', POSITIVE, 'people there are in all') }),
      'nobody can be reached twice',
    ),
  ),
  customer: text('the stage at which a person counts as a customer'),
  overhead: amount('fixed cost per rotation'),
  discount: z.optional(
    numeric<Scalar>('scalar', ABOVE_MINUS_ONE, 'discount rate per rotation, for npv and ltv: 0.1 or "10%"'),
  ),
  levers: z.optional(described(z.array(lever), 'changes that can be switched on with --with')),
  expect: z.optional(
    described(z.array(expectation), 'what this scenario promises: change it with the numbers, or remove it'),
  ),
  snapshot: z.optional(described(snapshot, 'what flywheel check keeps of it, and how closely')),
}) satisfies z.ZodMiniType<Scenario>;
