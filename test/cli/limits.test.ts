import { describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
import { fileWith, worked } from './example.ts';
import { flywheel } from './session.ts';

const help = (await flywheel(['--help'])).out.replace(/\s+/g, ' ');

const many = <Item>(count: number, item: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => item(i));

/** A plan with 200 stages, and so many channels. */
const wide = (channels: number): string =>
  fileWith({
    channels: many(channels, (i) => ({ id: `c${i}`, volume: 1 })),
    stages: many(200, (i) => ({ id: `s${i}`, ...(i > 0 && { conversion: 1 }) })),
    loops: [],
  });

const simulate = ['simulate', 'plan.json'];
const vary = (values: string): string[] => ['sweep', 'plan.json', '--vary', `channels.paid.volume=${values}`];

/** What the help says, a command line just beyond it, and what it is told. */
const LIMITS: readonly [stated: string, args: readonly string[], plan: string, message: RegExp][] = [
  ['a file of 5 MB', simulate, fileWith().padEnd(5_000_001), /larger than 5 MB/],
  ['10,000 rotations', simulate, fileWith({ rotations: 10_001 }), /rotations must be .* 10,000, got 10001/],
  ['200 each of stages', simulate, fileWith({ stages: many(201, (i) => ({ id: `s${i}` })) }), /more than 200 members/],
  [
    'channels',
    simulate,
    fileWith({ channels: many(201, (i) => ({ id: `c${i}`, volume: 1 })) }),
    /more than 200 members/,
  ],
  [
    'loops',
    simulate,
    fileWith({ loops: many(201, (i) => ({ ...worked.loops[0], id: `l${i}` })) }),
    /more than 200 members/,
  ],
  ['levers', simulate, fileWith({ levers: many(201, (i) => ({ id: `l${i}`, cost: 1 })) }), /more than 200 members/],
  ['10,000,000 rotations x stages x (channels + loops)', [...simulate, '--rotations', '1001'], wide(50), /10,000,000/],
  ['1e15 people', simulate, fileWith({ channels: [{ id: 'paid', volume: 1.1e15 }] }), /1e15 people in rotation 1/],
  ['1e21 in money', simulate, fileWith({ overhead: 1e22 }), /1e21/],
  ['1e9 runs', ['chance', 'plan.json', '--runs', '1000000001'], fileWith(), /--runs.*between 1 and 1,000,000,000/s],
  ['256 threads', ['chance', 'plan.json', '--jobs', '257'], fileWith(), /--jobs.*between 1 and 256/s],
  ['20,000 bands', ['chance', 'plan.json', '--rotations', '10000'], fileWith(), /up to 20,000 numbers: run fewer/],
  ['10,000,000 rows', vary('1:10000001:1'), fileWith(), /10,000,001 rows, and at most 10,000,000/],
  ['tables of 10,000', vary('1:10001:1'), fileWith(), /table of 10,001 rows.*--format csv/],
];

describe('a limit is stated in --help, and what is beyond is refused with a message', () => {
  test.each(LIMITS)('%s', async (stated, args, plan, message) => {
    expect(help.split('Limits: ')[1]).toContain(stated);
    const { code, out, err, files } = await flywheel([...args, ...(args[0] === 'sweep' ? [] : ['--output', 'r.txt'])], {
      files: { 'plan.json': plan },
    });
    expect({ code, out, files: Object.keys(files) }, err).toEqual({ code: 2, out: '', files: ['plan.json'] });
    expect(err).toMatch(message);
  });

  test('values to track', async () => {
    const columns = ['engage', 'acquire', 'nurture', 'advocate', 'referred'];
    const rows = many(4001, (i) => [i + 1, ...columns.map(() => 1)].join(','));
    const files = {
      'plan.json': fileWith({ rotations: 4001, loops: [] }),
      'real.csv': [`rotation,${columns}`, ...rows, ''].join('\n'),
    };
    expect(help).toContain('20,000 bands or values to track');
    const { code, out, err } = await flywheel(['track', 'plan.json', 'real.csv'], { files });
    expect({ code, out }, err).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/up to 20,000 values are compared/);
  });

  test('numbers of a snapshot', async () => {
    expect(help).toContain('snapshots of 1,000,000 numbers');
    const files = { 'plan.json': wide(1).replace('"rotations": 5', '"rotations": 2000') };
    const session = await flywheel(['check', 'plan.json', '--update'], { files });
    expect(session.code, session.err).toBe(2);
    expect(session.err).toMatch(/1,000,000/);
    expect(Object.keys(session.files)).toEqual(['plan.json']);
  });
});

describe('what is just within a limit is done', () => {
  test.each<[string, readonly string[], string]>([
    ['a file of 5 MB', simulate, fileWith().padEnd(5_000_000)],
    ...sized<[string, string[], string][]>(
      [],
      [['10,000 rotations', simulate, fileWith({ rotations: 10_000, loops: [] })]],
    ),
    ['200 channels', simulate, fileWith({ channels: many(200, (i) => ({ id: `c${i}`, volume: 1 })) })],
    ['256 threads', ['chance', 'plan.json', '--jobs', '256'], fileWith()],
    ['a table of 10,000 rows', vary('1:10000:1'), fileWith()],
  ])('%s', async (_what, args, plan) => {
    const { code, err } = await flywheel(args, { files: { 'plan.json': plan } });
    expect(code, err).toBe(0);
  });
});
