import { safeParse } from 'zod/mini';
import type { $ZodIssue } from 'zod/v4/core';
import { InputError, type Path, type Problem } from '../errors.ts';
import { type Fault, quantityFaults, scalarFaults } from '../number/forms.ts';
import { inRange } from '../number/range.ts';
import { readScalar, show } from '../number/scalar.ts';
import { listed } from '../text/list.ts';
import { type Finding, located, MOST_PROBLEMS } from '../text/located.ts';
import { type Document, isMapping } from '../text/source.ts';
import { applyChanges, type Change, type Changed } from './change.ts';
import { assertionFaults } from './expect-faults.ts';
import { keysAt, type NumberField, numberFields } from './fields.ts';
import { type Flattened, flattenedBy } from './flattened.ts';
import { leverFaults } from './lever-faults.ts';
import { idsOf } from './members.ts';
import { oddities } from './oddities.ts';
import { valueAt } from './path.ts';
import { excesses, inconsistencies } from './references.ts';
import { loops, scenario } from './schema.ts';
import { snapshotFaults } from './snapshot-faults.ts';
import { dotted, nearest, suggestion } from './suggest.ts';
import type { Scenario } from './types.ts';

/** A scenario that can be computed, and what whoever wrote it, or the flags, should hear. */
export interface Examined {
  readonly scenario: Scenario;
  /** What is allowed, but hardly meant so, in the order of the text. */
  readonly warnings: readonly Problem[];
  /** Numbers to which a change gave one value in place of several. */
  readonly flattened: readonly Flattened[];
}

/**
 * Checks a document, with changes applied, and gives the scenario that it describes.
 * @throws InputError with everything that is wrong, in the order of the text
 */
export const validate = (document: Document, changes: readonly Change[] = []): Scenario =>
  accepted(document, changes).root as Scenario;

/**
 * Checks a scenario as `validate` does, and says also what is worth a word although nothing is wrong.
 * @throws InputError as `validate` does
 */
export function examine(document: Document, changes: readonly Change[] = []): Examined {
  const changed = accepted(document, changes);
  const valid = changed.root as Scenario;
  return {
    scenario: valid,
    warnings: located(document, changed, oddities(valid), 'warnings'),
    flattened: flattenedBy(document.root, changed),
  };
}

function accepted(document: Document, changes: readonly Change[]): Changed {
  // What is no scenario at all is not changed, but said to be none.
  const changed = applyChanges(document.root, isMapping(document.root) ? changes : []);
  const findings = findFaults(changed.root);
  if (findings.length + document.repeated.length === 0) return changed;
  const flags = changed.applied.map((change) => change.flag);
  // What no flag stands at may still come of one, when nothing was wrong without.
  const culprit = flags.length > 0 && findFaults(document.root).length === 0 ? flags.join(' ') : null;
  throw new InputError(located(document, changed, findings, 'errors', culprit));
}

function findFaults(root: unknown): Finding[] {
  if (!isMapping(root)) {
    return [
      { path: [], message: `a scenario is a mapping with rotations and stages, got ${show(root)}`, named: false },
    ];
  }
  const rotations = typeof root.rotations === 'number' && inRange(root.rotations, ROTATIONS) ? root.rotations : 1;
  const excess = excesses(root, rotations);
  if (excess.length > 0) return excess;
  const findings = [
    ...shapeFaults(root),
    ...numberFields(root).flatMap((field) => numberFaults(field, rotations)),
    ...inconsistencies(root, rotations),
    ...leverFaults(root, rotations),
    ...assertionFaults(root),
    ...snapshotFaults(root),
  ];
  return withoutRepeats(findings);
}

const ROTATIONS = { name: '', min: 1, max: 10_000, open: false };

