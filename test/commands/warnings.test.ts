import { describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const files = {
  'odd.json': fileWith({ channels: [{ id: 'ads', volume: [100, 110, 120, 130, 140], cost: 2 }] }).replace(
    '"rotations": 5,',
    '"rotations": 5,\n  "discount": 12,',
  ),
  'sane.json': fileWith({ discount: 0.12 }),
  'actuals.csv': 'rotation,engage\n1,100\n',
};
const run = (line: string) => flywheel(line.split(' '), { files, env: { CI: '' } });

const WARNING =
  /^odd\.json:4:15 warning: discount is 12, which is 1,200% per rotation \(did you mean "12%" or 0\.12\?\)$/m;
const WARNINGS = new RegExp(WARNING, 'gm');

describe('a discount of 12', () => {
  test.each([
    'validate odd.json',
    'simulate odd.json',
    'simulate odd.json --format json',
    'chance odd.json --runs 20 --format json',
    'compare odd.json --volume 5 --format json',
    'compare sane.json odd.json --format json',
    'sweep odd.json --vary stages.acquire.conversion=0.1,0.2 --format json',
    'solve odd.json --vary stages.acquire.conversion --goal gain@5=30 --format json',
    'sensitivity odd.json --format json',
    'track odd.json actuals.csv --runs 20 --format json',
    'plot odd.json --output x.svg',
    'plot odd.json --chart sweep --vary stages.acquire.conversion=0.1,0.2 --output x.svg',
    'report odd.json --output x.html',
  ])('is warned of once, with its place, and is no error: %s', async (line) => {
    const { code, out, err } = await run(line);
    expect(code).toBe(0);
    expect(err.match(WARNINGS)).toHaveLength(1);
    expect(err).toContain(' | ');
    expect(out).not.toContain('warning');
    if (line.includes('json') && line.includes('--format')) expect(JSON.parse(out).flywheel).toBe(1);
  });

  test('is warned of by its flag where it comes from one', async () => {
    const { code, err } = await run('simulate sane.json --set discount=12');
    expect(code).toBe(0);
    expect(err).toMatch(/^--set discount=12: warning: discount is 12, .* \(did you mean "12%" or 0\.12\?\)$/m);
  });

  test('that a sweep passes over is what the sweep is for', async () => {
    expect((await run('sweep sane.json --vary discount=0:2:1')).err).toBe('');
  });

  test('leaves the other files valid, and what is wrong with them is still said', async () => {
    const { code, err, out } = await flywheel(['validate', 'odd.json', 'bad.json'], {
      files: { ...files, 'bad.json': fileWith({ rotations: 0 }) },
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(WARNING);
    expect(err).toMatch(/^bad\.json:\d+:\d+ rotations must be/m);
  });
});

describe('check lists warnings without failing', () => {
  test('under its table', async () => {
    const { code, out, err } = await run('check odd.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/^odd\.json:4:15 warning: discount is 12, .*\.$/gm)).toHaveLength(1);
  });

  test('in its JSON document', async () => {
    const { code, out, err } = await run('check odd.json sane.json --format json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [odd, sane] = JSON.parse(out).files;
    expect(odd.warnings).toEqual([{ line: 4, column: 15, message: expect.stringMatching(/^discount is 12, /) }]);
    expect(Object.keys(sane)).not.toContain('warnings');
  });

  test('as annotations', async () => {
    const { code, out } = await run('check odd.json --format github');
    expect(code).toBe(0);
    expect(out).toMatch(/^::warning file=odd\.json,line=4,col=15,title=Hardly meant so::discount is 12, /m);
  });

  test('on stderr beside CSV', async () => {
    const { code, out, err } = await run('check odd.json --format csv');
    expect(code).toBe(0);
    expect(err).toMatch(WARNING);
    expect(out).not.toContain('warning');
  });

  test('a few of each file', async () => {
    const channels = Array.from({ length: 30 }, (_, i) => ({ id: `ads-${i}`, volume: 1, cost: '5%' }));
    const many = { 'many.json': fileWith({ channels }) };
    const { out } = await flywheel(['check', 'many.json'], { files: many });
    expect(out.match(/ warning: /g)).toHaveLength(5);
    expect(out).toContain('many.json has 25 more warnings: flywheel validate many.json lists them.');
    const { err } = await flywheel(['validate', 'many.json'], { files: many });
    expect(err.match(/ warning: /g)).toHaveLength(30);
    const { err: told } = await flywheel(['simulate', 'many.json'], { files: many });
    expect(told.match(/ warning: /g)).toHaveLength(10);
    expect(told).toContain('... and 20 more warnings: flywheel validate lists them all');
  });
});

describe('a flag that gives one value to a number of several says so', () => {
  test.each([
    ['simulate odd.json --volume 120', 'it is now 120'],
    ['simulate odd.json --set channels.ads.volume=120', 'it is now 120'],
    ['chance odd.json --volume 120 --runs 20', 'it is now 120'],
    ['compare odd.json --volume 120', 'it is now 120'],
    ['compare sane.json odd.json --volume ads=120', null],
    ['sweep odd.json --vary channels.ads.volume=1,2', '--vary gives it one value'],
    ['solve odd.json --vary channels.ads.volume --goal gain@5=30', '--vary gives it one value'],
    ['sensitivity odd.json --volume 120', 'it is now 120'],
    ['plot odd.json --volume 120 --output x.svg', 'it is now 120'],
    ['plot odd.json --chart sweep --vary channels.ads.volume=1,2 --output x.svg', '--vary gives it one value'],
    ['report odd.json --volume 120 --output x.html', 'it is now 120'],
  ])('%s', async (line, now) => {
    const { code, err } = await run(line);
    expect(code).toBe(0);
    const notes = err.split('\n').filter((text) => text.includes('channels.ads.volume was'));
    const then = now ?? 'it is now 120';
    expect(notes).toEqual([`note: channels.ads.volume was [100,110,120,130,140]; ${then} in every rotation.`]);
  });

  test('in months where these are months', async () => {
    const monthly = { 'm.json': fileWith({ period: 'month', channels: [{ id: 'ads', volume: [1, 2, 3, 4, 5] }] }) };
    const { err } = await flywheel(['simulate', 'm.json', '--volume', '9'], { files: monthly });
    expect(err).toBe('note: channels.ads.volume was [1,2,3,4,5]; it is now 9 in every month.\n');
  });
});
