import { describe, expect, test } from 'vitest';
import { heldNotes } from '../../src/analysis/held-lists.ts';
import { simulate } from '../../src/analysis/simulate.ts';
import { type ReadOptions, readScenario } from '../../src/model/scenario/read.ts';
import { fileWith } from '../cli/example.ts';

const TWELVE = [1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900, 2500, 4000];

const shop = (changes: Record<string, unknown> = {}, options: ReadOptions = {}) =>
  readScenario(fileWith({ rotations: 24, channels: [{ id: 'ads', budget: TWELVE, cost: 2 }], ...changes }), options);

const said = (changes: Record<string, unknown> = {}) => heldNotes(shop(changes), []);

describe('a list that ends before the run does', () => {
  test('is named, with the value that it keeps, since when, and what to do', () => {
    expect(said()).toEqual([
      'channels.ads.budget has 12 values for 24 rotations: it stays at 4,000 from rotation 13 on. If that is not meant, write a value for every rotation, { "repeat": [...] } to begin again, or run only 12 (--rotations 12).',
    ]);
  });

  test('has the months of a scenario with dates, and percentages as they were written', () => {
    const dated = { period: 'month', start: '2027-01', channels: [{ id: 'ads', volume: ['10/2', '30%'] }] };
    expect(said(dated)[0]).toContain('has 2 values for 24 months: it stays at 30% from Mar 2027 on.');
    expect(said({ ...dated, start: undefined })[0]).toContain('stays at 30% from month 3 on.');
  });

  test.each([
    ['one value', [1000]],
    ['equal values', [1000, 1000, '2000/2']],
    ['a value for every rotation', Array.from({ length: 24 }, (_, t) => t + 1)],
    ['more than that', Array.from({ length: 30 }, (_, t) => t + 1)],
    ['a growth', { start: 1000, growth: 0.1 }],
  ])('is not said of %s', (_what, budget) => {
    expect(said({ channels: [{ id: 'ads', budget, cost: 2 }] })).toEqual([]);
  });

  test('is one sentence for many of them, with three named', () => {
    const channels = Array.from({ length: 40 }, (_, i) => ({ id: `ads-${i}`, volume: [1, i + 2] }));
    const [note, ...more] = said({ channels });
    expect(more).toEqual([]);
    expect(note).toBe(
      '40 lists have fewer values than there are rotations (24), and hold their last one: ' +
        'channels.ads-0.volume stays at 2 from rotation 3 on, channels.ads-1.volume stays at 3 from rotation 3 on, ' +
        'channels.ads-2.volume stays at 4 from rotation 3 on, and 37 more. ' +
        'If that is not meant, write a value for every rotation, { "repeat": [...] } to begin again, or run only 2 (--rotations 2).',
    );
  });

  test('of several lengths names no number of rotations that would suit all', () => {
    const channels = [{ id: 'ads', budget: TWELVE, cost: [2, 3] }];
    expect(said({ channels })[0]).toMatch(
      /write a value for every rotation or \{ "repeat": \[\.\.\.\] \} to begin again\.$/,
    );
  });

  test('of a lever counts once that is on', () => {
    const levers = [{ id: 'gift', changes: [{ path: 'stages.acquire.conversion', multiply: [1.2, 1.1] }] }];
    const scenario = shop({ channels: [{ id: 'ads', volume: 100 }], levers });
    expect(heldNotes(scenario, [])).toEqual([]);
    expect(heldNotes(scenario, [{ lever: 'gift', from: 1 }])[0]).toContain('levers.gift.changes[0].multiply has 2');
  });

  test('is among the notes of a simulation, and gone once the run is as long as the list', () => {
    const { notes } = simulate(shop());
    expect(notes).toEqual(said());
    const flag = { flag: '--rotations 12', knob: 'rotations', of: null, value: 12 } as const;
    expect(simulate(shop({}, { changes: [flag] })).notes).toEqual([]);
  });
});
