// A million what-if points of the worked example over 12 rotations, many side by side, beside the same wheel written out in
// C. The C program is `limit.c`; FLYWHEEL_LIMIT_C names it where it is not in ../shared/bench.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled, compiledLimit, limitSource, root } from './limit.mjs';
import { report, secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 9;
const POINTS = 1_000_000;
const RATE = 'loops.word-of-mouth.perMember';
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));

try {
  const wheel = await wheelOf();
  const contestants = { 'flywheel, any wheel': () => secondsOf(() => whatIf(wheel)) };
  const limit = compiledLimit(folder);
  const inC = () => limit('expected', 1000);
  if (limit)
    report(title(), sideBySide({ 'C, this wheel only': inC, ...contestants }, ROUNDS), { 'flywheel, any wheel': 15 });
  else report(`${title()} (no ${limitSource} to compare with)`, sideBySide(contestants, ROUNDS));
} finally {
  rmSync(folder, { recursive: true });
}

function title() {
  return `Expected values: ${POINTS} what-if points (referral rate varied), medians of ${ROUNDS} in turn, Node ${process.version}`;
}

/** The engine, from the sources as they are, with room for as many points as a sweep computes side by side. */
async function wheelOf() {
  const { readScenario, VariablePlan, byLane, runExpected, createFlow, WhatIf } = await bundled(
    folder,
    `export { readScenario } from './model/scenario/read.ts';
    export { VariablePlan } from './model/plan/variable-plan.ts';
    export { byLane } from './model/plan/series.ts';
    export { runExpected } from './engine/expected.ts';
    export { createFlow } from './engine/flow.ts';
    export { WhatIf } from './analysis/what-if/what-if.ts';`,
  );
  const text = readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8');
  const changes = [{ flag: '', knob: 'rotations', of: null, value: 12 }];
  const scenario = readScenario(text, { changes });
  const plan = new VariablePlan(scenario, []);
  const { block } = new WhatIf(scenario, [], [RATE], []);
  return { plan, flow: createFlow(plan.current(), block), byLane, runExpected };
}

/** The same as the C program: all arrivals at the first stage, for referral rates from 0.5 to 1.5. */
function whatIf({ plan, flow, byLane, runExpected }) {
  const { lanes } = flow;
  let sink = 0;
  for (let from = 0; from < POINTS; from += lanes) {
    // The last block is filled up with points that nobody reads.
    plan.put(RATE, byLane(ratesFrom(from, lanes)));
    runExpected(plan.current(), flow);
    sink += arrivalsIn(plan.current(), flow, Math.min(lanes, POINTS - from));
  }
  // The C program prints 2.19148e+09; anything else is not the same work.
  if (Math.abs(sink / 2.19148e9 - 1) > 1e-5) throw new Error(`the engine came to ${sink}`);
}

/** Those of advertising and of word of mouth at the first stage, in the first lanes and all rotations. */
function arrivalsIn({ rotations, origins, stages }, { arrivals, lanes }, read) {
  const width = stages.length * lanes;
  let sum = 0;
  for (let t = 0; t < rotations; t++) {
    const row = t * origins.length * width;
    for (let r = row; r < row + read; r++) sum += arrivals[r] + arrivals[r + width];
  }
  return sum;
}

function ratesFrom(from, lanes) {
  const rates = new Float64Array(lanes);
  for (let r = 0; r < lanes; r++) rates[r] = 0.5 + (from + r) * 1e-6;
  return rates;
}
