import type { Outlook } from '../../analysis/growth/outlook.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { capitalised, labelOf } from '../format/label.ts';
import { count, factor, shareInWords } from '../format/number.ts';
import { inWords, periodOf, spoken } from '../format/period-words.ts';

/** What the loops brought, in the last rotation and in all; nothing to say without loops. */
export function resultRemark(scenario: Scenario, { rotations }: Simulation): string {
  const last = rotations.at(-1);
  if (!last || (scenario.loops ?? []).length === 0) return '';
  const total = rotations.reduce((sum, row) => sum + row.gain, 0);
  const when = spoken(scenario, last.rotation);
  const without = (scenario.loops ?? []).some((loop) => loop.type === 'proof') ? 'referrals and proof' : 'referrals';
  const sum = total < 0 === last.gain < 0 ? count(Math.abs(total)) : moreOrFewer(total);
  const all = `${sum} over ${rotations.length === 2 ? 'both' : `all ${inWords(rotations.length)}`}`;
  const gain = `${moreOrFewer(last.gain)} in ${when} than without ${without}${rotations.length > 1 ? `, ${all}` : ''}.`;
  if (last.referredShare === null) return gain;
  return `${gain} ${capitalised(shareInWords(last.referredShare))} of ${when} came by referral.`;
}

const moreOrFewer = (gain: number): string =>
  `${count(Math.abs(gain))} ${gain < 0 && count(gain) !== '0' ? 'fewer' : 'more'}`;

/** Where the wheel is heading. */
export function headingRemark(scenario: Scenario, { rotations }: Simulation, outlook: Outlook): string {
  const first = labelOf(scenario, 'stages', scenario.stages[0].id);
  switch (outlook.kind) {
    case 'no referral':
      return 'Nobody brings anyone in this scenario: what arrives is what the channels bring.';
    case 'no longer':
      return `By ${spoken(scenario, rotations.length)} nobody brings anyone any more.`;
    case 'reaches':
      return `${count(outlook.people)} of the ${count(outlook.market)} people in the market have been reached by then.`;
    case 'proof':
      return '';
    case 'settles': {
      const condition = outlook.varying ? `If the numbers of ${spoken(scenario, rotations.length)} last, it` : 'It';
      return `${condition} settles at ${count(outlook.arrivals)} a ${periodOf(scenario)} at ${first}.`;
    }
    case 'multiplies':
      return multiplying(outlook.kFactor, outlook.growth, periodOf(scenario));
    case 'never leave':
      return neverLeaving(scenario, rotations.at(-1)?.gain ?? 0, outlook);
  }
}

function multiplying(kFactor: number, growth: number | null, period: string): string {
  const brings = `Each person referred brings ${factor(kFactor)} more in time, so it never settles`;
  return growth === null ? `${brings}.` : `${brings}: referrals come to multiply by ${factor(growth)} a ${period}.`;
}

function neverLeaving(scenario: Scenario, gain: number, outlook: Outlook & { kind: 'never leave' }): string {
  const labels = outlook.pools.map((id) => labelOf(scenario, 'stages', id));
  const who = `Those who reach ${labels.join(' and ')} never leave in this scenario`;
  if (outlook.gain === null || count(outlook.gain) === count(gain)) return `${who}.`;
  const retention = shareInWords(outlook.retention);
  return `${who}; at ${retention} retention the gain would be ${count(outlook.gain)} instead of ${count(gain)}.`;
}
