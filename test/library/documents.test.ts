import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { sized } from '../cases.ts';
import { flywheel } from '../cli/session.ts';

type Scenario = library.Scenario;

const SCENARIOS = ['hundred-per-cycle', 'value-journey'];

const textOf = (name: string): string => readFileSync(`scenarios/${name}.json`, 'utf8');

const read = (name: string, ...changes: string[]): Scenario =>
  library.readScenario(textOf(name), {
    changes: changes.map((change) => {
      const [set, value] = change.split('=');
      return { flag: change, set, value: Number(value) };
    }),
  });

/** The JSON document that a command prints, without its header. */
async function printed(args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { out, err } = await flywheel([...args, '--format', 'json'], { files });
  const { flywheel: version, command, ...document } = JSON.parse(out || '{}');
  expect([version, command, err.includes('error')], err).toEqual([1, args[0], false]);
  return document;
}

/** As JSON has it: without what is undefined. */
const written = (document: unknown): unknown => JSON.parse(JSON.stringify(document));

const LEVER = { lever: 'welcome-10', from: 2 };
const REFERRALS: Record<string, string> = {
  'hundred-per-cycle': 'loops.word-of-mouth.perMember',
  'value-journey': 'loops.codes.perMember',
};

describe.each(sized(SCENARIOS.slice(0, 1), SCENARIOS))(
  'what the library finds of %s is what the command prints:',
  (name) => {
    const scenario = read(name);
    /** Short enough for runs, of more than one block. */
    const short = read(name, 'rotations=3');
    const SHORT = ['--rotations', '3'];
    const [path, first] = [REFERRALS[name], scenario.stages[0].id];
    const isPriced = name === 'value-journey';
    const [on, flags] = isPriced ? [{ with: [LEVER] }, ['--with', 'welcome-10@2']] : [{}, []];

    test('simulate', async () => {
      expect(written(library.simulate(scenario, on))).toEqual(await printed(['simulate', name, ...flags]));
    });

    test('chance, with goals', async () => {
      const goal = 'gain@2 at least 10';
      const found = await library.chance(short, { ...on, goals: [goal], runs: 1001, seed: 'x' });
      const args = ['chance', name, goal, ...SHORT, ...flags, '--runs', '1001', '--seed', 'x'];
      expect(written(found)).toEqual(await printed(args));
    });

    // With bands once: they are those of both scenarios.
    test.each(isPriced ? [false] : sized([false], [false, true]))('compare, bands: %s', async (bands) => {
      const against = SCENARIOS.filter((other) => other !== name).map((other) => ({
        scenario: read(other, 'rotations=3'),
      }));
      const found = await library.compare(short, { against, ...(bands ? { bands, runs: 1001 } : {}) });
      const args = ['compare', name, ...SCENARIOS.filter((other) => other !== name), ...SHORT];
      expect(written(found)).toEqual(await printed([...args, ...(bands ? ['--bands', '--runs', '1001'] : [])]));
    });

    test('sweep', async () => {
      const vary = { [path]: '0:1:0.25', rotations: [3, 2] };
      const found = await library.sweep(scenario, { ...on, vary, metrics: ['gain', first] });
      const args = ['--vary', `${path}=0:1:0.25`, '--vary', 'rotations=3,2', '--metric', 'gain', '--metric', first];
      expect(written(found)).toEqual(await printed(['sweep', name, ...args, ...flags]));
    });

    test('sweep, with bands and rows that cannot be', async () => {
      const vary = { [path]: [0.5, 1e9] };
      const found = await library.sweep(short, { vary, bands: true, runs: 1001 });
      const args = ['sweep', name, '--vary', `${path}=0.5,1000000000`, '--bands', '--runs', '1001', ...SHORT];
      expect(written(found)).toEqual(await printed(args));
    });

    test('solve', async () => {
      const found = await library.solve(scenario, { ...on, vary: path, between: [0, 3], goal: 'gain = 40' });
      const args = ['solve', name, '--vary', `${path}=0:3`, '--goal', 'gain = 40', ...flags];
      expect(written(found)).toEqual(await printed(args));
    });

    test('solve, where no value reaches the goal', async () => {
      const found = await library.solve(scenario, { vary: path, between: [0, 1], goal: 'gain = -5' });
      expect(found.solution).toBeNull();
      expect(written(found)).toEqual(await printed(['solve', name, '--vary', `${path}=0:1`, '--goal', 'gain = -5']));
    });

    test('sensitivity', async () => {
      const found = await library.sensitivity(scenario, { ...on, metric: 'gain', by: 0.05 });
      expect(written(found)).toEqual(await printed(['sensitivity', name, '--metric', 'gain', '--by', '5%', ...flags]));
    });

    test('sensitivity, by uncertainty', async () => {
      const uncertain = { got: 3, of: 10 };
      const conversion = `stages.${scenario.stages[1].id}.conversion`;
      const changes = [{ flag: 'set', set: conversion, value: uncertain }];
      const given = library.readScenario(textOf(name), { changes });
      const found = await library.sensitivity(given, { metric: 'gain', by: 'uncertainty', runs: 200, seed: 'x' });
      const args = ['--by', 'uncertainty', '--runs', '200', '--seed', 'x', '--set'];
      const set = `${conversion}=${JSON.stringify(uncertain)}`;
      expect(written(found)).toEqual(await printed(['sensitivity', name, '--metric', 'gain', ...args, set]));
    });

    test('track', async () => {
      const actuals = `rotation,${first},gain\n1,105,\n2,152,40\n`;
      // A spread draws numbers anew for every run, which takes long where there is money.
      const [spread, flag] = isPriced ? [undefined, []] : [0.1, ['--spread', '10%']];
      const found = await library.track(short, { ...on, actuals, source: 'real.csv', runs: 1001, spread });
      const args = ['track', name, 'real.csv', '--runs', '1001', ...flag, ...SHORT, ...flags];
      expect(written(found)).toEqual(await printed(args, { 'real.csv': actuals }));
    });

    test('check, against a snapshot that agrees and one that does not', async () => {
      const [file, snap] = [`${name}.json`, `${name}.snap.json`];
      const files = { [file]: textOf(name) };
      expect(written(await library.check(scenario, { path: file }))).toEqual(await printed(['check', file], files));
      const snapshot = (await flywheel(['check', file, '--update'], { files })).files[snap];
      const changed = snapshot.replace(`"${first}@1": `, `"${first}@1": 1`);
      expect(changed).not.toBe(snapshot);
      for (const text of [snapshot, changed]) {
        const found = await library.check(scenario, { path: file, snapshot: text });
        expect(found.files[0].status).toBe(text === snapshot ? 'passed' : 'failed');
        expect(written(found)).toEqual(await printed(['check', file], { ...files, [snap]: text }));
      }
    });
  },
);

