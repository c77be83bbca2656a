// A million what-if points of the worked example over 12 rotations, beside the same wheel written out in C. The C
// program is `limit.c`; FLYWHEEL_LIMIT_C names it where it is not in ../shared/bench.
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
  const contestants = { 'flywheel, any wheel': () => secondsOf(() => whatIf(engine)) };
  const limit = compiledLimit(folder);
  const inC = () => limit('expected', 1000);
  if (limit)
    report(title(), sideBySide({ 'C, this wheel only': inC, ...contestants }, ROUNDS), { 'flywheel, any wheel': 40 });
  else report(`${title()} (no ${limitSource} to compare with)`, sideBySide(contestants, ROUNDS));
} finally {
  rmSync(folder, { recursive: true });
}

function title() {
  return `Expected values: ${POINTS} what-if points (referral rate varied), medians of ${ROUNDS} in turn, Node ${process.version}`;
}

/** The engine, from the sources as they are. */
async function engineOf() {
  const { readScenario, compile, runExpected, createFlow } = await bundled(
    folder,
    `export { readScenario } from './model/scenario/read.ts';
    export { compile } from './model/plan/compile.ts';
    export { runExpected } from './engine/expected.ts';
    export { createFlow } from './engine/flow.ts';`,
  );
  const text = readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8');
  const changes = [{ flag: '', knob: 'rotations', of: null, value: 12 }];
  const plan = compile(readScenario(text, { changes }));
  return { plan, flow: createFlow(plan), runExpected };
}

/** The same as the C program: all arrivals at the first stage, for referral rates from 0.5 to 1.5. */
function whatIf({ plan, flow, runExpected }) {
  const { arrivals } = flow;
  const stages = plan.stages.length;
  const width = plan.origins.length * stages;
  let sink = 0;
  for (let point = 0; point < POINTS; point++) {
    plan.fresh.values[1] = 0.5 + point * 1e-6;
    runExpected(plan, flow);
    for (let first = 0; first < arrivals.length; first += width) sink += arrivals[first] + arrivals[first + stages];
  }
  // The C program prints 2.19148e+09; anything else is not the same work.
  if (Math.abs(sink / 2.19148e9 - 1) > 1e-5) throw new Error(`the engine came to ${sink}`);
}
