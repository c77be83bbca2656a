import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sized, whenLong } from '../cases.ts';
import { fileWith } from '../cli/example.ts';
import { newFolder, removeFolder } from '../cli/session.ts';
import { shell as shellIn } from '../cli/shell.ts';
import { FLYWHEEL, pause } from './interruption.ts';

// The built command on a real system that is full, closed, locked or impatient.

const isRoot = process.getuid?.() === 0;

/** Two million rows: many seconds, and far more than a pipe or a small disk takes. */
const LONG = ['sweep', 'hundred-per-cycle', '--vary', 'channels.paid.volume=1:2000000:1', '--format', 'csv'];

/** Threads of their own, each of which opens files. */
const FEW = 'hundred-per-cycle --runs 30000 --jobs 3';
const SMALL_DISK = 'full and read-only disks (run as root, who may mount one)';

let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

/** A line of a shell, in which `flywheel` is the built command. */
const shell = (line: string, user: { readonly uid?: number; readonly gid?: number } = {}) =>
  shellIn(line, folder, user);

describe('a full disk', () => {
  const PRINTED = [
    ['table', 'simulate hundred-per-cycle'],
    ['many rows', 'sweep hundred-per-cycle --vary channels.paid.volume=1:50000:1 --format csv'],
    ['csv', 'simulate hundred-per-cycle --format csv'],
    ['json', 'simulate hundred-per-cycle --format json'],
    ['schema', 'schema'],
    ['completion', 'completion bash'],
  ];

  test.each(sized(PRINTED.slice(0, 2), PRINTED))('behind stdout is said in words, exit 2 (%s)', (_what, line) => {
    const { code, err } = shell(`flywheel ${line} > /dev/full`);
    expect({ code, err }).toEqual({ code: 2, err: 'standard output cannot be written: the disk is full\n' });
  });

  test.each(sized(['table'], ['table', 'csv', 'json']))('behind --output is said in words, exit 2 (%s)', (format) => {
    const { code, out, err } = shell(`flywheel simulate hundred-per-cycle --format ${format} --output /dev/full`);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: '/dev/full cannot be written: the disk is full\n' });
  });

  test('leaves what was there, and no draft', ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { encoding: 'utf8' });
    if (mounted.status !== 0) return skip(SMALL_DISK);
    try {
      writeFileSync(join(disk, 'old.csv'), 'old');
      const rows = 'sweep hundred-per-cycle --vary channels.paid.volume=1:50000:1 --format csv';
      for (const name of ['old.csv', 'new.csv']) {
        const { code, out, err } = shell(`flywheel ${rows} --output disk/${name}`);
        expect({ code, out, err }).toEqual({
          code: 2,
          out: '',
          err: `disk/${name} cannot be written: the disk is full\n`,
        });
      }
      expect(readdirSync(disk)).toEqual(['old.csv']);
      expect(readFileSync(join(disk, 'old.csv'), 'utf8')).toBe('old');
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

test('init on a full disk leaves nothing, so that it can be tried again', ({ skip }) => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], { encoding: 'utf8' });
  if (mounted.status !== 0) return skip(`no small disk can be mounted here: ${mounted.stderr}`);
  try {
    writeFileSync(join(disk, 'other'), Buffer.alloc(16_384));
    expect(shell('flywheel init disk/mine.yaml')).toEqual({
      code: 2,
      out: '',
      err: 'disk/mine.yaml cannot be written: the disk is full\n',
    });
    expect(readdirSync(disk)).toEqual(['other']);
    unlinkSync(join(disk, 'other'));
    expect(shell('flywheel init disk/mine.yaml').code).toBe(0);
    expect(readdirSync(disk)).toEqual(['mine.yaml']);
  } finally {
    execFileSync('umount', [disk]);
  }
});

describe('--output /dev/stdout is standard output', () => {
  test.each(['/dev/stdout', '/dev/fd/1'])('which keeps what a log has of it (%s)', (name) => {
    const simulate = 'flywheel simulate hundred-per-cycle';
    const { code, out } = shell(`echo first > log; ${simulate} --output ${name} >> log; cat log`);
    expect({ code, out }).toEqual({ code: 0, out: `first\n${shell(simulate).out}` });
  });

  test('whose reader may leave: the exit code is what the work came to', () => {
    writeFileSync(join(folder, 'failing.json'), fileWith({ expect: [{ metric: 'gain@5', is: 0 }] }));
    const { code, err } = shell('flywheel check failing.json --output /dev/stdout | true');
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });
});

test('what a machine allows is no fault of the program', () => {
  // The number of files that a program may open; how many a Node takes for itself differs.
  const most = sized([26, 30], [22, 24, 26, 28, 30, 32, 34, 38, 42, 46]);
  const tries = most.map((files) => shell(`ulimit -n ${files}; flywheel chance ${FEW}`));
  const refused = tries.filter(({ code, err }) => code === 2 && err.includes('too many files are open'));
  expect(refused.length).toBeGreaterThan(0);
  for (const { code, err } of tries) {
    expect(err).not.toContain('fault of the program');
    // Nor does the answer depend on it: 1 would say that it is no.
    expect(code, err).not.toBe(1);
  }
  for (const { err } of refused) expect(err).toMatch(/^.*: too many files are open.*ulimit -n 1024.*\n$/);
});

