import { spawnSync } from 'node:child_process';

/** The median of a list of numbers. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Times several things in turn, round after round, so that whatever else the machine does falls on all of them alike.
 * @param contestants name -> function giving the seconds that it took
 * @returns name -> median seconds
 */
export function sideBySide(contestants, rounds) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) times[name].push(run());
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/** The seconds that a function takes. */
export function secondsOf(run) {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Prints medians with their ratio to the first. */
export function report(title, medians, limits = {}) {
  const [base] = Object.values(medians);
  console.log(title);
  for (const [name, seconds] of Object.entries(medians)) {
    const ratio = `${(seconds / base).toFixed(2)}x`.padStart(8);
    const limit = limits[name] === undefined ? '' : `   (at most ${limits[name]}x)`;
    console.log(`  ${name.padEnd(36)} ${(seconds * 1000).toFixed(1).padStart(9)} ms ${ratio}${limit}`);
  }
}

/**
 * The CPU seconds of a program from its start to its end, user and system, all its threads together. What it prints goes
 * nowhere.
 */
export function cpuSecondsOf(program, args) {
  const timed = 'LC_ALL=C TIMEFORMAT="%3U %3S"; time "$0" "$@" > /dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', timed, program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ');
  return Number(user) + Number(system);
}

/** The most memory, in MB, that a program of Node holds at a time. */
export function peakMemoryOf(args) {
  const says = "process.on('exit',()=>console.error('peak '+process.resourceUsage().maxRSS))";
  const meter = `data:text/javascript,${encodeURIComponent(says)}`;
  const options = { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] };
  const { stderr } = spawnSync(process.execPath, ['--import', meter, ...args], options);
  return Number(/^peak (\d+)$/m.exec(stderr)[1]) / 1024;
}

/** Prints rows of texts in columns, the first and the last column to the left, all others to the right. */
export function columns(title, rows) {
  console.log(title);
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  for (const row of rows) {
    const cells = row.map((cell, c) =>
      c === 0 || c === row.length - 1 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]),
    );
    console.log(`  ${cells.join('   ').trimEnd()}`);
  }
}
