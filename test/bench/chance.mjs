// A million runs of the worked example over 12 rotations with the bands of every stage, beside the same in C (one thread)
// and what an analyst would write in NumPy (bands of one stage); two threads beside one; the exact bands beside the runs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundled, compiledLimit, limitSource, root } from './limit.mjs';
import { report, secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 5;
const RUNS = Number(process.env.FLYWHEEL_RUNS ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));
const command = [join(root, 'bin/flywheel.js'), 'simulate', 'hundred-per-cycle', '--rotations', '12', '--bands'];
const run = (args) => secondsOf(() => execFileSync(process.execPath, args, { stdio: 'ignore' }));

try {
  const engines = await enginesOf();
  const limit = compiledLimit(folder);
  const numpy = pythonPeer();
  const contestants = {
    ...(limit ? { 'C, this wheel only': () => limit('montecarlo', RUNS) } : {}),
    'flywheel, one thread': () => secondsOf(() => engines.sample(RUNS)),
    ...(numpy ? { 'NumPy, one stage only': numpy } : {}),
    'flywheel, exact, every stage': () => secondsOf(engines.exact),
  };
  const title = `Bands of the worked example over 12 rotations, ${RUNS} runs, medians of ${ROUNDS} in turn, Node ${process.version}`;
  report(title, sideBySide(contestants, ROUNDS), { 'flywheel, one thread': 3 });
  // So many that starting the threads does not count.
  const many = 4 * RUNS;
  const jobs = (n) => () => run([...command, '--runs', String(many), '--jobs', String(n)]);
  report(`The whole command with ${many} runs`, sideBySide({ '--jobs 1': jobs(1), '--jobs 2': jobs(2) }, ROUNDS));
  const bare = { 'node -e 0': () => run(['-e', '0']), 'simulate --bands, exact': () => run(command) };
  report('The whole command, exact', sideBySide(bare, 2 * ROUNDS + 1), { 'simulate --bands, exact': 3 });
} finally {
  rmSync(folder, { recursive: true });
}

/** The bands of the stages in every rotation, as `simulate --bands` makes them. */
async function enginesOf() {
  const { readScenario, compile, Sampler, blocksOf, distributionsOf, bandOf } = await bundled(
    folder,
    `export { readScenario } from './model/scenario/read.ts';
    export { compile } from './model/plan/compile.ts';
    export { blocksOf } from './analysis/chance/blocks.ts';
    export { Sampler } from './analysis/chance/sampler.ts';
    export { distributionsOf } from './engine/exact/exact.ts';
    export { bandOf } from './engine/exact/quantiles.ts';`,
  );
  const text = readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8');
  const changes = [{ flag: '', knob: 'rotations', of: null, value: 12 }];
  const scenario = readScenario(text, { changes });
  const plan = compile(scenario);
  const rotations = Array.from({ length: 12 }, (_, t) => t + 1);
  const metrics = plan.stages.flatMap((stage) => rotations.map((t) => `${stage}@${t}`));
  const asked = plan.stages.flatMap((_, stage) =>
    rotations.map((rotation) => ({ count: { kind: 'arrivals', stage, origin: null }, rotation })),
  );
  return {
    sample: (runs) => {
      const job = { scenario, switches: [], seed: '1', runs, metrics, goals: [] };
      const sampler = new Sampler(job);
      for (const _ of blocksOf(sampler));
      // The mean of engage in rotation 5, which 1,000,000 runs know to 0.0075.
      if (Math.abs(sampler.bands()[4].mean - 147.0766) > 8 / Math.sqrt(runs / 1e3))
        throw new Error('not the same wheel');
    },
    exact: () => distributionsOf(plan, asked, bandOf),
  };
}

/** The NumPy program, which times itself; null without it or NumPy. */
function pythonPeer() {
  const source = join(dirname(limitSource), 'peer_numpy.py');
  const python = '/usr/bin/python3';
  try {
    execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore' });
  } catch {
    console.log('(no NumPy to compare with: apt-get install python3-numpy)');
    return null;
  }
  if (!existsSync(source)) return null;
  return () => JSON.parse(execFileSync(python, [source, String(RUNS)], { encoding: 'utf8' })).seconds;
}
