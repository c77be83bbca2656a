import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scenarioJsonSchema } from '../../../src/model/scenario/json-schema.ts';
import { scenarioText } from '../faults.ts';

type Schema = Record<string, unknown>;

const schema = scenarioJsonSchema();
const FOLDER = new URL('../../../scenarios/', import.meta.url);

/** What each keyword of draft 2020-12 that the schema uses demands of a value. */
const KEYWORDS: Record<string, (value: unknown, demand: never, of: Schema) => boolean> = {
  $ref: (value, ref: string) => fits(value, at(ref)),
  anyOf: (value, options: Schema[]) => options.some((option) => fits(value, option)),
  oneOf: (value, options: Schema[]) => options.filter((option) => fits(value, option)).length === 1,
  const: (value, only: unknown) => value === only,
  enum: (value, options: unknown[]) => options.includes(value),
  type: (value, types: string | string[]) => [types].flat().some((type) => typesOf(value).includes(type)),
  pattern: (value, pattern: string) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  minimum: (value, least: number) => typeof value !== 'number' || value >= least,
  exclusiveMinimum: (value, least: number) => typeof value !== 'number' || value > least,
  maximum: (value, most: number) => typeof value !== 'number' || value <= most,
  minItems: (value, least: number) => !Array.isArray(value) || value.length >= least,
  maxItems: (value, most: number) => !Array.isArray(value) || value.length <= most,
  items: (value, item: Schema) => !Array.isArray(value) || value.every((each) => fits(each, item)),
  required: (value, keys: string[]) => !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
  properties: (value, known: Record<string, Schema>) =>
    !isObject(value) || Object.entries(known).every(([key, of]) => !Object.hasOwn(value, key) || fits(value[key], of)),
  propertyNames: (value, of: Schema) => !isObject(value) || Object.keys(value).every((key) => fits(key, of)),
  additionalProperties: (value, of: Schema | false, { properties = {} }) => {
    const more = isObject(value) ? Object.keys(value).filter((key) => !Object.hasOwn(properties as Schema, key)) : [];
    return of === false ? more.length === 0 : more.every((key) => fits((value as Schema)[key], of));
  },
};

const ANNOTATIONS = ['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples'];

function fits(value: unknown, of: Schema): boolean {
  return Object.entries(of).every(([keyword, demand]) => {
    if (ANNOTATIONS.includes(keyword)) return true;
    const holds = KEYWORDS[keyword];
    if (!holds) throw new Error(`this test does not know the keyword ${keyword}`);
    return holds(value, demand as never, of);
  });
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

function at(ref: string): Schema {
  const steps = ref.replace('#/', '').split('/');
  return steps.reduce((found, step) => found[step] as Schema, schema);
}

const accepts = (text: string) => fits(JSON.parse(text), schema);

test('says that it is draft 2020-12, and what a scenario needs', () => {
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
  expect(schema.required).toEqual(expect.arrayContaining(['rotations', 'stages']));
  expect(schema.required).toHaveLength(2);
});

test('every key of a scenario says what it is for', () => {
  const described = Object.values(schema.properties as Record<string, Schema>).map(({ description }) => description);
  expect(described.filter((text) => typeof text !== 'string' || text === '')).toEqual([]);
});

const bundled = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('.snap.json'));

test('there are bundled scenarios', () => {
  expect(bundled).not.toEqual([]);
});

test.each(bundled)('accepts the bundled scenario %s', (name) => {
  expect(accepts(readFileSync(new URL(name, FOLDER), 'utf8'))).toBe(true);
});

const volume = (text: string) => scenarioText({ channel: `"volume": ${text}` });

describe('accepts every form of a number', () => {
  test.each([
    ['5', '"30%"', '"86/362"', '[1, "2%"]', '{ "start": 1, "growth": "5%" }', '{ "start": 1, "step": -1 }'],
    ['{ "repeat": [1, "2%"] }', '{ "start": 1, "growth": 0, "season": [1, "80%"] }'],
    ['{ "season": [1], "start": 1, "step": -1 }', '{ "got": 12, "of": 400, "times": 0.8 }'],
    ['{ "exposures": 3, "notice": 0.5, "needed": 2 }', '{ "got": 12, "of": 400 }', '{ "uniform": [1, 2] }'],
    ['{ "pert": [1, 2, 3] }', '{ "normal": [1, 2] }', '{ "lognormal": [1, 2] }', '{ "beta": [1, 2] }'],
  ])('%s ...', (...numbers) => {
    expect(numbers.filter((number) => !accepts(volume(number)))).toEqual([]);
  });
});

test.each(['0.1', '"10%"', '"1/10"'])('accepts a discount of %s, as the program does', (discount) => {
  expect(accepts(scenarioText({ top: `"discount": ${discount},` }))).toBe(true);
});

test.each([
  ['a discount of -1', scenarioText({ top: '"discount": -1,' })],
  ['a discount that varies', scenarioText({ top: '"discount": [0.1, 0.2],' })],
  ['an unknown key', scenarioText({ top: '"rotation": 5,' })],
  ['an unknown key of a stage', scenarioText({ acquire: '"conversion": 1, "churn": 0.1' })],
  ['an unknown key of a loop', scenarioText({ loop: '"perMember": 1, "perCustomer": 1' })],
  ['a loop without its referral rate', scenarioText({ loop: '"label": ""' })],
  ['an unknown type of loop', scenarioText().replace('"referral"', '"refferal"')],
  ['no rotations', scenarioText().replace('"rotations": 3,', '')],
  ['rotations of 0, 2.5, 10,001', ''],
  ['one stage', '{ "rotations": 3, "stages": [{ "id": "a" }] }'],
  ['an id in capitals', scenarioText().replace('"paid"', '"Paid"')],
  ['an unknown period', scenarioText({ top: '"period": "decade",' })],
  ['a market of nobody', scenarioText({ top: '"market": { "size": 0 },' })],
  ['a number in quotes', volume('"5"')],
  ['a number of an unknown form', volume('{ "start": 1, "grow": 2 }')],
  ['values in turn of which there are none', volume('{ "repeat": [] }')],
  ['a season of nothing', volume('{ "season": [1, 2] }')],
  ['a season that is no list', volume('{ "start": 1, "growth": 0, "season": 2 }')],
  ['a law with a value too few', volume('{ "pert": [1, 2] }')],
  ['nothing for a number', volume('null')],
])('rejects %s', (_name, text) => {
  const texts = text === '' ? ['0', '2.5', '10001'].map((rotations) => scenarioText({ rotations })) : [text];
  expect(accepts(scenarioText())).toBe(true);
  expect(texts.map(accepts)).not.toContain(true);
});
