import { describe, expect, test } from 'vitest';
import { fileWith } from './example.ts';
import { flywheel } from './session.ts';

const plan = { 'plan.json': fileWith() };

/** Runs simulate with an --output, so that a file written in spite of the error shows. */
async function refused(args: readonly string[], files: Readonly<Record<string, string>>): Promise<string> {
  const { code, out, err, files: after } = await flywheel(['simulate', ...args, '--output', 'r.txt'], { files });
  expect({ code, out, after }, err).toEqual({ code: 2, out: '', after: files });
  return err;
}

describe('names that mean something to the language and nothing to a scenario', () => {
  const hostile = {
    JSON: [
      'plan.json',
      '{ "rotations": 2, "__proto__": { "a": 1 },\n "stages": [{ "id": "__proto__" }, { "id": "b", "conversion": 1 }],\n "channels": [{ "id": "c", "volume": 1, "conversion": { "constructor": 1 } }] }',
    ],
    YAML: [
      'plan.yaml',
      'rotations: 2\n__proto__: { a: 1 }\nstages: [{ id: __proto__ }, { id: b, conversion: 1 }]\nchannels: [{ id: c, volume: 1, conversion: { constructor: 1 } }]\n',
    ],
  } as const;

  test.each(['JSON', 'YAML'] as const)('as keys, ids and in maps (%s)', async (format) => {
    const [name, text] = hostile[format];
    const err = await refused([name], { [name]: text });
    expect(err).toMatch(/:\d+:\d+ unknown key "__proto__"/);
    expect(err).toMatch(/:\d+:\d+ stages\.__proto__\.id must be lower-case letters/);
    expect(err).toMatch(/:\d+:\d+ channels\.c\.conversion\.constructor names no stage/);
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  test.each([
    '--set __proto__.polluted=1',
    '--set constructor.prototype.polluted=1',
    '--set stages.__proto__.conversion=1',
    '--set stages.acquire.__proto__=1',
    '--set stages.acquire.__proto__.polluted=1',
    '--set channels.paid.conversion.__proto__=1',
    '--set name={"__proto__":{"polluted":1}}',
    '--conversion __proto__=1',
    '--retention __proto__=1',
    '--volume constructor=1',
    '--with __proto__',
  ])('in a flag (%s)', async (flags) => {
    expect(await refused(['plan.json', ...flags.split(' ')], plan)).toContain(`${flags}: `);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