test('chance, exact where it can be', async () => {
  const scenario = read('hundred-per-cycle');
  const found = await library.chance(scenario, { goals: ['gain@5 at least 47'] });
  expect(found.goals[0].method).toBe('exact');
  expect(written(found)).toEqual(await printed(['chance', 'hundred-per-cycle', 'gain@5 at least 47']));
});

test('of the levers of value-journey, too, with a budget and without', async () => {
  const scenario = read('value-journey', 'rotations=3');
  const args = ['levers', 'value-journey', '--rotations', '3', '--metric', 'gain'];
  expect(written(await library.rankLevers(scenario, { metric: 'gain' }))).toEqual(await printed(args));
  const found = await library.rankLevers(scenario, { metric: 'gain', budget: 5000, with: [LEVER] });
  const flags = ['--budget', '5000', '--with', 'welcome-10@2'];
  expect(written(found)).toEqual(await printed([...args, ...flags]));
});

test('of an allocation, with its limits', async () => {
  const scenario = read('coffee-subscription');
  const found = await library.allocate(scenario, { spend: 6000, max: { podcast: 500 }, keep: ['search'] });
  const flags = ['--spend', '6000', '--max', 'podcast=500', '--keep', 'search'];
  expect(written(found)).toEqual(await printed(['allocate', 'coffee-subscription', ...flags]));
});

test('of a scenario without levers, library and command say that there are none', async () => {
  const { err } = await flywheel(['levers', 'hundred-per-cycle']);
  const attempt = library.rankLevers(read('hundred-per-cycle'));
  await expect(attempt).rejects.toThrow(/^this scenario has no levers to try/);
  await attempt.catch(({ message }) => expect(err).toContain(message));
});
