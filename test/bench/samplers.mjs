// Draws of the worked example: 100 prospects and those referred, of whom 0.30, 0.75 and 0.45 go on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 15;
const DRAWS = 600_000;
const source = fileURLToPath(new URL('../../src/engine', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));

try {
  const { stream, binomialSampler, poissonSampler, drawBinomial } = await bundled();
  const [prospects, rates] = [poissonSampler(1), [0.3, 0.75, 0.45].map(binomialSampler)];
  const [arriving, going] = [stream(1, 0, 'arrivals'), rates.map((_, i) => stream(1, 0, `conversion ${i}`))];

  /** Three conversions, one after the other, of 100 to 289 people. */
  const funnel = () => {
    for (let draws = 0; draws < DRAWS; draws += 3) {
      const engaged = 100 + (draws % 190);
      const acquired = rates[0].draw(engaged, going[0].next());
      rates[2].draw(rates[1].draw(acquired, going[1].next()), going[2].next());
    }
  };
  const uniforms = () => {
    for (let i = 0; i < DRAWS; i++) arriving.next();
  };
  const times = (draw) => () => {
    for (let i = 0; i < DRAWS; i++) draw(i);
  };
  const work = {
    uniform: uniforms,
    'binomial, the three of the funnel': funnel,
    'poisson, referrals of 10..100': times((i) => prospects.draw(10 + (i % 90), arriving.next())),
    'binomial(150, p), p new each time': times((i) => drawBinomial(150, 0.3 + i * 1e-9, arriving.next())),
    'binomial(10,000, 0.3)': times(() => rates[0].draw(10_000, arriving.next())),
    'binomial(1,000,000, 0.3)': times(() => rates[0].draw(1_000_000, arriving.next())),
    'poisson(1,000,000)': times(() => prospects.draw(1_000_000, arriving.next())),
  };
  const medians = sideBySide(
    Object.fromEntries(Object.entries(work).map(([name, run]) => [name, () => secondsOf(run)])),
    ROUNDS,
  );
  console.log(`Draws, medians of ${ROUNDS} in turn, Node ${process.version}`);
  for (const [name, seconds] of Object.entries(medians)) {
    console.log(`  ${name.padEnd(36)} ${((seconds / DRAWS) * 1e9).toFixed(1).padStart(8)} ns`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The samplers, from the sources as they are. */
async function bundled() {
  const outfile = join(folder, 'samplers.mjs');
  const contents = `
    export { stream } from './montecarlo/streams.ts';
    export { binomialSampler, poissonSampler } from './montecarlo/sampler/counts.ts';
    export { drawBinomial } from './montecarlo/sampler/binomial.ts';`;
  const stdin = { contents, resolveDir: source, loader: 'ts' };
  await build({ stdin, bundle: true, format: 'esm', platform: 'browser', outfile, logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}