describe('a folder that may not be written to', () => {
  // Permissions do not bind root, who becomes nobody for this.
  const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const mayRun = spawnSync(process.execPath, [FLYWHEEL, '--version'], nobody).status === 0;

  test.for([
    ['a new file', 'simulate hundred-per-cycle --output new.csv', 'new.csv cannot be written: no permission\n'],
    ['an old file', 'simulate hundred-per-cycle --output old.csv', 'old.csv cannot be written: no permission\n'],
    ['a template', 'init mine.yaml', 'mine.yaml cannot be written: no permission\n'],
  ])('is said in words, exit 2, and nothing changes (%s)', ([, line, message], { skip }) => {
    if (!mayRun)
      return skip(
        'folders without permission (root has to run this in a folder that everybody may read, or be somebody else)',
      );
    writeFileSync(join(folder, 'old.csv'), 'old');
    chmodSync(folder, 0o555);
    const { code, out, err } = shell(`flywheel ${line}`, nobody);
    chmodSync(folder, 0o755);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: message });
    expect(readdirSync(folder)).toEqual(['old.csv']);
    expect(readFileSync(join(folder, 'old.csv'), 'utf8')).toBe('old');
  });

  test('a disk that is read-only is said to be so', ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=64k', 'tmpfs', disk], { encoding: 'utf8' });
    if (mounted.status !== 0) return skip(SMALL_DISK);
    try {
      const { code, out, err } = shell('flywheel simulate hundred-per-cycle --output disk/new.csv');
      expect({ code, out, err }).toEqual({
        code: 2,
        out: '',
        err: 'disk/new.csv cannot be written: the disk is read-only\n',
      });
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

const READ = [
  LONG.join(' '),
  'simulate hundred-per-cycle --rotations 10000 --retention 50% --format json',
  'simulate hundred-per-cycle',
  'simulate hundred-per-cycle --rotations 10000 --retention 50% --format csv',
  LONG.join(' ').replace('csv', 'json'),
  'schema',
  'completion bash',
];

test.each(sized(READ.slice(0, 2), READ))(
  'a reader who has seen enough ends it quietly: flywheel %s | head -1',
  (line) => {
    const { code, out, err } = shell(`flywheel ${line} | head -1; exit \${PIPESTATUS[0]}`);
    // What a scenario expects of itself does not hold for another horizon, and that is said.
    expect({ code, err: err.replace(/^note: With these changes the promise .*\n/, '') }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^.+\n$/);
  },
);

/** Starts a command line, waits until it is in the middle of its work, and sends a signal. */
async function interrupted(args: readonly string[], signal: NodeJS.Signals, begun: (pid: number) => boolean) {
  const child = spawn(process.execPath, [FLYWHEEL, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = endOf(child);
  while (!begun(child.pid as number) && child.exitCode === null) await pause(20);
  expect(child.exitCode, err).toBe(null);
  child.kill(signal);
  return { ...(await ended), err };
}

const endOf = (child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> =>
  new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });

/** True once a draft has grown: the command is in the middle of writing. */
const hasDraft = (): boolean =>
  readdirSync(folder).some((name) => name.endsWith('.tmp') && statSync(join(folder, name)).size > 100_000);

// What a signal does in the middle of anything else: signals.test.ts.
whenLong(() => {
  describe('in the middle of a sweep to a file', () => {
    const SIGNALS: [NodeJS.Signals, number][] = [
      ['SIGTERM', 143],
      ['SIGINT', 130],
      ['SIGHUP', 129],
    ];

    test.each(SIGNALS)('%s ends it with %i and leaves no half file', async (signal, code) => {
      const ended = await interrupted([...LONG, '--output', 'rows.csv'], signal, hasDraft);
      expect(ended).toEqual({ code, signal: null, err: '' });
      expect(readdirSync(folder)).toEqual([]);
    });

    test('Ctrl-C leaves an older file as it was', async () => {
      writeFileSync(join(folder, 'rows.csv'), 'old');
      const { code } = await interrupted([...LONG, '--output', 'rows.csv'], 'SIGINT', hasDraft);
      expect(code).toBe(130);
      expect(readdirSync(folder)).toEqual(['rows.csv']);
      expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('old');
    });

    test('a kill leaves an older file whole, and the next run is not in its way', async () => {
      writeFileSync(join(folder, 'rows.csv'), 'old');
      const { signal } = await interrupted([...LONG, '--output', 'rows.csv'], 'SIGKILL', hasDraft);
      expect(signal).toBe('SIGKILL');
      expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('old');
      expect(shell('flywheel simulate hundred-per-cycle --format csv --output rows.csv').code).toBe(0);
      expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toMatch(/^rotation,/);
    });
  });
});
