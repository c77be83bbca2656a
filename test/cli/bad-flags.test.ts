import { describe, expect, test } from 'vitest';
import { fileWith } from './example.ts';
import { flywheel } from './session.ts';

const files = { 'plan.json': fileWith() };

async function refused(args: readonly string[], given = files): Promise<string> {
  const { code, out, err, files: after } = await flywheel(args, { files: given });
  expect({ code, out }, err).toEqual({ code: 2, out: '' });
  expect(after).toEqual(given);
  return err;
}

describe('a change that cannot be: the flag, the reason and a remedy', () => {
  test.each([
    ['--referral-rate 1e999', /perMember must be a number of 0 or more, got a number too large/],
    ['--referral-rate NaN', /perMember must be a number of 0 or more, got the text "NaN"/],
    ['--referral-rate -1', /perMember must be a number of 0 or more, got -1/],
    ['--volume Infinity', /volume must be a number of 0 or more, got the text "Infinity"/],
    ['--volume 1,000', /did you mean 1000\?/],
    [
      '--conversion acquire=35',
      /stages\.acquire\.conversion must be a share between 0 and 1, got 35 \(did you mean 35%\?\)/,
    ],
    ['--conversion acquire=0,35', /did you mean 0\.35\?/],
    ['--conversion acquire=NaN', /stages\.acquire\.conversion must be a share between 0 and 1, got the text "NaN"/],
    ['--conversion acquire=', /stages\.acquire\.conversion must be a share between 0 and 1/],
    ['--conversion aquire=0.3', /aquire.*did you mean acquire/],
    ['--conversion engage=0.3', /engage.*acquire, nurture, advocate/],
    ['--conversion 30%', /--conversion acquire=.*--conversion nurture=.*--conversion advocate=/],
    ['--retention advocate=1.5', /stages\.advocate\.retention must be a share between 0 and 1, got 1\.5/],
    ['--rotations 0', /rotations must be a whole number between 1 and 10,?000, got 0/],
    ['--rotations 2.5', /rotations must be a whole number between 1 and 10,?000, got 2\.5/],
    ['--rotations 10001', /rotations must be a whole number between 1 and 10,?000, got 10001/],
    ['--set stages.aquire.conversion=0.3', /did you mean acquire\?/],
    ['--set stages.acquire.conversoin=0.3', /did you mean conversion\?/],
    ['--set market.sise=3', /did you mean size\?/],
    ['--set rotatoins=3', /did you mean rotations\?/],
    ['--set rotations.x=3', /rotations is a single value/],
    ['--set levers.coaching.cost=3', /this scenario has no levers/],
    ['--set stages.acquire.retention=-1', /stages\.acquire\.retention must be a share/],
    ['--set stages..x=3', /not a path.*stages\.acquire\.conversion/],
    ['--set loops=[null]', /loops.*must be a mapping/],
    ['--with coaching', /no lever "coaching".*no levers/],
  ])('%s', async (flags, message) => {
    const err = await refused(['simulate', 'plan.json', ...flags.split(' '), '--output', 'result.txt']);
    for (const line of err.trimEnd().split('\n')) expect(line).toContain(`${flags}: `);
    expect(err).toMatch(message);
  });

  test('every wrong flag has its own message', async () => {
    const err = await refused([
      'simulate',
      'plan.json',
      '--volume',
      '-1',
      '--conversion',
      'acquire=2',
      '--rotations',
      '0',
    ]);
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(expect.arrayContaining(['--volume -1', '--conversion acquire=2', '--rotations 0']));
  });

  test('a lever that does not exist suggests one that does', async () => {
    const levers = [{ id: 'live-support', changes: [{ path: 'stages.acquire.conversion', multiply: 1.2 }] }];
    const err = await refused(['simulate', 'plan.json', '--with', 'live-suport'], {
      'plan.json': fileWith({ levers }),
    });
    expect(err).toMatch(/--with live-suport: .*did you mean live-support\?/);
  });
});

describe('a command line that cannot be', () => {
  test.each([
    ['simulat plan.json', /unknown command 'simulat'\s+\(Did you mean simulate\?\)/],
    ['simulate plan.json --formt csv', /unknown option '--formt'\s+\(Did you mean --format\?\)/],
    ['simulate plan.json --retension 90%', /unknown option '--retension'\s+\(Did you mean --retention\?\)/],
    ['simulate plan.json --format xml', /--format.*'xml'.*table, csv, markdown, json/],
    ['simulate plan.json --view table', /--view.*'table'.*rotations, origins/],
    ['simulate', /missing.*scenario/],
    ['simulate plan.json other.json', /too many arguments/],
    ['simulate plan.json --set', /--set.*missing/],
    ['simulate plan.json --set name', /--set.*path=value/],
    ['simulate plan.json --rotations five=5', /--rotations.*number alone/],
    ['simulate plan.json --with ,', /--with.*lever@rotation/],
    ['simulate plan.json --with a@0', /--with.*lever@rotation/],
    ['validate', /missing.*path/],
    ['init', /missing.*file/],
    ['', /Usage: flywheel/],
    ['help bogus', /Usage: flywheel/],
  ])('flywheel %s', async (line, message) => {
    expect(await refused(line.split(' ').filter(Boolean))).toMatch(message);
  });
});

test('a sweep with a lever that there is none of is no sweep of rows without a value', async () => {
  const err = await refused(['sweep', 'plan.json', '--vary', 'channels.paid.volume=1,2', '--with', 'coaching']);
  expect(err).toMatch(/--with coaching: there is no lever "coaching" \(this scenario has no levers\)/);
});

/** 100 people x (1 + 0.10125 x 1000) per rotation: 1.1e14 in rotation 7, 1.2e16 in rotation 8. */
test('growth beyond counting names the rotation and what to lower', async () => {
  const err = await refused([
    'simulate',
    'plan.json',
    '--referral-rate',
    '1000',
    '--rotations',
    '50',
    '--output',
    'r.txt',
  ]);
  expect(err).toMatch(/1e15 people in rotation 8: lower the referral rate.*--rotations/);
});

/** A flag cannot be written into what is no mapping: the file is to blame, not the flag. */
test.each(['5', '"text"', 'null', '[]', 'true'])(
  'a file that holds only %s is no scenario, whatever the flags',
  async (text) => {
    for (const flags of [
      ['--rotations', '3'],
      ['--set', 'name=3'],
      ['--volume', '3'],
    ]) {
      const err = await refused(['simulate', 'plan.json', ...flags], { 'plan.json': text });
      expect(err).toMatch(/^plan\.json:1:1 a scenario is a mapping with rotations and stages/);
    }
  },
);