/** One complaint about one place is enough: the first, which is about its form. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const place = JSON.stringify([finding.path, finding.at === 'key' ? finding.message : '']);
    return !seen.has(place) && seen.add(place);
  });
}

function numberFaults({ path, raw, spec }: NumberField, rotations: number): Finding[] {
  if (raw === undefined) return [];
  const faults = spec.form === 'quantity' ? quantityFaults(raw, spec.range, rotations) : plainFaults(raw, spec);
  return faults.map((fault) => ({ path: [...path, ...fault.path], message: fault.message }));
}

function plainFaults(raw: unknown, { form, range }: NumberField['spec']): Fault[] {
  const message = `must be ${range.name}`;
  if (form === 'scalar') return scalarFaults(raw, range);
  if (typeof raw !== 'number' || !Number.isFinite(raw)) {
    const reading = readScalar(raw);
    const why = 'fault' in reading ? reading.fault : `got the text ${show(raw)}; here a plain number is needed`;
    return [{ path: [], message: `${message}, ${why}` }];
  }
  const fits = inRange(raw, range) && (form !== 'whole' || Number.isSafeInteger(raw));
  return fits ? [] : [{ path: [], message: `${message}, got ${show(raw)}` }];
}

function shapeFaults(root: Record<string, unknown>): Finding[] {
  const result = safeParse(scenario, root);
  return result.success ? [] : result.error.issues.flatMap((issue) => shapeFinding(root, issue));
}

/** One complaint of the schema, in our words. */
function shapeFinding(root: unknown, issue: $ZodIssue): Finding[] {
  const path = issue.path as Path;
  const raw = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(root, path, issue.keys);
  if (issue.code === 'invalid_union' && path.at(-1) === 'type') return [badType(path, raw)];
  if (issue.code === 'invalid_format') return []; // ids: consistency.ts says it with an example
  if (raw === undefined) return [missing(root, path)];
  if (issue.code === 'invalid_value') return [{ path, message: wrongWord(raw, issue.values) }];
  if (issue.code === 'too_small') return [{ path, message: `needs at least ${issue.minimum} ${String(path.at(-1))}` }];
  if (path.at(-1) === 'reward') return [{ path, message: wrongReward(root, raw) }];
  const expected =
    issue.code === 'invalid_type' ? (KINDS[issue.expected] ?? issue.expected) : 'a number, a text or null';
  return [{ path, message: `must be ${expected}, got ${kindOf(raw)}` }];
}

/** One of a few words was needed; a slip in one of them gets that word back. */
function wrongWord(raw: unknown, words: readonly unknown[]): string {
  const meant = typeof raw === 'string' ? nearest(raw.trim(), words.map(String)) : null;
  return `must be ${listed(words.map(show), 'or')}, got ${show(raw)}${meant === null ? '' : ` (did you mean ${show(meant)}?)`}`;
}

/** A reward needs to know who earns it: shown with a stage of this scenario, and the amount that was written. */
function wrongReward(root: unknown, raw: unknown): string {
  const stages = idsOf(root, 'stages');
  const named = isMapping(root) && stages.find((id) => id === root.customer);
  const at = named || stages[1] || 'acquire';
  const amount = 'value' in readScalar(raw) ? raw : 10;
  const shape = `{ "amount": ${show(amount)}, "at": ${show(at)} }`;
  return `must be a mapping such as ${shape}, so much for each referred person who gets to ${at}; got ${kindOf(raw)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a mapping of keys to values',
  record: 'a mapping of stage ids to numbers',
  array: 'a list',
};

function kindOf(raw: unknown): string {
  if (Array.isArray(raw)) return 'a list';
  if (typeof raw === 'number' && !Number.isFinite(raw)) return 'a number too large to compute with';
  return isMapping(raw) ? 'a mapping' : raw === null ? 'nothing' : show(raw);
}

function badType(path: Path, raw: unknown): Finding {
  const types = Object.keys(loops);
  const got =
    raw === undefined ? 'is missing' : `cannot be ${show(raw)}${suggestion(typeof raw === 'string' ? raw : '', types)}`;
  return { path, message: `${got}: it is one of ${types.join(', ')}` };
}

function unknownKeys(root: unknown, path: Path, keys: readonly string[]): Finding[] {
  const known = keysAt(root, path).filter((name) => name !== '$schema');
  const where = dotted(root, path);
  return keys.map((key, i) => {
    // Looking for what was meant takes a while; past what is shown, nobody would read it.
    const meant = i < MOST_PROBLEMS ? meaning(root, path, key, known) : '';
    const message = `unknown key ${show(key)}${where === '' ? '' : ` in ${where}`}${meant}`;
    return { path: [...path, key], message, at: 'key', named: false };
  });
}

/** What an unknown key may have been meant to be; at the top, perhaps the member of a list. */
function meaning(root: unknown, path: Path, key: string, known: readonly string[]): string {
  const lists = path.length === 0 ? ['stages', 'channels', 'loops'] : [];
  const home = lists.find((list) => idsOf(root, list).includes(key));
  return home === undefined ? suggestion(key, known) : ` (did you mean ${home}.${key}?)`;
}

function missing(root: unknown, path: Path): Finding {
  const where = dotted(root, path.slice(0, -1));
  return {
    path,
    message: `${where === '' ? 'the scenario' : where} needs ${show(path.at(-1)).replaceAll('"', '')}`,
    named: false,
  };
}
