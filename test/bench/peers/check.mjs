import { execFileSync } from 'node:child_process';
import { bandsOf, findNumpy, runPeer, WHEELS, WORKED_EXAMPLE } from './wheels.mjs';

/** How many standard errors of their difference flywheel and NumPy may be apart. */
const MOST = 4;
const QUANTILES = ['p5', 'p50', 'p95'];

/**
 * Says of every peer whether it computes what flywheel does: the same figures in every rotation, means and quantiles within
 * four standard errors.
 * @returns whether all do; false without NumPy
 */
export function checkPeers(runs) {
  const numpy = findNumpy();
  if (!numpy) return false;
  const verdicts = [...WHEELS, WORKED_EXAMPLE].map((wheel) => checkPeer(numpy, wheel, runs));
  return verdicts.every(Boolean);
}

function checkPeer(numpy, wheel, runs) {
  const ours = flywheelBands(wheel, runs);
  // Both sides have drawn, so the difference has sqrt(2) times the standard error of one.
  const theirs = runPeer(numpy, wheel, runs, MOST * Math.SQRT2).bands;
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const faults = names.flatMap((name) => faultsOf(ours[name], theirs[name], runs).map((fault) => `${name}: ${fault}`));
  console.log(`${wheel.name}: ${names.length} bands from ${runs} runs, ${faults.length || 'none'} apart`);
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length === 0;
}

/** The bands by figure and rotation. Gain is left out: where it differs from referred, it is arrivals less a constant. */
function flywheelBands({ scenario }, runs) {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] };
  const { rotations } = JSON.parse(execFileSync(process.execPath, bandsOf(scenario, runs), options));
  const entries = rotations.flatMap(({ rotation, bands }) =>
    Object.entries(bands).map(([figure, band]) => [`${figure}@${rotation}`, band]),
  );
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('gain@')));
}

function faultsOf(ours, theirs, runs) {
  if (!ours || !theirs) return [`only ${ours ? 'flywheel' : 'NumPy'} has it`];
  const [mean, sd, ...quantiles] = theirs;
  // Sums of doubles in another order may differ in their last bits.
  const rounding = 1e-9 * Math.abs(mean);
  const error = MOST * Math.hypot(ours.sd / Math.sqrt(runs), sd / Math.sqrt(runs)) + rounding;
  // Beyond 100,000 runs flywheel's quantiles of amounts are right within a thousandth of the deviation.
  const grid = sd / 1000 + rounding;
  return [
    ...far('mean', ours.mean, mean - error, mean + error),
    ...QUANTILES.flatMap((name, q) => far(name, ours[name], quantiles[3 + q] - grid, quantiles[6 + q] + grid)),
  ];
}

/** A quantile of the other side at levels a little lower and higher bounds what chance explains, whatever the law. */
const far = (what, ours, least, most) =>
  least <= ours && ours <= most ? [] : [`${what} ${ours} in flywheel, ${least} to ${most} expected of NumPy`];
