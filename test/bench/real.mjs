// Bands of real wheels through the whole command, beside what an analyst would write in NumPy; then what single features
// cost. FLYWHEEL_RUNS and FLYWHEEL_ROUNDS change how many, FLYWHEEL_MEMORY=1 measures memory as well, which takes long;
// --check says instead whether flywheel and NumPy come to the same bands. Needs a build: npm run build.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFeatures } from './features.mjs';
import { checkPeers } from './peers/check.mjs';
import { bandsOf, findNumpy, runPeer, WHEELS } from './peers/wheels.mjs';
import { columns, cpuSecondsOf, sideBySide } from './timing.mjs';

const RUNS = Number(process.env.FLYWHEEL_RUNS ?? 100_000);
const ROUNDS = Number(process.env.FLYWHEEL_ROUNDS ?? 5);

if (process.argv.includes('--check')) {
  process.exitCode = checkPeers(RUNS) ? 0 : 1;
} else {
  const numpy = findNumpy();
  reportWheels(numpy);
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));
  try {
    reportFeatures({ numpy, folder, runs: RUNS, rounds: ROUNDS });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function reportWheels(numpy) {
  const title = `Bands of every figure and rotation, ${RUNS} runs, one thread, CPU seconds, medians of ${ROUNDS} in turn, Node ${process.version}`;
  const beside = numpy
    ? `\n(flywheel: the whole command, Node included; NumPy ${numpy.version}: its own clock, without Python and the import)`
    : '';
  const rows = WHEELS.map((wheel) => rowOf(wheel, numpy));
  columns(title + beside, [['wheel', 'flywheel', 'NumPy', 'ratio', 'compared'], ...rows]);
}

function rowOf(wheel, numpy) {
  let bands = null;
  const contestants = { flywheel: () => cpuSecondsOf(process.execPath, bandsOf(wheel.scenario, RUNS)) };
  if (numpy) {
    contestants.peer = () => {
      const peer = runPeer(numpy, wheel, RUNS);
      bands = Object.keys(peer.bands).length;
      return peer.cpu;
    };
  }
  const { flywheel, peer } = sideBySide(contestants, ROUNDS);
  const compared = bands === null ? wheel.traits : `${bands} bands: ${wheel.traits}`;
  const beside = numpy ? [peer.toFixed(2), `${(flywheel / peer).toFixed(2)}x`] : ['–', '–'];
  return [wheel.name, flywheel.toFixed(2), ...beside, compared];
}
