import type { Change } from './change.ts';
import { parseJson } from './json.ts';
import type { Scenario } from './scenario.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml.ts';

export interface ReadOptions {
  /** What messages call the text; a name ending in .json, .yaml or .yml decides how it is read. */
  readonly source?: string;
  /** Changes to apply before checking, as the command line's flags do. */
  readonly changes?: readonly Change[];
}

/** JSON or YAML, by the name of the file, or by its first character where the name does not say. */
export function formatOf(text: string, source: string): 'json' | 'yaml' {
  if (/\.ya?ml$/i.test(source)) return 'yaml';
  if (/\.json$/i.test(source)) return 'json';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}

/**
 * Reads a scenario from the text of a file.
 * @throws InputError with everything that is wrong with it, each with line and column
 */
export function readScenario(text: string, options: ReadOptions = {}): Scenario {
  const source = options.source ?? 'scenario';
  const parse = formatOf(text, source) === 'yaml' ? parseYaml : parseJson;
  return validate(parse(text, source), options.changes);
}
