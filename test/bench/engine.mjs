// A million what-if points of the worked example over 12 rotations, many side by side, beside the same wheel written out in
// C. The C program is `limit.c`; FLYWHEEL_LIMIT_C names it where it is not in ../shared/bench.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled, compiledLimit, limitSource, root } from './limit.mjs';
import { report, secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 9;
const POINTS = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));

try {
  const engine = await engineOf();
  const widths = process.argv.slice(2).map(Number);
  const contestants = Object.fromEntries(
    (widths.length > 0 ? widths : [engine.LANES]).map((lanes) => {
      const wheel = engine.wheelOf(lanes);
      return [`flywheel, any wheel, ${lanes} lanes`, () => secondsOf(() => whatIf(wheel))];
    }),
  );
  const limit = compiledLimit(folder);
  const inC = () => limit('expected', 1000);
  const most = Object.fromEntries(Object.keys(contestants).map((name) => [name, 15]));
  if (limit) report(title(), sideBySide({ 'C, this wheel only': inC, ...contestants }, ROUNDS), most);
  else report(`${title()} (no ${limitSource} to compare with)`, sideBySide(contestants, ROUNDS));
} finally {
  rmSync(folder, { recursive: true });
}

function title() {
  return `Expected values: ${POINTS} what-if points (referral rate varied), medians of ${ROUNDS} in turn, Node ${process.version}`;
}

/** The engine, from the sources as they are. */
async function engineOf() {
  const { readScenario, VariablePlan, byLane, runExpected, createFlow } = await bundled(
    folder,
    `export { readScenario } from './model/scenario/read.ts';
    export { VariablePlan } from './model/plan/variable-plan.ts';
    export { byLane } from './model/plan/series.ts';
    export { runExpected } from './engine/expected.ts';
    export { createFlow } from './engine/flow.ts';`,
  );
  const text = readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8');
  const changes = [{ flag: '', knob: 'rotations', of: null, value: 12 }];
  const scenario = readScenario(text, { changes });
  const wheelOf = (lanes) => {
    const plan = new VariablePlan(scenario, []);
    return { plan, lanes, flow: createFlow(plan.current(), lanes), byLane, runExpected };
  };
  return { wheelOf, LANES: 256 };
}

/** The same as the C program: all arrivals at the first stage, for referral rates from 0.5 to 1.5. */
function whatIf({ plan, lanes, flow, byLane, runExpected }) {
  const { arrivals } = flow;
  const { origins, stages, rotations } = plan.current();
  const width = stages.length * lanes;
  let sink = 0;
  for (let from = 0; from < POINTS; from += lanes) {
    // The last block is filled up with points that nobody reads.
    const rates = new Float64Array(lanes);
    for (let r = 0; r < lanes; r++) rates[r] = 0.5 + (from + r) * 1e-6;
    plan.put('loops.word-of-mouth.perMember', byLane(rates));
    runExpected(plan.current(), flow);
    const read = Math.min(lanes, POINTS - from);
    for (let cell = 0; cell < rotations * origins.length; cell++) {
      for (let i = cell * width; i < cell * width + read; i++) sink += arrivals[i];
    }
  }
  // The C program prints 2.19148e+09; anything else is not the same work.
  if (Math.abs(sink / 2.19148e9 - 1) > 1e-5) throw new Error(`the engine came to ${sink}`);
}
