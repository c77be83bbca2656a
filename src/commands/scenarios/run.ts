import { bundledNames } from '../../io/bundled.ts';
import type { Io } from '../../io/io.ts';
import { loadBundled } from '../../io/load.ts';
import { plain } from '../../output/format/escape.ts';

/** Lists the bundled scenarios, each with its title. */
export function runScenarios(io: Io): void {
  const names = bundledNames();
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    const { name: title = '' } = loadBundled(name);
    io.out(`${name.padEnd(width)}  ${plain(title)}\n`);
  }
}
