import { spawnSync } from 'node:child_process';
import { FLYWHEEL } from '../io/interruption.ts';
import { plainEnvironment } from '../machine.ts';

/**
 * Runs a line of a shell in a folder, in which `flywheel` is the built command. As with `set -o pipefail`, a pipe ends
 * with what went wrong in it.
 */
export function shell(line: string, cwd: string, user: { readonly uid?: number; readonly gid?: number } = {}) {
  const text = `set -o pipefail\nflywheel() { "${process.execPath}" "${FLYWHEEL}" "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', text], {
    cwd,
    encoding: 'utf8',
    env: plainEnvironment(cwd),
    ...user,
  });
  return { code: status, out: stdout, err: stderr };
}
