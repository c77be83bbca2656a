import type { Plan } from './plan.ts';
import { laneOf, type Table } from './table.ts';

/** The plan of one lane, as if it had been compiled for its numbers alone. */
export function planOfLane(plan: Plan, lane: number): Plan {
  const inLane = <Part>(part: Part): Part => {
    if (isTable(part)) return laneOf(part, plan.rotations, lane) as Part;
    return isGroup(part) ? (mapped(part, inLane) as Part) : part;
  };
  return { ...mapped(plan, inLane), customer: plan.customerByLane?.[lane] ?? plan.customer, customerByLane: null };
}

/** Every part of a plan or of its prices, changed: whatever tables they have. */
const mapped = <Group extends object>(group: Group, change: (part: unknown) => unknown): Group =>
  Object.fromEntries(Object.entries(group).map(([key, part]) => [key, change(part)])) as Group;

const isGroup = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && !Array.isArray(part) && !ArrayBuffer.isView(part);

const isTable = (part: unknown): part is Table => isGroup(part) && 'values' in part && 'step' in part;
