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
