// Nanoseconds for a draw: those of the worked example (100 prospects and those referred, of whom 0.30, 0.75 and 0.45 go on), all
// of whose lanes share a number, and draws whose numbers differ from lane to lane, beside NumPy's with arrays of parameters.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from './limit.mjs';
import { secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 5;
const LANES = 1024;
const DRAWS = 300 * LANES;
const PYTHON = 'python3';
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));

/** The mean of each number; lanes have up to a tenth more or less. */
const CASES = {
  binomial: [
    [3, 0.3],
    [20, 0.1],
    [20, 0.3],
    [150, 0.3],
    [1000, 0.009],
    [1000, 0.7],
    [1e6, 0.3],
    [1e9, 0.3],
  ],
  poisson: [
    [1, 0.5],
    [1, 5],
    [1, 30],
    [1, 1e4],
    [1, 1e8],
  ],
  'negative binomial': [
    [1, 0.5],
    [1, 20],
    [5, 1],
    [30, 1],
    [2, 100],
    [1e6, 1],
  ],
};

try {
  const engine = await bundled(
    folder,
    `export { stream } from './engine/montecarlo/streams.ts';
    export { drawCounts, LAWS } from './engine/montecarlo/sampler/counts.ts';`,
  );
  tell('One number for all lanes', sideBySide(ofOneNumber(engine), ROUNDS));
  const numpy = hasNumPy();
  if (!numpy) console.log('(no NumPy to compare with: apt-get install python3-numpy)');
  for (const [law, cases] of Object.entries(CASES)) {
    const contestants = cases.flatMap(([n, number]) => {
      const name = `${law} ${n.toLocaleString('en')} x ${number.toLocaleString('en')}`;
      const own = [[name, drawing(engine, law, n, number)]];
      return numpy ? [...own, [`${name}, NumPy`, () => inNumPy(law, n, number)]] : own;
    });
    tell(`A number for each lane: ${law}`, sideBySide(Object.fromEntries(contestants), ROUNDS));
  }
} finally {
  rmSync(folder, { recursive: true });
}

function tell(title, medians) {
  console.log(`${title}, medians of ${ROUNDS} in turn, Node ${process.version}`);
  for (const [name, seconds] of Object.entries(medians)) {
    console.log(`  ${name.padEnd(40)} ${((seconds / DRAWS) * 1e9).toFixed(1).padStart(8)} ns`);
  }
}

function ofOneNumber({ stream, drawCounts, LAWS }) {
  const [counts, drawn] = [new Float64Array(LANES), new Float64Array(LANES)];
  const from = stream('1', 0, 'shared');
  const lanes = (law, number, countOf) => {
    const numbers = Float64Array.of(number);
    return () => {
      for (let r = 0; r < LANES; r++) counts[r] = countOf(r);
      return secondsOf(() => {
        for (let done = 0; done < DRAWS; done += LANES)
          drawCounts(LAWS[law], counts, 0, numbers, 0, 0, drawn, 0, LANES, from.forRuns(LANES));
      });
    };
  };
  return {
    'uniform alone': () =>
      secondsOf(() => {
        for (let done = 0; done < DRAWS; done += LANES) from.forRuns(LANES);
      }),
    'binomial, 0.3 of 0..9': lanes('binomial', 0.3, (r) => r % 10),
    'binomial, 0.3 of 100..289': lanes('binomial', 0.3, (r) => 100 + (r % 190)),
    'binomial, 0.75 of 30..87': lanes('binomial', 0.75, (r) => 30 + (r % 58)),
    'poisson, referrals of 10..99': lanes('poisson', 1, (r) => 10 + (r % 90)),
    'binomial, 0.3 of 1,000,000': lanes('binomial', 0.3, () => 1e6),
  };
}

/** Draws in lanes whose numbers differ, as the engine makes them. */
function drawing({ stream, drawCounts, LAWS }, law, n, number) {
  const sign = { ...LAWS, 'negative binomial': LAWS.geometric }[law];
  const from = stream('1', 0, `${law} ${n} ${number}`);
  const counts = new Float64Array(LANES).fill(n);
  const numbers = Float64Array.from({ length: LANES }, (_, r) => number * (0.9 + (0.2 * r) / LANES));
  const drawn = new Float64Array(LANES);
  return () =>
    secondsOf(() => {
      for (let done = 0; done < DRAWS; done += LANES)
        drawCounts(sign, counts, 0, numbers, 0, 1, drawn, 0, LANES, from.forRuns(LANES));
    });
}

function hasNumPy() {
  try {
    execFileSync(PYTHON, ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The seconds that NumPy takes, for as many draws in lanes of as many. */
function inNumPy(law, n, number) {
  const draw = {
    binomial: 'generator.binomial(counts, numbers)',
    poisson: 'generator.poisson(counts * numbers)',
    'negative binomial': 'generator.negative_binomial(counts, 1 / (1 + numbers))',
  }[law];
  const program = `
import time, numpy
generator = numpy.random.default_rng(1)
numbers = ${number} * (0.9 + 0.2 * numpy.arange(${LANES}) / ${LANES})
counts = numpy.full(${LANES}, ${n})
start = time.perf_counter()
for _ in range(${DRAWS / LANES}): ${draw}
print(time.perf_counter() - start)`;
  return Number(execFileSync(PYTHON, ['-c', program], { encoding: 'utf8' }));
}
