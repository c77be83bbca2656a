import { toJSONSchema } from 'zod/mini';
import { meta, type NumberSpec, scenario } from './schema.ts';

type JsonSchema = Record<string, unknown>;

const text = { type: 'string', pattern: '[%/]', description: 'such as "30%" or "86/362"' };
const scalar = { anyOf: [{ type: 'number' }, text] };

const form = (...keys: string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(keys.map((key) => [key, { $ref: '#/$defs/scalar' }])),
  required: keys,
  additionalProperties: false,
});

/** A form beside which a factor may stand. */
const scalable = (schema: JsonSchema): JsonSchema => {
  return { ...schema, properties: { ...(schema.properties as JsonSchema), times: { $ref: '#/$defs/scalar' } } };
};

const list = { type: 'array', items: { $ref: '#/$defs/scalar' }, minItems: 1 };

/** A course from a start on, by which a season may multiply. */
function seasonal(...keys: string[]): JsonSchema {
  const course = form(...keys);
  return { ...course, properties: { ...(course.properties as JsonSchema), season: list } };
}

const drawn = (key: string, size: number): JsonSchema => ({
  type: 'object',
  properties: { [key]: { type: 'array', items: { $ref: '#/$defs/scalar' }, minItems: size, maxItems: size } },
  required: [key],
  additionalProperties: false,
});

/** Every form that a number may take; ranges over rotations are for `flywheel validate`. */
const number = {
  description:
    'a number, a text such as "30%", one value per rotation, or one of the forms of a changing, repeating or uncertain number',
  anyOf: [
    { $ref: '#/$defs/scalar' },
    list,
    { type: 'object', properties: { repeat: list }, required: ['repeat'], additionalProperties: false },
    seasonal('start', 'growth'),
    seasonal('start', 'step'),
    ...[
      form('exposures', 'notice', 'needed'),
      form('got', 'of'),
      drawn('uniform', 2),
      drawn('pert', 3),
      drawn('normal', 2),
      drawn('lognormal', 2),
      drawn('beta', 2),
    ].map(scalable),
  ],
};

/**
 * What the schema is known by, wherever a copy of it lies. JSON Schema asks for an absolute URI, and a UUID (RFC 9562) is one
 * that needs no address on the network: nothing is ever loaded from it.
 */
const SCHEMA_ID = 'urn:uuid:b09cf0ae-3000-45f8-940b-4013af7eb609';

/** The JSON Schema (draft 2020-12) of a scenario file. */
export function scenarioJsonSchema(): JsonSchema {
  const { $schema, ...schema } = toJSONSchema(scenario, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { description, number: spec } = meta.get(zodSchema) ?? {};
      if (description !== undefined) jsonSchema.description = description;
      if (spec) Object.assign(jsonSchema, numberSchema(spec));
    },
  });
  return { $schema, $id: SCHEMA_ID, ...schema, title: 'flywheel scenario', $defs: { scalar, number } };
}

function numberSchema({ form: kind, range }: NumberSpec): JsonSchema {
  if (kind === 'quantity') return { $ref: '#/$defs/number' };
  const plain = {
    type: kind === 'whole' ? 'integer' : 'number',
    ...(Number.isFinite(range.min) ? { [range.open ? 'exclusiveMinimum' : 'minimum']: range.min } : {}),
    ...(Number.isFinite(range.max) ? { maximum: range.max } : {}),
  };
  return kind === 'scalar' ? { anyOf: [plain, text] } : plain;
}
