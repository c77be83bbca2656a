import { plain } from '../../output/plain.ts';
import { bundledNames } from '../bundled.ts';
import type { Io } from '../io.ts';
import { loadBundled } from '../load.ts';

/** Lists the bundled scenarios, each with its title. */
export function runScenarios(io: Io): void {
  const names = bundledNames();
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    const { name: title = '' } = loadBundled(name);
    io.out(`${name.padEnd(width)}  ${plain(title)}\n`);
  }
}
