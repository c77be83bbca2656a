import { InputError, type Problem } from '../errors.ts';
import { show } from '../number/scalar.ts';
import { formatOf } from '../text/format.ts';
import { parseJson } from '../text/json.ts';
import { parseYaml } from '../text/yaml.ts';
import type { Change } from './change.ts';
import type { Scenario } from './types.ts';
import { examine, validate } from './validate.ts';

export interface ReadOptions {
  /** What messages call the text; a name ending in .json, .yaml or .yml decides how it is read. */
  readonly source?: string;
  /** Changes to apply before checking, as the command line's flags do. */
  readonly changes?: readonly Change[];
  /** Hears of each number that is allowed, but hardly meant as it is written, such as a discount of 12. */
  readonly onWarning?: (warning: Problem) => void;
}

/**
 * Reads a scenario from the text of a file, JSON or YAML, and checks it.
 * @returns plain data as it was written, changes included: numbers may still be texts such as `'30%'`
 * @throws InputError with everything that is wrong with it, each with line and column
 *
 * @example
 * import { InputError, readScenario } from 'flywheel';
 *
 * const text = '{ "rotations": 5, "stages": [{ "id": "engage" }, { "id": "acquire", "conversion": 3 }] }';
 * try {
 *   readScenario(text, { source: 'mine.json' });
 * } catch (error) {
 *   if (!(error instanceof InputError)) throw error;
 *   const [{ message, place }] = error.problems;
 *   console.log(place?.line, place?.column); // 1 83
 *   console.log(message); // stages.acquire.conversion must be a share between 0 and 1, got 3 (did you mean 3%?)
 * }
 */
export function readScenario(text: string, options: ReadOptions = {}): Scenario {
  if (typeof text !== 'string') throw InputError.of(`a scenario is read from a text, got ${show(text)}`);
  const source = options.source ?? 'scenario';
  const parse = formatOf(text, source) === 'yaml' ? parseYaml : parseJson;
  const document = parse(text, source);
  if (!options.onWarning) return validate(document, options.changes);
  const { scenario, warnings } = examine(document, options.changes);
  for (const warning of warnings) options.onWarning(warning);
  return scenario;
}
