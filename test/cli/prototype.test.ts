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

/** Every command that takes the name of something. */
test.each([
  ['sweep', '--vary', '__proto__.polluted=1,2'],
  ['sweep', '--vary', 'stages.__proto__.conversion=0:1:0.5'],
  ['sweep', '--vary', 'stages.acquire.__proto__=0:1:0.5'],
  ['sweep', '--vary', 'channels.paid.conversion.constructor=0:1:0.5'],
  ['sweep', '--vary', 'channels.paid.volume=1,2', '--metric', '__proto__'],
  ['sweep', '--vary', 'channels.paid.volume=1,2', '--metric', 'toString@1'],
  ['solve', '--vary', 'constructor.prototype', '--goal', 'gain = 47'],
  ['solve', '--vary', 'stages.acquire.constructor', '--goal', 'gain = 47'],
  ['solve', '--vary', 'channels.paid.volume', '--goal', '__proto__ = 47'],
  ['solve', '--vary', 'channels.paid.volume', '--goal', 'chance of hasOwnProperty at least 47 = 90%'],
  ['sensitivity', '--metric', 'constructor'],
  ['sensitivity', '--metric', 'engage.__proto__'],
  ['sensitivity', '--metric', 'ltv.constructor'],
  ['levers', '--metric', 'journey.__proto__.net'],
  ['levers', '--with', 'constructor'],
  ['allocate', '--metric', '__proto__', '--set', 'channels=[{"id":"ads","budget":5,"cost":1}]'],
  ['allocate', '--keep', 'constructor', '--set', 'channels=[{"id":"ads","budget":5,"cost":1}]'],
  ['allocate', '--min', '__proto__=5', '--set', 'channels=[{"id":"ads","budget":5,"cost":1}]'],
  ['compare', '--metric', 'active.__proto__', '--volume', '3'],
  ['compare', '--metric', 'rules.__proto__', '--volume', '3'],
  ['chance', '__proto__ at least 1'],
  ['chance', 'total:constructor at least 1'],
])('flywheel %s %s %s', async (command, ...args) => {
  const levers = [{ id: 'offer', changes: [{ path: 'stages.acquire.conversion', multiply: 1.1 }] }];
  const files = { 'plan.json': fileWith({ levers }) };
  const { code, out, err } = await flywheel([command, 'plan.json', ...args], { files });
  expect({ code, out }, err).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/__proto__|constructor|toString|hasOwnProperty/);
  expect(err).not.toMatch(/function|\[object|native code/);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('an actuals column of such a name is refused by its name', async () => {
  const files = { ...plan, 'real.csv': 'rotation,__proto__,constructor\n1,2,3\n' };
  const { code, out, err } = await flywheel(['track', 'plan.json', 'real.csv'], { files });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/real\.csv:1:\d+ .*__proto__/);
});

describe('ids that every object inherits something of are ids like any other', () => {
  // Lower-case letters and hyphens: of the names of Object.prototype only this one is an id.
  const id = 'constructor';
  const files = {
    'plan.json': JSON.stringify({
      rotations: 3,
      channels: [{ id: 'paid', volume: 100, cost: 1, conversion: { [id]: 0.5 } }],
      stages: [{ id: 'engage' }, { id, conversion: 0.4, revenue: 3 }],
      loops: [{ id: 'friends', type: 'referral', from: id, to: 'engage', perMember: 1 }],
      levers: [{ id, cost: 1, changes: [{ path: `stages.${id}.revenue`, multiply: 2 }] }],
    }),
    'real.csv': `rotation,${id}\n1,50\n`,
  };

  test.each([
    ['simulate', '--with', id, '--view', 'origins'],
    ['simulate', '--conversion', `${id}=0.1`],
    ['sweep', '--vary', `stages.${id}.revenue=1,2`, '--metric', `${id}@2`],
    ['sweep', '--vary', `channels.paid.conversion.${id}=0.1,0.2`, '--metric', `${id}.paid`],
    ['solve', '--vary', `channels.paid.conversion.${id}`, '--goal', `${id} = 60`],
    ['sensitivity', '--metric', `journey.${id}.net`],
    ['levers', '--metric', 'cash'],
    ['compare', '--with', id, '--metric', `active.${id}`],
    ['chance', `${id}@1 at least 50`],
    ['track', 'real.csv'],
    ['check'],
  ])('flywheel %s %s %s', async (command, ...args) => {
    for (const format of ['table', 'json']) {
      const { code, out, err } = await flywheel([command, 'plan.json', ...args, '--format', format], { files });
      expect(code, err).toBe(0);
      expect(out).not.toMatch(/NaN|undefined|\[object|native code/);
    }
  });
});
