import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plain } from '../../src/output/format/escape.ts';
import { fuzz } from './fuzz.ts';
import { unpacked } from './input.ts';
import type { Fault } from './report.ts';

// `npm run fuzz -- [inputs]`: random scenario files and command lines, and what came of them.

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.env.FLYWHEEL_SEED ?? 1);
const fault = process.env.FLYWHEEL_FUZZ_FAULT;
const begun = performance.now();
const report = await fuzz({
  count,
  seed,
  process: fileURLToPath(new URL('process.js', import.meta.url)),
  processes: 2,
  // Minutes, so that a busy machine is no fault; whoever brings in a hang wants to see whether it is found, and not wait.
  silence: fault === 'hang' ? 12_000 : 15 * 60_000,
  patience: fault === undefined ? 20_000 : 1,
  tell: (fault) => console.log(`${explained(fault)}\n`),
});

const codes = Object.entries(report.codes).map(([code, times]) => `${times} with exit code ${code}`);
console.log(`seed ${seed}: ${report.tried} inputs tried in ${Math.round((performance.now() - begun) / 1000)} s`);
console.log(`outcomes: ${codes.join(', ')}`);
console.log(`slowest: ${Math.round(report.slowest.ms)} ms of computing for ${described(report.slowest.input)}`);
console.log(`peak memory of a process: ${Math.round(report.peak / 2 ** 20)} MiB`);
console.log(`${report.faults} faults`);
process.exitCode = report.faults > 0 ? 1 : 0;

function described(input: string): string {
  return input === '' ? 'nothing' : lineOf(unpacked(input).args);
}

/** What is wrong, with the files laid out, so that the command can be run again. */
function explained({ what, input }: Fault): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-fault-'));
  const { args, files, stdin } = unpacked(input);
  for (const [name, bytes] of Object.entries({ ...files, stdin })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  writeFileSync(join(folder, 'args.json'), JSON.stringify(args));
  return `FAULT ${plain(what).slice(0, 600)}\n  to see it: cd ${folder} && ${lineOf(args)} <stdin`;
}

function lineOf(args: readonly string[]): string {
  const words = args.map((word) => (/^[\w./=:,-]+$/.test(word) ? word : `$'${escaped(word)}'`));
  return `flywheel ${words.join(' ')}`;
}

/** In bash's own notation; `args.json` has the words as they are. */
function escaped(word: string): string {
  return plain(word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")).slice(0, 300);
}
