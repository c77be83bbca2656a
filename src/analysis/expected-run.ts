import { runExpected } from '../engine/expected.ts';
import type { Flow } from '../engine/flow.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { BestPoint, JourneyStep, RotationResult, Rules, Run, Summary } from '../model/result.ts';
import { bestPointOf } from './growth/best-point.ts';
import { type Merit, meritOf } from './growth/growth.ts';
import { rulesOf } from './growth/rules.ts';
import { breakEvenStageOf, journeyOf } from './money/journey.ts';
import { averageCac, type Ledger, ledgerOf } from './money/ledger.ts';
import { type Worth, worthOf } from './money/lifetime-value.ts';
import { netPresentValue } from './money/npv.ts';
import { breakEvenOf, paybackOf } from './money/payback.ts';
import { bareArrivals, rotationResults } from './rotations.ts';
import { ratio } from './sums.ts';

/**
 * A run of a plan by expected values. The people are counted at once; everything else is made when it is first asked
 * for, and once: metrics, assertions and sentences about a run ask one object, and pay only for what they look at.
 */
export class ExpectedRun implements Run {
  readonly plan: Plan;
  readonly flow: Flow;
  private readonly room: Ledger | undefined;
  private readonly made: { -readonly [Key in Part]?: ExpectedRun[Key] } = {};

  /**
   * @param flow as `runExpected` takes it; the run is valid until it is filled again
   * @param room as `ledgerOf` takes it, for the money
   * @throws RunawayError when more than 1e15 people come in
   */
  constructor(plan: Plan, flow?: Flow, room?: Ledger) {
    this.plan = plan;
    this.flow = runExpected(plan, flow);
    this.room = room;
  }

  /**
   * The money of every rotation; null in a scenario without any.
   * @throws UncountableError when an amount passes 1e21
   */
  get ledger(): Ledger | null {
    const { prices } = this.plan;
    if (!prices) return null;
    this.made.ledger ??= ledgerOf(this.plan, prices, this.flow, this.room);
    return this.made.ledger;
  }

  /** Expected arrivals at the first stage by rotation, and within it by lane of the flow, had the scenario no loops. */
  get bareArrivals(): Float64Array {
    this.made.bareArrivals ??= bareArrivals(this.plan, this.flow.lanes);
    return this.made.bareArrivals;
  }

  /** @throws UncountableError as for the ledger */
  get rotations(): readonly RotationResult[] {
    const { plan, flow, ledger } = this;
    this.made.rotations ??= rotationResults(plan, flow, ledger, plan.market === Infinity ? null : this.bareArrivals);
    return this.made.rotations;
  }

  /** What a customer is worth; null without money, or without customers. */
  get worth(): Worth | null {
    const { prices } = this.plan;
    if (this.made.worth === undefined) this.made.worth = prices && worthOf(this.plan, prices, this.flow)(0);
    return this.made.worth;
  }

  get journey(): readonly JourneyStep[] | null {
    const { prices } = this.plan;
    if (!prices) return null;
    this.made.journey ??= journeyOf(this.plan, prices, this.flow);
    return this.made.journey;
  }

  get breakEvenStage(): string | null {
    return this.journey && breakEvenStageOf(this.journey);
  }

  get growth(): Merit {
    this.made.growth ??= meritOf(this.plan);
    return this.made.growth;
  }

  get rules(): Rules {
    this.made.rules ??= rulesOf(this.plan, this.flow, this.rotations);
    return this.made.rules;
  }

  get bestPoint(): BestPoint | null {
    if (this.made.bestPoint === undefined) this.made.bestPoint = bestPointOf(this.plan, this.flow, this.ledger);
    return this.made.bestPoint;
  }

  /** The figures of the run, each made when it is read. */
  get summary(): Summary {
    this.made.summary ??= summaryOf(this);
    return this.made.summary;
  }
}

type Part =
  | 'ledger'
  | 'bareArrivals'
  | 'rotations'
  | 'worth'
  | 'journey'
  | 'growth'
  | 'rules'
  | 'bestPoint'
  | 'summary';

/**
 * The figures of a run, each made when it is read.
 * @param drawn its money, and the lane that it stands in, where somebody drew the people; the rest stays expected values
 */
export function summaryOf(
  run: Pick<ExpectedRun, 'plan' | 'ledger' | 'growth' | 'worth' | 'rules' | 'bestPoint'>,
  drawn?: { readonly ledger: Ledger | null; readonly lane: number },
): Summary {
  const { prices } = run.plan;
  const ofLedger = <T>(figure: (ledger: Ledger, lane: number) => T): T | null => {
    const { ledger, lane } = drawn ?? { ledger: run.ledger, lane: 0 };
    return ledger && figure(ledger, lane);
  };
  const cac = (): number | null => ofLedger(averageCac);
  return {
    get kFactor() {
      return run.growth.kFactor;
    },
    get intrinsicGrowth() {
      return run.growth.intrinsicGrowth;
    },
    get steadyState() {
      return run.growth.steadyState;
    },
    get npv() {
      return prices && ofLedger((ledger, lane) => netPresentValue(ledger, prices.discount, lane));
    },
    get cashBreakEven() {
      return ofLedger(breakEvenOf);
    },
    get ltv() {
      return run.worth?.ltv ?? null;
    },
    get ltvByOrigin() {
      return run.worth?.ltvByOrigin ?? null;
    },
    get ltvToCac() {
      return ltvToCacOf(run.worth, cac());
    },
    get cacPayback() {
      return cacPaybackOf(run.worth, cac());
    },
    get referralValue() {
      return run.worth?.referralValue ?? null;
    },
    get rules() {
      return run.rules;
    },
    get bestPoint() {
      return run.bestPoint;
    },
  };
}

/** What a customer is worth over what customers cost on average, `cac`; null where either is unknown, or cac is 0. */
const ltvToCacOf = (worth: Worth | null, cac: number | null): number | null =>
  worth && cac !== null ? ratio(worth.ltv, cac) : null;

/** The rotation by whose end a customer has earned `cac`; null where that never happens, or either is unknown. */
const cacPaybackOf = (worth: Worth | null, cac: number | null): number | null =>
  worth && cac !== null ? paybackOf(worth.ledger, cac, worth.lane) : null;
