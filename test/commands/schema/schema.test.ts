import { expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

/** Every key of the scenario file, from its documentation. */
const KEYS = {
  top: '$schema name description rotations period start currency channels stages loops market customer overhead discount levers expect snapshot',
  channels: 'id label to volume budget arrival cost response conversion retention',
  stages:
    'id label conversion optional delay wait retention activeFor initial revenue margin cost memberRevenue memberCost',
  levers: 'id label description cost setup excludes changes',
  expect: 'metric chance is within above below atLeast atMost times with',
} as const;

interface Node {
  readonly properties: Record<string, { readonly items: Node; readonly description?: string }>;
  readonly additionalProperties: unknown;
  readonly required: string[];
}

const schema = async (): Promise<Node & { $schema: string }> => JSON.parse((await flywheel(['schema'])).out);

test('prints a JSON Schema on stdout, nothing else', async () => {
  const { code, err } = await flywheel(['schema']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect((await schema()).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
});

test('has every key of the format, and no other is allowed', async () => {
  const root = await schema();
  expect(Object.keys(root.properties).sort()).toEqual(KEYS.top.split(' ').sort());
  expect(root.additionalProperties).toBe(false);
  expect([...root.required].sort()).toEqual(['rotations', 'stages']);
  for (const list of ['channels', 'stages', 'levers', 'expect'] as const) {
    const { items } = root.properties[list] as { items: Node };
    expect(Object.keys(items.properties).sort(), list).toEqual(KEYS[list].split(' ').sort());
    expect(items.additionalProperties, list).toBe(false);
  }
});

test('knows what a scenario may say of its snapshot', async () => {
  const { snapshot } = (await schema()).properties as unknown as Record<string, Node>;
  expect(Object.keys(snapshot.properties)).toEqual(['metrics', 'tolerance']);
  expect(snapshot.additionalProperties).toBe(false);
  expect(snapshot.properties).toMatchObject({
    metrics: { type: 'array', items: { type: 'string' } },
    tolerance: { additionalProperties: { type: ['number', 'string'] } },
  });
});

test('explains every key of a stage to an editor', async () => {
  const { items } = (await schema()).properties.stages as { items: Node };
  for (const [key, value] of Object.entries(items.properties)) expect(value.description, key).toMatch(/\w+ \w+/);
});

test('a scenario may name it', async () => {
  const files = { 'plan.json': fileWith({ $schema: './scenario.schema.json' }) };
  expect((await flywheel(['validate', 'plan.json'], { files })).code).toBe(0);
});
