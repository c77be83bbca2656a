import { describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const files = {
  'shop.json': fileWith({
    rotations: 4,
    channels: [{ id: 'ads', budget: [1000, 1100, 4000], cost: 2 }],
    levers: [{ id: 'gift', changes: [{ path: 'stages.acquire.conversion', multiply: 1.2 }] }],
  }),
  'actuals.csv': 'rotation,engage\n1,510\n',
};
const NOTE =
  'channels.ads.budget has 3 values for 4 rotations: it stays at 4,000 from rotation 4 on. If that is not meant, write a value for every rotation, { "repeat": [...] } to begin again, or run only 3 (--rotations 3).';
const run = (line: string) => flywheel(line.split(' '), { files });

/** Every command that prints numbers of a scenario, and what it needs. */
const COMMANDS = [
  'simulate shop.json',
  'simulate shop.json --bands',
  'simulate shop.json --view money',
  'chance shop.json --runs 20',
  'compare shop.json --with gift',
  'sweep shop.json --vary stages.acquire.conversion=0.1,0.2',
  'sweep shop.json --vary stages.acquire.conversion=0.1,0.2 --bands --runs 20',
  'solve shop.json --vary stages.acquire.conversion --goal gain@4=300',
  'sensitivity shop.json',
  'levers shop.json',
  'track shop.json actuals.csv --runs 20',
];

describe('that a list ends before the run does', () => {
  test.each(COMMANDS)('stands once under the table of %s', async (line) => {
    const { code, out, err } = await run(line);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split(NOTE)).toHaveLength(2);
  });

  test.each(COMMANDS)('is a note in the JSON of %s', async (line) => {
    const { out, err } = await run(`${line} --format json`);
    expect(err).toBe('');
    expect(JSON.parse(out).notes.filter((note: string) => note === NOTE)).toHaveLength(1);
  });

  test('is a note on stderr where the table has no room for it, and beside a chart or a page', async () => {
    for (const line of ['simulate shop.json --format csv', 'plot shop.json -o x.svg', 'report shop.json -o x.html']) {
      const { err } = await run(line.replace('-o', '--output'));
      expect(err, line).toBe(`note: ${NOTE}\n`);
    }
  });

  test('names the scenario in a comparison where it is so in one of them alone', async () => {
    const { out } = await run('compare shop.json --budget 900');
    expect(out).toContain(`as it is: ${NOTE}`);
  });
});
