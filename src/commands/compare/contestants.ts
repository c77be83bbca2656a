import { ranAs } from '../../analysis/simulate.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { InputError } from '../../model/errors.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Change } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type Examined, examine } from '../../model/scenario/validate.ts';
import type { Document } from '../../model/text/source.ts';
import type { ChangeOptions } from '../options.ts';
import { labelsOf } from './labels.ts';
import { AS_IT_IS } from './sentences.ts';
import type { Contestant } from './types.ts';

/**
 * The scenarios that arguments name: changes are for all but the first, or for one alone, held against itself. How long to
 * run is for all of them.
 * @throws InputError when there is nothing to compare, or for what is wrong with one of the scenarios
 */
export async function contestantsOf(
  names: readonly string[],
  changed: ChangeOptions,
  io: Io,
): Promise<readonly [Contestant, ...Contestant[]]> {
  const { changes, switches } = changed;
  const isChanged = changes.length + switches.length > 0;
  if (names.length === 1 && !isChanged) {
    throw InputError.of(
      'there is nothing to compare with: name another scenario, or a change such as --referral-rate 1.2',
    );
  }
  if (names.filter((name) => name === '-').length > 1) throw InputError.of('standard input (-) can be read only once');
  const documents: Document[] = [];
  for (const name of names) documents.push(await loadDocument(name, io));
  const first = examine(documents[0], changes.filter(isLength));
  const original = first.scenario;
  if (names.length === 1) {
    const other = changedTo(documents[0], changed);
    tellWarnings([first, other], io);
    return [
      { scenario: original, switches: [], label: AS_IT_IS },
      {
        scenario: other.scenario,
        switches,
        label: flagsOf(other.scenario, changed) || changes.map(({ flag }) => flag).join(' '),
      },
    ];
  }
  const examined = documents
    .slice(1)
    .map((document, i) => named(names[i + 1], isChanged, () => changedTo(document, changed)));
  tellWarnings([first, ...examined], io);
  const others = examined.map(({ scenario }) => scenario);
  const labels = labelsOf(names, [original, ...others]);
  return [
    { scenario: original, switches: [], label: labels[0] },
    ...others.map((scenario, i) => ({ scenario, switches, label: labels[i + 1] })),
  ];
}

/** A scenario with the changes and levers of the command line, all of them checked. */
function changedTo(document: Document, { changes, switches }: ChangeOptions): Examined {
  const examined = examine(document, changes as Change[]);
  compile(examined.scenario, switches);
  return examined;
}

/** Says of faults in a change which of several scenarios they are about. */
function named<T>(name: string, isChanged: boolean, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!isChanged || !(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) =>
        problem.place === null ? { ...problem, message: `${problem.message} (in ${name})` } : problem,
      ),
    );
  }
}

/** Of how long all of them run there is no difference. */
const isLength = (change: Change): boolean =>
  'knob' in change ? change.knob === 'rotations' : change.set === 'rotations';

/** The change flags as they were written, but for those that are for the first scenario as well. */
export function flagsOf(scenario: Scenario, { changes, switches }: ChangeOptions): string {
  const levers = ranAs(scenario, switches).with.join(',');
  const own = changes.filter((change) => !isLength(change));
  return [...own.map(({ flag }) => flag), ...(levers === '' ? [] : [`--with ${levers}`])].join(' ');
}
