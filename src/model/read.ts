import type { Change } from './change.ts';
import { InputError } from './errors.ts';
import { formatOf } from './format.ts';
import { parseJson } from './json.ts';
import { show } from './scalar.ts';
import type { Scenario } from './scenario.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml.ts';

export interface ReadOptions {
  /** What messages call the text; a name ending in .json, .yaml or .yml decides how it is read. */
  readonly source?: string;
  /** Changes to apply before checking, as the command line's flags do. */
  readonly changes?: readonly Change[];
}

/**
 * Reads a scenario from the text of a file.
 * @throws InputError with everything that is wrong with it, each with line and column
 */
export function readScenario(text: string, options: ReadOptions = {}): Scenario {
  if (typeof text !== 'string') throw InputError.of(`a scenario is read from a text, got ${show(text)}`);
  const source = options.source ?? 'scenario';
  const parse = formatOf(text, source) === 'yaml' ? parseYaml : parseJson;
  return validate(parse(text, source), options.changes);
}
