import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainEnvironment } from '../machine.ts';
import { commandsIn, ROOT } from './markdown.ts';

/** The lines of a document that run flywheel. */
export const ours = (document: string): string[] =>
  commandsIn(document).filter((command) => /\bflywheel [a-z]/.test(command));

/** True for those that make many runs, or turn a wheel with many levers many times. */
export const isLong = (command: string): boolean =>
  /--bands|--runs|chance shop|chance of|sensitivity value|value-journey .*--(view|chart|budget|by|with)/.test(command);

const VARIED = 'npx flywheel solve hundred-per-cycle --vary loops.word-of-mouth.perMember';

/** What sentences of documents quote from what a command prints. */
export const SAID = [
  {
    document: 'README.md',
    command: 'npx flywheel simulate hundred-per-cycle --referral-rate 0.5',
    said: '22 more in rotation 5',
  },
  {
    document: 'src/commands/README.md',
    command: 'npx flywheel chance hundred-per-cycle "gain@5 at least 52"',
    said: '27.2%',
  },
  { document: 'src/commands/README.md', command: `${VARIED} --goal "gain@5 = 60"`, said: '1.23143' },
  {
    document: 'src/commands/README.md',
    command: `${VARIED} --goal "chance of gain@5 at least 47 = 90%"`,
    said: '1.21496',
  },
];

/** A folder in which somebody types the commands of a document, one after the other. */
export class Reader {
  readonly folder = mkdtempSync(join(tmpdir(), 'flywheel-reader-'));

  constructor() {
    if (!existsSync(join(ROOT, 'dist/cli/main.cjs'))) throw new Error('not built: npm run build');
    mkdirSync(join(this.folder, 'bin'));
    // What `npx flywheel` and an installed `flywheel` come to (test/two-commands.test.ts has npx itself).
    const start = `exec "${process.execPath}" "${join(ROOT, 'bin/flywheel.js')}" "$@"`;
    this.#program('flywheel', start);
    this.#program('npx', `shift\n${start}`);
  }

  #program(name: string, text: string): void {
    writeFileSync(join(this.folder, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(this.folder, 'bin', name), 0o755);
  }

  /** Types a command into a shell, and gives what it prints. */
  type(command: string): string {
    const plain = plainEnvironment(this.folder);
    const env = { ...plain, PATH: `${this.folder}/bin:${plain.PATH}` };
    const options = { cwd: this.folder, env, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('bash', ['-o', 'pipefail', '-c', command], options);
  }

  leave(): void {
    rmSync(this.folder, { recursive: true });
  }
}
