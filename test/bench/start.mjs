// How long the command takes to start, beside Node itself doing nothing. Needs a build: npm run build.
import { spawnSync } from 'node:child_process';
import { report, secondsOf, sideBySide } from './timing.mjs';

const ROUNDS = 21;
const bin = new URL('../../bin/flywheel.js', import.meta.url).pathname;

const command =
  (...args) =>
  () => {
    return secondsOf(() => {
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
    });
  };

const medians = sideBySide(
  {
    'node -e 0': command('-e', '0'),
    'flywheel --version': command(bin, '--version'),
    'flywheel simulate hundred-per-cycle': command(bin, 'simulate', 'hundred-per-cycle'),
  },
  ROUNDS,
);
report(`Start, medians of ${ROUNDS} in turn, Node ${process.version}`, medians, {
  'flywheel --version': 1.3,
  'flywheel simulate hundred-per-cycle': 1.6,
});
