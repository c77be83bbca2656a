import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sized } from '../../cases.ts';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel, type SessionOptions } from '../../cli/session.ts';

const CSV = 'rotation,engage,acquire\n1,100,28\n2,112,35\n3,152,33\n';

const tracked = (csv: string, flags: readonly string[] = [], options: SessionOptions = {}) =>
  flywheel(['track', 'hundred-per-cycle', 'a.csv', ...flags], { ...options, files: { 'a.csv': csv } });

const LABELLED = worked.stages.map((stage) => (stage.id === 'acquire' ? { ...stage, label: 'Käufe' } : stage));

describe('track', () => {
  test('says what is outside, how unlikely that is, and whether it is news', async () => {
    const { code, out, err } = await tracked(CSV);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('One hundred engaged per cycle · plan and actuals · exact · 5 rotations');
    expect(out).toMatch(/ 2 +Engage +110 +105 to 115 +112 +as planned +31\.\d%/);
    expect(out).toMatch(/ 3 +Engage +121 +114 to 129 +152 +above +less than 0\.1%/);
    expect(out).toContain(
      'Engage: 152 in rotation 3 is outside 114 to 129; by chance this or more happens less than once in 10,000 times.',
    );
    expect(out).toMatch(
      /Of 5 compared values 1 lies outside; by chance alone about 0\.4 would\. Even among 5 .* news\./,
    );
    // A hundred are sought in rotation 1, and nobody has been referred.
    expect(out).toContain('\n1 value that leaves nothing to chance is as planned and not shown.\n');
    expect(out).not.toMatch(/ 1 +Engage /);
  });

  test('makes nothing of what chance may well bring', async () => {
    const { out } = await tracked('rotation,engage,acquire,active.advocate\n1,100,28,11\n2,112,35,22\n3,118,49,40\n');
    expect(out).toMatch(
      /^Acquire: 49 in rotation 3 is outside 28 to 45; by chance this or more happens about once in/m,
    );
    expect(out).toMatch(/Of 8 compared values 1 lies outside; .* no sign that anything goes otherwise than planned\./);
    const calm = await tracked('rotation,engage\n2,112\n');
    expect(calm.out).toMatch(/The one value compared lies inside; .* Nothing is out of the ordinary\./);
  });

  test('says of what is below that it is this or fewer, and of money this or less', async () => {
    const { out } = await tracked('rotation,engage\n3,90\n');
    expect(out).toMatch(/^Engage: 90 in rotation 3 is outside 114 to 129; by chance this or fewer happens/m);
    const money = await flywheel(['track', 'shop-flywheel', 'a.csv', '--runs', '500', '--rotations', '2'], {
      files: { 'a.csv': 'rotation,cash\n2,-1e9\n' },
    });
    expect(money.out).toMatch(
      /^Cash: -.*1,000,000,000\.00 in .*; by chance this or less happened in none of 500 runs\./m,
    );
  });

  test('says how often Poisson arrivals would bring what is no news', async () => {
    const { out } = await tracked('rotation,engage\n3,100\n');
    expect(out).toMatch(
      /but for volumes that are fixed; were they Poisson, this or fewer would happen about once in 36 t/,
    );
  });

  test('what the plan leaves nothing to chance in is said so', async () => {
    const { out } = await tracked('rotation,engage\n1,103\n');
    expect(out).toContain('Engage: 103 in rotation 1 is above 100, and the plan leaves nothing there to chance.');
  });

  test('a fixed volume is no news where it differs, and what to write is said', async () => {
    const { out } = await tracked('rotation,engage,acquire\n1,103,28\n2,108,35\n');
    expect(out).toMatch(/ 1 +Engage +100 +100 to 100 +103 +above +–/);
    expect(out).toMatch(/^Of 3 compared values none lies outside; .* Nothing is out of the ordinary\.$/m);
    expect(out).toMatch(
      /^What differs where .* is no news by itself\.\nReal traffic varies: .* "arrival": "poisson" .* --spread 10%\.$/m,
    );
    expect(out).not.toContain('10,000 times');
    const json = await tracked('rotation,engage,acquire\n1,103,28\n', ['--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ compared: 2, certain: 1, outside: 0 });
    expect(JSON.parse(json.out).notes).toEqual([
      'What differs where the plan leaves nothing to chance is no news by itself.',
      expect.stringContaining('--spread 10%'),
    ]);
  });

  test('--spread lets volumes vary, and says so', async () => {
    const csv = 'rotation,engage,acquire\n1,103,28\n2,130,35\n';
    const { out } = await tracked(csv, ['--spread', '10%', '--runs', '1000']);
    expect(out).toMatch(/ 1 +Engage +100 +8[345] to 11[678] +103 +as planned +[34]\d\.\d%/);
    expect(out).toContain(
      "Volumes are spread by 10%: in each run every channel's is multiplied by a factor of its own, with mean 1.",
    );
    expect(out).not.toContain('nothing to chance');
  });

  test.each([
    ['10', /from 0\.01% to 100%\. Did you mean 10%\?/],
    ['0', /from 0\.01% to 100%/],
    ['abc', /a share such as 10% or 0\.1, and got the text "abc"/],
    ['9'.repeat(100_000), /too long for a number/],
  ])('--spread %s is refused', async (spread, message) => {
    const { code, out, err } = await tracked(CSV, ['--spread', spread]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('what the plan leaves nothing to chance in is shown where there is nothing else', async () => {
    const { out } = await tracked('rotation,engage,referred\n1,100,0\n');
    expect(out).toMatch(/ 1 +Engage +100 +100 to 100 +100 +as planned/);
    expect(out).toContain('\n2 values that leave nothing to chance are as planned. Nothing is out of the ordinary.\n');
    expect(out).not.toContain('compared');
  });

  test('stands out on a terminal where it is outside, and fits a narrow one', async () => {
    const wide = await tracked(CSV, [], { outColumns: 100, env: { FORCE_COLOR: '1' } });
    const strong = wide.out.split('\n').filter((line) => line.startsWith('\u001b[1m'));
    expect(strong.filter((line) => line.includes('Engage'))).toHaveLength(1);
    const narrow = await tracked(CSV, [], { outColumns: 40, env: { NO_COLOR: '1' } });
    expect(narrow.out).toMatch(/^ +3 +Engage +121 +152 +above/m);
    expect(narrow.out.split('\n').filter((line) => line.length > 40)).toEqual([]);
  });

  test('as JSON has the shape of the contract', async () => {
    const { out } = await tracked('rotation,engage\n2,152\n', ['--format', 'json']);
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual([
      'flywheel',
      'command',
      'scenario',
      'method',
      'runs',
      'seed',
      'rows',
      'compared',
      'certain',
      'outside',
      'expectedOutside',
      'forecast',
      'notes',
    ]);
    expect(document).toMatchObject({
      ...{ flywheel: 1, command: 'track', method: 'exact', compared: 1, certain: 0, outside: 1, notes: [] },
      scenario: { name: 'One hundred engaged per cycle', rotations: 5, with: [] },
    });
    // Every one of 10.125 advocates on average brings one: 152 would take 52 of 100 prospects to become advocates.
    expect(document.rows).toEqual([
      { rotation: 2, metric: 'engage', plan: 110.125, p5: 105, p95: 115, actual: 152, tail: 0, verdict: 'above' },
    ]);
    const drawn = await tracked(CSV, ['--format', 'json', '--runs', '500', '--seed', 'blue']);
    expect(JSON.parse(drawn.out)).toMatchObject({ method: 'monte-carlo', runs: 500, seed: 'blue' });
  });

  test('as CSV is a row per value, with the sentences on stderr', async () => {
    const { out, err } = await tracked('rotation,engage\n2,112\n1,100\n', ['--format', 'csv']);
    expect(out).toMatch(
      /^rotation,metric,plan,p5,p95,actual,tail,verdict\n1,engage,100,100,100,100,1,inside\n2,engage,110\.125,105,115,112,0\.31\d+,inside\n$/,
    );
    expect(err).toMatch(
      /^note: exact\nnote: The one value compared lies inside; .*\nnote: 1 value that leaves nothing to chance is as planned\.\nnote: If the rest goes to plan, .*\n$/,
    );
  });

  test.each([
    ['UTF-16 as Excel saves "Unicode text"', [0xff, 0xfe], 'utf16le'],
    ['UTF-16 with its bytes the other way round', [0xfe, 0xff], 'utf16be'],
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf], 'utf8'],
    ['UTF-8', [], 'utf8'],
  ])('reads %s', async (_what, mark, encoding) => {
    const scenario = fileWith({ currency: 'EUR', overhead: 1, stages: LABELLED });
    const text = 'sep=;\r\nRotation;Käufe;Cash;Wetter\r\n2;33;(1.234,50 €);schön\r\n';
    const bytes = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
    if (encoding === 'utf16be') bytes.swap16();
    const { code, out, err } = await flywheel(['track', 's.json', 'a.csv', '--format', 'json', '--runs', '10'], {
      files: { 's.json': scenario, 'a.csv': Buffer.concat([Uint8Array.from(mark), bytes]) },
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { rows, notes } = JSON.parse(out) as { rows: { metric: string; actual: number }[]; notes: string[] };
    expect(rows.map(({ metric, actual }) => [metric, actual])).toEqual([
      ['acquire', 33],
      ['cash', -1234.5],
    ]);
    expect(notes[0]).toBe('Not read, since this scenario has no figure of that name: "Wetter".');
  });

  test('reads what Excel saves as CSV on Windows, and says so', async () => {
    const scenario = fileWith({ currency: 'EUR', overhead: 1, stages: LABELLED });
    const bytes = Buffer.from('Rotation;K\u00e4ufe;Cash\n2;33;12,50 \u0080\n', 'latin1');
    const { code, out } = await flywheel(['track', 's.json', 'a.csv', '--runs', '10'], {
      files: { 's.json': scenario, 'a.csv': bytes },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/ 2 +Cash +-2\.00 .* 12\.50 /);
    expect(out).toContain('were read as Excel saves CSV on Windows (Windows-1252).');
  });

  test('what the rest now comes to stands below the verdicts, and needs a rest', async () => {
    const { out } = await tracked(CSV, ['--runs', '1000']);
    expect(out).toMatch(/\nWhat the rest now comes to · 3 of 5 rotations known · 1,000 runs, seed 1\n/);
    expect(out).toMatch(/\nWhat +Plan +Now +5% +95%\nAcquire in rotation 5 +44 +4\d +\d\d +\d\d\n/);
    expect(out).toMatch(
      /If the rest goes to plan, rotation 5 now comes to 6\d active at Advocate \(plan 62; nine times in ten \d\d to \d\d\)\.\n$/,
    );
    const earning = await flywheel(['track', 'shop-flywheel', 'a.csv', '--runs', '500'], {
      files: { 'a.csv': 'rotation,cash\n1,-2000\n' },
    });
    expect(earning.out).toMatch(
      /\nCash then comes to USD [\d,.]+ at the end of .+ \(plan USD [\d,.]+; nine times in ten -?USD [\d,.]+ to USD [\d,.]+\)\.\n/,
    );
    const whole = await tracked(`${CSV}5,140,41\n`, ['--format', 'json']);
    expect(JSON.parse(whole.out).forecast).toEqual([]);
    const ratio = await tracked('rotation,referredShare\n2,10%\n', ['--format', 'json', '--runs', '10']);
    expect(JSON.parse(ratio.out).forecast).toEqual([]);
  });

  test('exact answers leave the rest without a range', async () => {
    const { out } = await tracked(CSV, ['--exact']);
    expect(out).toMatch(/\nWhat the rest now comes to · 3 of 5 rotations known\n\nWhat +Plan +Now\n/);
    expect(out).toMatch(/active at Advocate \(plan 62\)\.\n$/);
    const { forecast } = JSON.parse((await tracked(CSV, ['--exact', '--format', 'json'])).out);
    expect(forecast[0]).toMatchObject({ metric: 'acquire', p5: null, p95: null });
  });

  test('where the rest grows past what can be counted, the verdicts are there all the same', async () => {
    const flags = ['--rotations', '400', '--referral-rate', '30', '--runs', '10'];
    const { code, out } = await tracked('rotation,engage\n2,400\n', flags);
    expect(code).toBe(0);
    expect(out).toMatch(/What the rest now comes to cannot be told: growth passes 1e15 people/);
  });

  test('as Markdown is a table with the sentences below', async () => {
    const { out } = await tracked(CSV, ['--format', 'markdown']);
    expect(out).toContain('| 3 | Engage | 121 | 114 to 129 | 152 | above | less than 0.1% |');
    expect(out).toContain('\n\nEngage: 152 in rotation 3 is outside 114 to 129;');
  });

  test('any number of threads gives the same bytes', async () => {
    const run = (jobs: string) => tracked(CSV, ['--runs', sized('2001', '20001'), '--jobs', jobs, '--format', 'json']);
    expect((await run('2')).out).toBe((await run('1')).out);
  });

  test('takes changes and levers into the plan, and says on what they rest', async () => {
    const changed = await tracked('rotation,engage\n3,145\n', ['--referral-rate', '2']);
    expect(changed.out).toMatch(/Engage +145 .*as planned/);
    const scenario = fileWith({
      levers: [{ id: 'double', changes: [{ path: 'loops.word-of-mouth.perMember', multiply: 2 }] }],
    });
    const files = { 'a.csv': 'rotation,engage\n3,145\n', 's.json': scenario };
    const { out } = await flywheel(['track', 's.json', 'a.csv', '--with', 'double'], { files });
    expect(out).toMatch(/with double\n/);
    expect(out).toMatch(/145 .*as planned/);
    expect(out).toContain('The effects of levers are assumptions of this scenario, not findings.');
  });

  test('where the expected path is not the average, it says so of the plan', async () => {
    const { out } = await tracked(CSV, ['--set', 'market.size=2000', '--runs', '500']);
    expect(out).toContain('With a market, the planned numbers follow from averages: close to, but not exactly,');
  });

  test('either file may come from standard input, but not both', async () => {
    const { code, out } = await flywheel(['track', 'hundred-per-cycle', '-'], { stdin: `\ufeff${CSV}` });
    expect(code).toBe(0);
    expect(out).toContain('Of 5 compared values');
    const scenario = await flywheel(['track', '-', 'a.csv'], { stdin: fileWith(), files: { 'a.csv': CSV } });
    expect(scenario.code).toBe(0);
    const both = await flywheel(['track', '-', '-'], { stdin: CSV });
    expect([both.code, both.err]).toEqual([2, expect.stringMatching(/cannot both come from standard input/)]);
  });

  test('errors point at the cell', async () => {
    const { code, out, err } = await tracked('rotation,enage\n1,2\n');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^a\.csv:1:10 there is no metric "enage" of a rotation \(did you mean engage\?\).*\n {2}1 \| rotation,enage\n {4}\| {10}\^\n$/,
    );
  });

  test.each<[SessionOptions, RegExp]>([
    [{}, /^a\.csv cannot be found/],
    [{ files: { 'a.csv/': '' } }, /^a\.csv is a folder/],
    [{ files: { 'a.csv': Uint8Array.of(0xff, 0x72, 0) } }, /^a\.csv is not text in UTF-8/],
    [{ files: { 'a.csv': Uint8Array.of(0xff, 0xfe, 0x72) } }, /^a\.csv is not text in UTF-8/],
    [{ files: { 'a.csv': ' '.repeat(5_000_001) } }, /^a\.csv is larger than 5 MB/],
    [{ files: { 'a.csv': '' } }, /^a\.csv is empty/],
  ])('%# a file that cannot be read is said so', async (options, message) => {
    const { code, out, err } = await flywheel(['track', 'hundred-per-cycle', 'a.csv'], options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('--output never overwrites the actuals', async () => {
    const { code, err, files } = await tracked(CSV, ['--output', 'a.csv']);
    expect({ code, files }).toEqual({ code: 2, files: { 'a.csv': CSV } });
    expect(err).toMatch(/would overwrite the actuals/);
  });
});

const BUNDLED = readdirSync(new URL('../../../scenarios', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

test.each(sized(BUNDLED.slice(-3), BUNDLED))('what simulate prints of %s is as planned', async (name) => {
  const flags = ['--rotations', '3'];
  const { out: csv } = await flywheel(['simulate', name, ...flags, '--format', 'csv']);
  const { code, out } = await flywheel(['track', name, 'a.csv', ...flags, '--runs', '1000', '--format', 'json'], {
    files: { 'a.csv': csv },
  });
  expect(code).toBe(0);
  const { rows, compared } = JSON.parse(out);
  const filled = csv
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(',').slice(1))
    .filter((cell) => cell !== '');
  expect(compared).toBe(filled.length);
  for (const { plan, actual, verdict, p95 } of rows) {
    expect(actual).toBe(plan);
    // Where hardly anybody is expected there mostly is nobody, and a part of a person is above that.
    expect(verdict).toBe(plan > p95 && plan < 0.06 ? 'above' : 'inside');
  }
});
