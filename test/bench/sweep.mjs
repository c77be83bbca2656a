// The CPU time of a sweep of a million points of the worked example over 12 rotations, through the command, as CSV to a
// file; beside a million runs of the same wheel in C, the first line of `limit.c`. Needs a build: npm run build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledLimit, limitSource, root } from './limit.mjs';
import { report, sideBySide } from './timing.mjs';

const ROUNDS = 5;
const POINTS = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));
const rows = join(folder, 'rows.csv');

/** Makes the command say what CPU time it took, all its threads together, in microseconds. */
const meter = `data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>{const{user,system}=process.cpuUsage();console.error('cpu '+(user+system))})",
)}`;

const contestants = {
  'sweep of the referral rate': () => sweep('loops.word-of-mouth.perMember=0.5:1.499999:0.000001'),
  'sweep of a conversion': () => sweep('stages.acquire.conversion=0.1:0.2999998:0.0000002'),
};

try {
  const limit = compiledLimit(folder);
  const title = `A sweep of ${POINTS} points, CPU time, medians of ${ROUNDS} in turn, Node ${process.version}`;
  if (limit) {
    const all = { 'C, a million runs': () => limit('montecarlo', POINTS), ...contestants };
    const most = Object.fromEntries(Object.keys(contestants).map((name) => [name, 15]));
    report(title, sideBySide(all, ROUNDS), most);
  } else report(`${title} (no ${limitSource} to compare with)`, sideBySide(contestants, ROUNDS));
} finally {
  rmSync(folder, { recursive: true });
}

/** The CPU seconds of one sweep. */
function sweep(vary) {
  const bin = join(root, 'bin/flywheel.js');
  const args = ['sweep', 'hundred-per-cycle', '--rotations', '12', '--vary', vary, '--metric', 'engage'];
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', meter, bin, ...args, '--format', 'csv', '--output', rows],
    { encoding: 'utf8' },
  );
  if (statSync(rows).size < 20 * POINTS) throw new Error(`too few rows: ${stderr}`);
  return Number(/^cpu (\d+)$/m.exec(stderr)[1]) / 1e6;
}
