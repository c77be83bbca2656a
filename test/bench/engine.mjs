// A million what-if points of the worked example over 12 rotations, beside the same wheel written out in C. The C
// program is `limit.c`; FLYWHEEL_LIMIT_C names it where it is not in ../shared/bench.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { report, secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 9;
const POINTS = 1_000_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const source = process.env.FLYWHEEL_LIMIT_C ?? join(root, '../shared/bench/limit.c');
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));

try {
  const engine = await bundled();
  const contestants = { 'flywheel, any wheel': () => secondsOf(() => whatIf(engine)) };
  const limit = existsSync(source) ? compiledLimit() : null;
  if (limit)
    report(title(), sideBySide({ 'C, this wheel only': limit, ...contestants }, ROUNDS), { 'flywheel, any wheel': 40 });
  else report(`${title()} (no ${source} to compare with)`, sideBySide(contestants, ROUNDS));
} finally {
  rmSync(folder, { recursive: true });
}

function title() {
  return `Expected values: ${POINTS} what-if points (referral rate varied), medians of ${ROUNDS} in turn, Node ${process.version}`;
}

/** The engine, from the sources as they are. */
async function bundled() {
  const outfile = join(folder, 'engine.mjs');
  const contents = `
    export { readScenario } from './model/read.ts';
    export { compile } from './model/plan.ts';
    export { turn } from './engine/expected.ts';
    export { createFlow } from './engine/flow.ts';`;
  await build({
    stdin: { contents, resolveDir: join(root, 'src'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    outfile,
    logLevel: 'error',
  });
  const { readScenario, compile, turn, createFlow } = await import(pathToFileURL(outfile).href);
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8');
  const changes = [{ flag: '', knob: 'rotations', of: null, value: 12 }];
  const plan = compile(readScenario(text, { changes }));
  return { plan, flow: createFlow(plan), turn };
}

/** The same as the C program: all arrivals at the first stage, for referral rates from 0.5 to 1.5. */
function whatIf({ plan, flow, turn }) {
  const { arrivals } = flow;
  const stages = plan.stages.length;
  const width = plan.origins.length * stages;
  let sink = 0;
  for (let point = 0; point < POINTS; point++) {
    plan.fresh.values[1] = 0.5 + point * 1e-6;
    turn(plan, flow);
    for (let first = 0; first < arrivals.length; first += width) sink += arrivals[first] + arrivals[first + stages];
  }
  // The C program prints 2.19148e+09; anything else is not the same work.
  if (Math.abs(sink / 2.19148e9 - 1) > 1e-5) throw new Error(`the engine came to ${sink}`);
}

/** The C program, which times itself. */
function compiledLimit() {
  const program = join(folder, 'limit');
  execFileSync('cc', ['-O3', '-march=native', source, '-o', program, '-lm']);
  return () => {
    const lines = execFileSync(program, ['1000'], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return lines.find((line) => line.what === 'expected').seconds;
  };
}
