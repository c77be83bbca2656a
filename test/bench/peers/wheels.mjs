import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The flywheel command as it was built. */
export const bin = fileURLToPath(new URL('../../../bin/flywheel.js', import.meta.url));

/** The wheels that are compared: their name, which is that of their peer, what there is to them, how the command names them. */
export const WHEELS = [
  {
    name: 'uncertain',
    traits: 'every number uncertain',
    scenario: [fileURLToPath(new URL('uncertain.json', import.meta.url))],
  },
  { name: 'shop-flywheel', traits: 'referrals, visits, money' },
  { name: 'lifecycle-marketing', traits: 'proof, referrals, visits, money' },
  { name: 'value-journey', traits: 'proof, rewards, visits, money' },
  { name: 'referred-worth-more', traits: 'memberships, rewards, money' },
  { name: 'customer-lifecycle', traits: 'a stage bypassed, visits, money' },
].map((wheel) => ({ scenario: [wheel.name], ...wheel }));

/** The worked example, which the bench of the limit turns twelve times. */
export const WORKED_EXAMPLE = {
  name: 'hundred-per-cycle',
  scenario: ['hundred-per-cycle', '--rotations', '12'],
  traits: 'the worked example',
};

/** The command line of the bands of a scenario by random runs, on one thread. */
export const bandsOf = (scenario, runs) => [
  ...[bin, 'simulate', ...scenario, '--bands', '--runs', String(runs)],
  ...['--jobs', '1', '--format', 'json'],
];

/** A Python that has NumPy, with its version; null without one, which is said. FLYWHEEL_PYTHON names another. */
export function findNumpy() {
  const programs = process.env.FLYWHEEL_PYTHON ? [process.env.FLYWHEEL_PYTHON] : ['python3', '/usr/bin/python3'];
  for (const program of programs) {
    try {
      const about = ['-c', 'import numpy; print(numpy.__version__)'];
      const version = execFileSync(program, about, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
      return { program, version };
    } catch {
      // The next one may have it.
    }
  }
  console.log(`(no NumPy in ${programs.join(' or ')} to compare with: apt-get install python3-numpy)`);
  return null;
}

/**
 * What the NumPy program of a wheel comes to: its CPU seconds without starting Python and importing NumPy, and its bands,
 * [mean, sd, p5, p50, p95] by names such as engage@1.
 * @param slack when given, a band ends with these quantiles at levels that are so many standard errors lower, then higher
 */
export function runPeer({ program }, { name }, runs, slack) {
  const source = fileURLToPath(new URL(`${name}.py`, import.meta.url));
  const said = execFileSync(program, ['-B', source, String(runs), ...(slack ? [String(slack)] : [])], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(said);
}
