import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledNames } from '../../../src/io/bundled.ts';
import { flywheel, newFolder, removeFolder } from '../../cli/session.ts';
import { plainEnvironment } from '../../machine.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const DRIVERS = fileURLToPath(new URL('shells', import.meta.url));
const folder = newFolder();
afterAll(() => removeFolder(folder));

const isHere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** Lines of a help text that begin with a name, in the part of that title. */
const listed = (help: string, title: string): string[] =>
  (help.split(`${title}:\n`)[1]?.split('\n\n')[0] ?? '')
    .split('\n')
    .flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []);

/** Names of flags as the help lists them: "-h, --help" are two. */
const flagsIn = (help: string): string[] =>
  [
    ...help
      .split('Options:\n')[1]
      .split('\n\n')[0]
      .matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)/gm),
  ].map(([, , long]) => long);

const COMMANDS = listed((await flywheel(['--help'])).out, 'Commands');
const HELPS = new Map<string, string>();
for (const name of COMMANDS) HELPS.set(name, (await flywheel([name, '--help'])).out);

/** What a person types before Tab, and what is offered for it, in any order. */
const OFFERS: readonly [line: string, offered: readonly string[]][] = [
  ['flywheel ', COMMANDS],
  ['flywheel sim', ['simulate']],
  ['flywheel help val', ['validate']],
  ['flywheel completion ', SHELLS],
  ['flywheel simulate hundred', ['hundred-once', 'hundred-per-cycle', 'hundred.yaml']],
  ['flywheel simulate plans/', ['plans/next year.json']],
  ['flywheel validate a.json b.json paid', ['paid-only']],
  ['flywheel check hundred', ['hundred.yaml']],
  ['flywheel compare paid-only hundred-p', ['hundred-per-cycle']],
  ['flywheel track paid-only hun', ['hundred.yaml']],
  ['flywheel check --junit hun', ['hundred.yaml']],
  ['flywheel check --format g', ['github']],
  ['flywheel init mine.yaml --from hundred', ['hundred-once', 'hundred-per-cycle']],
  ['flywheel simulate paid-only --format ', ['table', 'csv', 'markdown', 'json']],
  ['flywheel simulate paid-only --view j', ['journey']],
  ['flywheel simulate --view money --set a=1 --set b=0:1 hundred-p', ['hundred-per-cycle']],
  ['flywheel simulate --format json paid', ['paid-only']],
  ['flywheel simulate paid-only --output hun', ['hundred.yaml']],
  ['flywheel simulate paid-only --rotations ', []],
  ['flywheel simulate paid-only --set ', []],
  ['flywheel simulate paid-only --with ', ['double-advertising']],
  ['flywheel levers shop-flywheel --with thank-you-note,lo', ['thank-you-note,loyalty-programme']],
  ['flywheel simulate hundred-once --with ', []],
  ['flywheel chance paid-only ', []],
  ['flywheel sweep paid-only --metric lt', ['ltv', 'ltvToCac']],
  ['flywheel simulate paid-only --columns ac', ['active']],
  ['flywheel track paid-only hundred.yaml --columns ver', ['verdict']],
  ['flywheel sweep paid-only --columns lt', ['ltv', 'ltvToCac']],
  ['flywheel simulate paid-only -o hun', ['hundred.yaml']],
  ['flywheel --quiet sim', ['simulate']],
  ...[...HELPS]
    .filter(([name]) => name !== 'help')
    .map(([name, help]): [string, string[]] => [`flywheel ${name} --`, flagsIn(help)]),
];

describe.each(SHELLS)('%s', (shell) => {
  const here = isHere(shell);
  let offers: string[] = [];

  beforeAll(async () => {
    if (!here) return;
    writeFileSync(join(folder, 'hundred.yaml'), '');
    execFileSync('mkdir', ['-p', join(folder, 'plans')]);
    writeFileSync(join(folder, 'plans/next year.json'), '');
    const script = join(folder, `script.${shell}`);
    writeFileSync(script, (await flywheel(['completion', shell])).out);
    const input = OFFERS.map(([line]) => `${line}\n`).join('');
    const ran = spawnSync(shell, [join(DRIVERS, `complete.${shell}`), script], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: plainEnvironment(folder),
    });
    expect(ran.stderr).toBe('');
    offers = ran.stdout.split('\n');
  });

  beforeEach(({ skip }) => skip(!here, `completion in ${shell} (apt-get install ${shell})`));

  test.each(OFFERS.map(([line, offered], i) => [line, offered, i] as const))('%s', (_line, offered, i) => {
    expect(offers[i].split('\t').filter(Boolean).sort()).toEqual([...offered].sort());
  });
});

test('every bundled scenario is offered where a scenario is taken', async () => {
  for (const shell of SHELLS) {
    const { out } = await flywheel(['completion', shell]);
    for (const name of bundledNames()) expect(out).toContain(name);
  }
});

test.each([[[]], [['tcsh']], [['bash', 'zsh']]])(
  'completion %j is refused, naming the shells or what is too much',
  async (args) => {
    const { code, out, err } = await flywheel(['completion', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/bash, zsh, fish|missing required argument 'shell'|too many arguments/);
  },
);
