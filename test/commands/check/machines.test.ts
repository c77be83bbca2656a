import { describe, expect, test } from 'vitest';
import { ACTING, fileWith, worked } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const HOSTILE = [
  '\u001b[31mred',
  'a\nb',
  'a\r::error::b',
  '::error file=x::gotcha',
  '::stop-commands::x',
  '##[error]gotcha',
  '%0A::error::x',
  'a,line=1:2',
  '<b>&"\'</testsuite>',
  ']]>',
  '| a | b |',
  '`x` [a](https://evil.example)',
  '\u202eabc',
  '\ufffe\uffff',
  '=1+1',
];

const FORMATS = ['table', 'csv', 'markdown', 'json', 'github'];

/** What GitHub's runner takes for a command: `::` at the start of a line, `##[` anywhere in it. */
const commandsIn = (text: string): string[] =>
  text.split(/[\r\n]/).filter((line) => /^\s*::/.test(line) || (line.includes('##[') && !/^\s*::/.test(line)));

/** A tag, an entity or text, and nothing else; tags close in the order in which they open. */
function elementsOf(xml: string): string[] {
  const [declaration, ...parts] = xml.match(/<[^<>]*>|[^<>]+/g) ?? [];
  expect(declaration).toBe('<?xml version="1.0" encoding="UTF-8"?>');
  expect(parts.join('')).toBe(xml.slice(declaration?.length));
  const open: string[] = [];
  const names: string[] = [];
  for (const part of parts) {
    expect(part.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
    const tag = /^<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>$/.exec(part);
    if (!part.startsWith('<')) continue;
    expect(tag, part).not.toBeNull();
    const [, closes, name = '', , empty] = tag ?? [];
    if (closes) expect(open.pop()).toBe(name);
    else names.push(name);
    if (!closes && !empty) open.push(name);
  }
  expect(open).toEqual([]);
  return names;
}

/** Characters that XML 1.0 does not allow, section 2.2. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/;

describe.each(HOSTILE)('%j', (text) => {
  const named = { 'plan.json': fileWith({ name: text, description: text, expect: [{ metric: 'gain', above: 50 }] }) };
  const broken = { 'plan.json': JSON.stringify({ [text]: text, name: [text], stages: [{ id: text }] }) };
  const raw = { 'plan.yaml': `${text}\nstages: [` };

  describe.each(FORMATS)('in the texts of a scenario, as %s', (format) => {
    test.each([
      ['a failing scenario', named],
      ['an invalid one', broken],
      ['one that is no YAML', raw],
    ])('%s does nothing', async (_what, files) => {
      const { out, err } = await flywheel(['check', ...Object.keys(files), '--format', format], { files });
      expect(out).not.toMatch(ACTING);
      expect(err).not.toMatch(ACTING);
      if (format !== 'github') return;
      for (const line of commandsIn(out))
        expect(line).toMatch(/^::error file=plan\.(json|yaml),line=\d+,col=\d+,title=[\w ]+::/);
      expect(commandsIn(err)).toEqual([]);
    });
  });

  // A slash cannot be in a name.
  const name = `${text.replaceAll('/', '')}.json`;

  describe.each(FORMATS)('as the name of a file, as %s', (format) => {
    test.each([
      ['a failing scenario', fileWith({ expect: [{ metric: 'gain', above: 50 }] })],
      ['an invalid one', '{ "stages": 1 }'],
    ])('%s does nothing', async (_what, content) => {
      const { code, out, err } = await flywheel(['check', '--format', format], { files: { [name]: content } });
      expect(code).toBeGreaterThan(0);
      expect(out).not.toMatch(ACTING);
      expect(err).not.toMatch(ACTING);
      if (format === 'github') {
        for (const line of commandsIn(out))
          expect(line).toMatch(/^::error file=[^:,]*,line=\d+,col=\d+,title=[\w ]+::/);
        expect(commandsIn(err)).toEqual([]);
      }
      // whatever is printed elsewhere begins no command either
      expect(out.split('\n').filter((line) => /^\s*::(?!error file=)/.test(line))).toEqual([]);
    });
  });

  test('is well-formed in a JUnit report', async () => {
    for (const files of [named, broken, { [name]: fileWith({ expect: [{ metric: 'gain', above: 50 }] }) }]) {
      const session = await flywheel(['check', '--junit', 'r.xml'], { files });
      const xml = session.files['r.xml'] ?? '';
      expect(xml).not.toMatch(NOT_XML);
      expect(elementsOf(xml)).toContain('testcase');
    }
  });
});

const bringing = (perMember: number) => fileWith({ loops: worked.loops.map((loop) => ({ ...loop, perMember })) });

describe('--format github', () => {
  const LINES = ['{', '"rotations": 3,', '  "stages": [{ "id": "a" },', '    { "id": "b", "conversion": 0.5 }],'];
  const text = (tail: string) => [...LINES, tail, '}'].join('\n');

  test('annotates the line of a failed assertion', async () => {
    const files = { 'p/a.json': text('"expect": [\n{ "metric": "a", "is": 0 },\n  { "metric": "b", "above": 1 } ]') };
    const { code, out, err } = await flywheel(['check', '--format', 'github'], { files });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(
      '::error file=p/a.json,line=7,col=3,title=Assertion failed::expects b above 1, and it is 0\n' +
        '1 scenario: 1 failed\n',
    );
  });

  const lineWith = (file: string, part: string) => file.split('\n').findIndex((line) => line.includes(part)) + 1;

  test('annotates the number that was changed where the snapshot differs, in one annotation of several lines', async () => {
    const { files } = await flywheel(['check', '--update'], { files: { 'a.json': bringing(1) } });
    const changed = { ...files, 'a.json': bringing(1.1) };
    const { out } = await flywheel(['check', '--format', 'github'], { files: changed });
    const line = lineWith(changed['a.json'], '"perMember"');
    expect(out).toMatch(
      new RegExp(
        `^::error file=a.json,line=${line},col=20,title=Snapshot differs::Changed in the scenario since:%0A` +
          `a.json:${line} loops.word-of-mouth.perMember: 1 -> 1.1%0A.*engage@5: 147.077 -> 152.561 \\(\\+3.7%25\\)%0A`,
      ),
    );
    expect(out).toMatch(
      /%0A\.\.\. and \d+ more series%0AIf this is as it should be: flywheel check a\.json --update\n/,
    );
    expect(out.trimEnd().split('\n')).toHaveLength(2);
  });

  test('annotates each further number that was changed, and the stages where none was', async () => {
    const both = (perMember: number, volume: number, from = 'advocate') =>
      fileWith({
        channels: [{ id: 'paid', volume }],
        loops: worked.loops.map((loop) => ({ ...loop, perMember, from })),
      });
    const { files } = await flywheel(['check', '--update'], { files: { 'a.json': both(1, 100) } });
    const second = await flywheel(['check', '--format', 'github'], { files: { ...files, 'a.json': both(2, 90) } });
    const [first, other, tally] = second.out.split('\n');
    expect(first).toMatch(new RegExp(`^::error file=a.json,line=${lineWith(both(2, 90), '"volume"')},`));
    expect(other).toBe(
      `::notice file=a.json,line=${lineWith(both(2, 90), '"perMember"')},col=20,title=Changed since the snapshot::` +
        'loops.word-of-mouth.perMember: 1 -> 2',
    );
    expect(tally).toBe('1 scenario: 1 failed');
    const none = await flywheel(['check', '--format', 'github'], {
      files: { ...files, 'a.json': both(1, 100, 'nurture') },
    });
    expect(none.out).toMatch(new RegExp(`^::error file=a.json,line=${lineWith(both(1, 100), '"stages"')},col=3,title`));
  });

  test('annotates the place of an error, a missing snapshot, a new scenario, and an orphan', async () => {
    const { files } = await flywheel(['check', '--update'], { files: { 'gone.json': bringing(1) } });
    const all = {
      'bad.json': text('"rotation": 1'),
      'new.json': text('"name": "x"'),
      'gone.snap.json': files['gone.snap.json'],
    };
    const { code, out } = await flywheel(['check', '--format', 'github'], { files: all });
    expect(code).toBe(2);
    expect(out.split('\n')).toEqual([
      '::error file=bad.json,line=5,col=1,title=Cannot be checked::unknown key "rotation" (did you mean rotations?)',
      '::warning file=gone.snap.json,title=Snapshot without a scenario::--update --prune removes it.',
      '::notice file=new.json,line=3,col=3,title=New scenario::flywheel check new.json --update writes its snapshot.',
      '2 scenarios: 1 invalid, 1 orphaned, 1 new',
      '',
    ]);
    const ci = await flywheel(['check', 'new.json', '--format', 'github'], { files: all, env: { CI: 'true' } });
    expect(ci.out).toMatch(/^::error file=new\.json,line=3,col=3,title=No snapshot::new\.json has no snapshot: run /);
  });
});

test('a JUnit report has a suite per file, a test per assertion and snapshot', async () => {
  const expectations = [
    { metric: 'gain@5', is: 47, within: 0.5 },
    { metric: 'gain', above: 50 },
    { metric: 'gain@9', above: 1 },
  ];
  const files = { 'a.json': fileWith({ expect: expectations }), 'b.json': '{ "stages": 1 }' };
  const updated = await flywheel(['check', '--update'], { files });
  const session = await flywheel(['check', '--junit', 'r.xml'], { files: { ...updated.files } });
  const xml = session.files['r.xml'] ?? '';
  expect(session.out).toMatch(/^Check · 2 scenarios: 1 invalid, 1 failed/);
  expect(xml).toContain(
    '<testsuites name="flywheel check" tests="5" failures="1" errors="1" skipped="1" time="0.000">',
  );
  expect(xml).toContain('<testsuite name="a.json" tests="4" failures="1" errors="0" skipped="1" time="0.000">');
  expect(xml).toContain('<testcase classname="a.json" name="gain@5 is 47 within 0.5" time="0.000"/>');
  expect(xml).toContain('<failure message="expects gain above 50, and it is 47.0766" type="failure"/>');
  expect(xml).toContain('<testcase classname="a.json" name="snapshot" time="0.000"/>');
  expect(xml).toMatch(
    /<error message="b\.json:1:1 the scenario needs rotations" .*\nb\.json:1:13 stages must be a list, got 1<\/error>/,
  );
  const names = elementsOf(xml);
  expect(names.filter((name) => name === 'testcase')).toHaveLength(5);
});

test('a JUnit report says what was changed, and how long each test took: the run shared by what it serves', async () => {
  const promised = (perMember: number) =>
    fileWith({
      loops: worked.loops.map((loop) => ({ ...loop, perMember })),
      expect: [
        { metric: 'gain', above: 1 },
        { metric: 'gain', above: 2 },
      ],
    });
  const { files } = await flywheel(['check', '--update'], {
    files: { 'a.json': promised(1), 'b.json': '{ "stages": 1 }' },
  });
  let milliseconds = 0;
  // Somebody looks at the clock when a file begins, once it has run, and when it ends: one second later each time.
  const clock = () => {
    milliseconds += 1000;
    return milliseconds;
  };
  const session = await flywheel(['check', '--junit', 'r.xml'], { files: { ...files, 'a.json': promised(2) }, clock });
  const xml = session.files['r.xml'] ?? '';
  const times = (name: string) =>
    [...xml.matchAll(new RegExp(`<${name} .*?time="([\\d.]+)"`, 'g'))].map(([, time]) => Number(time));
  expect(times('testcase')).toEqual([0.5, 0.5, 1, 1]);
  expect(times('testsuite')).toEqual([2, 1]);
  expect(times('testsuites')).toEqual([3]);
  expect(xml).toMatch(/Changed in the scenario since:\na\.json:\d+ loops\.word-of-mouth\.perMember: 1 -&gt; 2\n/);
});

test('as Markdown and CSV has a row for every file', async () => {
  const files = { 'a.json': fileWith({ expect: [{ metric: 'gain', above: 50 }] }), 'b.json': fileWith() };
  const csv = await flywheel(['check', '--format', 'csv'], { files });
  expect(csv.out).toBe('path,status,assertions,failed,differences\na.json,failed,1,1,0\nb.json,new,0,0,0\n');
  const { out } = await flywheel(['check', '--format', 'markdown'], { files });
  expect(out).toContain('| a.json | failed | 1 of 1 fails | none yet |\n| b.json | new | – | none yet |');
});

test.each([40, 80])('the tables of short names fit a terminal of %i columns', async (outColumns) => {
  const { files } = await flywheel(['check', '--update'], { files: { 'a.json': bringing(1) } });
  const { out } = await flywheel(['check'], {
    ...{ files: { ...files, 'a.json': bringing(1.1) }, outColumns, env: { NO_COLOR: '1' } },
  });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(outColumns);
  // how much it moved stays longer than what it was
  expect(out).toMatch(/^Metric .*Actual +Change$/m);
});
