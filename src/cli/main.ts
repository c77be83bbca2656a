import manifest from '../../package.json' with { type: 'json' };

const STANDARD_OUTPUT = 1;

/** Runs the command line of this process. What is asked for most by other programs, the version, loads nothing else. */
export async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (isAskedForVersion(args) && isPrinted(`${manifest.version}\n`)) return;
  const { runProcess } = await import('./run.ts');
  await runProcess(args);
}

const isAskedForVersion = ([flag, ...more]: readonly string[]): boolean =>
  more.length === 0 && (flag === '--version' || flag === '-V');

/**
 * True when it could be printed. Otherwise it is left to the program, which knows what to say of it. Importing `node:fs`
 * would load streams as well; where it cannot be had without, this is left to the program, too.
 */
function isPrinted(text: string): boolean {
  try {
    return process.getBuiltinModule('node:fs').writeSync(STANDARD_OUTPUT, text) > 0;
  } catch {
    return false;
  }
}
