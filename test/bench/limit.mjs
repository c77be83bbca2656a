import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the programs to compare with stand: FLYWHEEL_LIMIT_C names the C program elsewhere. */
export const limitSource = process.env.FLYWHEEL_LIMIT_C ?? join(root, '../shared/bench/limit.c');

/** The program of the worked example in C, compiled into a folder; null where its source is not there. */
export function limitProgram(folder) {
  if (!existsSync(limitSource)) return null;
  const program = join(folder, 'limit');
  execFileSync('cc', ['-O3', '-march=native', limitSource, '-o', program, '-lm']);
  return program;
}

/**
 * The worked example in C, which times itself; null where its source is not there.
 * @returns (what: 'expected' | 'montecarlo', runs) -> seconds
 */
export function compiledLimit(folder) {
  const program = limitProgram(folder);
  if (!program) return null;
  return (what, runs) => {
    const lines = execFileSync(program, [String(runs)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line)).find((line) => line.what === what).seconds;
  };
}

/** Parts of the sources as they are, bundled as the command is. */
export async function bundled(folder, contents) {
  const outfile = join(folder, 'engine.mjs');
  const stdin = { contents, resolveDir: join(root, 'src'), loader: 'ts' };
  await build({ stdin, bundle: true, format: 'esm', platform: 'browser', outfile, logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}
