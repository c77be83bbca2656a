import { describe, expect, test } from 'vitest';
import { fileWith, worked } from '../../cli/example.ts';
import { bringing, ownFolder } from './own-folder.ts';

const { here, put, json, statuses } = ownFolder();

describe('what was changed', () => {
  const changed = async (before: Record<string, unknown>, after: Record<string, unknown>) => {
    await put({ 'plan.json': fileWith(before) });
    await here('--update');
    await put({ 'plan.json': fileWith(after) });
    const { out } = await here('');
    return out
      .split('\n')
      .flatMap((line) => /^plan\.json:?\d* ([a-z]+[.:\w -]*: .*|.* in rotation .*)/.exec(line)?.[1] ?? []);
  };
  const volume = (value: unknown) => ({ channels: [{ id: 'paid', volume: value }] });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['is shown as it is written', volume('1000%'), volume('2000%'), ['channels.paid.volume: "1000%" -> "2000%"']],
    [
      'may have changed its form',
      volume(100),
      volume({ start: 100, growth: '1%' }),
      ['channels.paid.volume: 100 -> { "start": 100, "growth": "1%" }'],
    ],
    ['may be new', {}, { overhead: 5, discount: 0 }, ['overhead: 5, new', 'discount: 0, new']],
    ['may be gone', { overhead: 5 }, {}, ['overhead: 5, gone']],
    [
      'of a long list is where it first differs',
      { ...volume(Array.from({ length: 30 }, () => 100)), rotations: 30 },
      { ...volume(Array.from({ length: 30 }, (_, i) => (i > 27 ? 110 : 100))), rotations: 30 },
      ['channels.paid.volume in rotation 29: 100 -> 110, and 1 more rotation'],
    ],
  ])('%s', async (_what, before, after, lines) => {
    expect(await changed(before, after)).toEqual(lines);
  });

  test('is no number where only words were, and that is said', async () => {
    await put({ 'plan.json': fileWith() });
    await here('--update');
    await put({ 'plan.json': fileWith({ loops: worked.loops.map((loop) => ({ ...loop, from: 'nurture' })) }) });
    expect((await here('')).out).toMatch(
      /^No number of the scenario has changed: look at its words \(where a loop leads/m,
    );
  });

  test('is nothing where a number is only written otherwise, and to no effect', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const stages = worked.stages.map((stage) => (stage.id === 'acquire' ? { ...stage, conversion: '30%' } : stage));
    await put({ 'plan.json': fileWith({ stages }) });
    expect(await statuses('--update')).toEqual({ code: 0, 'plan.json': 'unchanged' });
    expect((await here('')).files['plan.snap.json']).toBe(files['plan.snap.json']);
  });

  test('is more than ten numbers, of which the first ten are shown', async () => {
    const costs = (cost: number) => ({
      levers: Array.from({ length: 12 }, (_, i) => ({ id: `l${i}`, cost })),
      overhead: cost,
    });
    expect(await changed(costs(1), costs(2))).toHaveLength(10);
    expect((await here('')).out).toMatch(/^\.\.\. and 3 more\.$/m);
  });

  test('without effect on what is kept fails nothing, and --update notes it', async () => {
    const lever = (cost: number) => ({ levers: [{ id: 'offer', cost, changes: [] }], overhead: 1 });
    await put({ 'plan.json': fileWith(lever(5)) });
    await here('--update');
    await put({ 'plan.json': fileWith(lever(6)) });
    expect(await statuses('')).toEqual({ code: 0, 'plan.json': 'passed' });
    expect(await statuses('--update')).toEqual({ code: 0, 'plan.json': 'updated' });
    const { inputs } = JSON.parse((await here('')).files['plan.snap.json']);
    expect(inputs['levers.offer.cost']).toBe(6);
  });
});

test('a snapshot of an earlier flywheel is held against as ever, and gets its inputs by --update', async () => {
  await put({ 'plan.json': bringing(1) });
  const { files } = await here('--update');
  const { inputs: _, ...rest } = JSON.parse(files['plan.snap.json']);
  await put({ 'plan.snap.json': JSON.stringify(rest, null, 2) });
  expect(await statuses('')).toEqual({ code: 0, 'plan.json': 'passed' });
  await put({ 'plan.json': bringing(1.1) });
  const { code, out } = await here('');
  expect(code).toBe(1);
  expect(out).toContain('The snapshot does not say which numbers it was made with: it does from the next --update on.');
  expect((await json('')).document.files[0].inputs).toBeNull();
  await put({ 'plan.json': bringing(1) });
  expect(await statuses('--update')).toEqual({ code: 0, 'plan.json': 'updated' });
  expect((await here('')).files['plan.snap.json']).toBe(files['plan.snap.json']);
});
