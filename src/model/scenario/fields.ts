import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import type { Path, Step } from '../errors.ts';
import { isMapping } from '../text/source.ts';
import { meta, type NumberSpec, scenario } from './schema.ts';

/** A place in a scenario where a number stands. */
export interface NumberField {
  readonly path: Path;
  readonly raw: unknown;
  readonly spec: NumberSpec;
}

const definitionOf = (schema: $ZodType): $ZodTypes['_zod']['def'] => (schema as $ZodTypes)._zod.def;

/** The schema of one step further in, or null where the format has nothing of that name. `raw` tells loops apart. */
function childOf(schema: $ZodType, step: Step, raw: unknown): $ZodType | null {
  const def = definitionOf(resolve(schema, raw));
  if (def.type === 'array') return def.element;
  if (def.type === 'record') return def.valueType;
  if (def.type !== 'object') return null;
  const shape = def.shape as Record<string, $ZodType>;
  return Object.hasOwn(shape, step) ? (shape[step] ?? null) : null;
}

/** Looks through `optional`, and picks the loop's schema by its type. */
function resolve(schema: $ZodType, raw: unknown): $ZodType {
  const def = definitionOf(schema);
  if (def.type === 'optional') return resolve(def.innerType, raw);
  if (def.type !== 'union' || !isMapping(raw)) return schema;
  return def.options.find((option) => typeOf(option) === raw.type) ?? schema;
}

function typeOf(option: $ZodType): unknown {
  const def = definitionOf(option);
  const literal = def.type === 'object' ? definitionOf((def.shape as Record<string, $ZodType>).type as $ZodType) : def;
  return literal.type === 'literal' ? literal.values[0] : undefined;
}

const specOf = (schema: $ZodType): NumberSpec | undefined => meta.get(resolve(schema, null))?.number;

/** Every number that is written in a scenario, in file order, whatever is wrong with the rest of it. */
export function numberFields(root: unknown): NumberField[] {
  const found: NumberField[] = [];
  collect(scenario, root, [], found);
  return found;
}

function collect(schema: $ZodType, raw: unknown, path: Path, found: NumberField[]): void {
  const spec = specOf(schema);
  if (spec) {
    found.push({ path, raw, spec });
  } else if (Array.isArray(raw)) {
    const element = childOf(schema, 0, raw);
    if (element) for (const [i, item] of raw.entries()) collect(element, item, [...path, i], found);
  } else if (isMapping(raw)) {
    for (const key of Object.keys(raw)) {
      const child = childOf(schema, key, raw);
      if (child) collect(child, raw[key], [...path, key], found);
    }
  }
}

/** The schema that belongs to a path of a scenario, or null where the format has nothing there. */
function schemaAt(root: unknown, path: Path): $ZodType | null {
  let schema: $ZodType | null = scenario;
  let raw = root;
  for (const step of path) {
    schema = schema && childOf(schema, step, raw);
    raw = (raw as Record<Step, unknown> | null | undefined)?.[step];
  }
  return schema && resolve(schema, raw);
}

/** The keys that may stand at a path; empty where it is not a mapping, or one with free keys. */
export function keysAt(root: unknown, path: Path): string[] {
  const schema = schemaAt(root, path);
  const def = schema && definitionOf(schema);
  return def?.type === 'object' ? Object.keys(def.shape) : [];
}

/** What number the format has at a path, written in the scenario or not; null where it has none. */
export function numberSpecAt(root: unknown, path: Path): NumberSpec | null {
  const schema = schemaAt(root, path);
  return (schema && specOf(schema)) ?? null;
}

/** What the format says about the key at a path, or null where it has nothing there. */
export function descriptionAt(root: unknown, path: Path): string | null {
  const parent = schemaAt(root, path.slice(0, -1));
  const child = parent && childOf(parent, path.at(-1) ?? '', parentOf(root, path));
  return child && (meta.get(resolve(child, null))?.description ?? null);
}

const parentOf = (root: unknown, path: Path): unknown =>
  path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<Step, unknown> | undefined)?.[step], root);
