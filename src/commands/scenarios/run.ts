import { bundledNames } from '../../io/bundled.ts';
import { loadBundled } from '../../io/load.ts';
import type { Outcome } from '../../io/publish.ts';
import { plain } from '../../output/format/escape.ts';

/** Lists the bundled scenarios, each with its title. */
export function runScenarios(): Outcome {
  const names = bundledNames();
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `${name.padEnd(width)}  ${plain(loadBundled(name).name ?? '')}\n`);
  return { result: lines.join('') };
}
