import type { Flow } from '../../engine/flow.ts';
import type { FigureFrom } from '../../model/metric/catalogue.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { JourneyStep, Summary } from '../../model/result.ts';
import { ratio } from '../sums.ts';
import { journeyOf } from './journey.ts';
import { averageCac, type LedgerRow, ledgerOf } from './ledger.ts';
import { worthOf } from './lifetime-value.ts';
import { netPresentValue } from './npv.ts';
import { breakEvenOf, paybackOf } from './payback.ts';

/** The figures of a run that are about money. */
export type MoneyFigures = Pick<Summary, FigureFrom<'money'> | 'ltvByOrigin'>;

/** Those of a scenario without money. */
export const NO_FIGURES: MoneyFigures = {
  npv: null,
  cashBreakEven: null,
  ltv: null,
  ltvByOrigin: null,
  ltvToCac: null,
  cacPayback: null,
  referralValue: null,
};

/** Everything about money in a run: section 4 of the model. */
export interface Money {
  readonly ledger: readonly LedgerRow[];
  readonly figures: MoneyFigures;
  readonly journey: readonly JourneyStep[];
}

/**
 * The money of a run; null in a scenario without any.
 * @throws InputError when an amount or a present value is too large to be counted
 */
export function moneyOf(plan: Plan, flow: Flow): Money | null {
  const { prices } = plan;
  if (!prices) return null;
  const ledger = ledgerOf(plan, prices, flow);
  const cac = averageCac(ledger);
  const worth = worthOf(plan, prices, flow);
  return {
    ledger,
    figures: {
      npv: netPresentValue(
        ledger.map(({ profit }) => profit),
        prices.discount,
      ),
      cashBreakEven: breakEvenOf(ledger),
      ltv: worth?.ltv ?? null,
      ltvByOrigin: worth?.ltvByOrigin ?? null,
      ltvToCac: worth && cac !== null ? ratio(worth.ltv, cac) : null,
      cacPayback: worth && cac !== null ? paybackOf(worth.ledger, cac) : null,
      referralValue: worth?.referralValue ?? null,
    },
    journey: journeyOf(plan, prices, flow),
  };
}
