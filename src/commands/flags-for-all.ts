import type { Io } from '../io/io.ts';
import type { Flag } from './flag.ts';

/** What the flags that every command has come to. */
export interface FlagsForAll {
  readonly quiet?: true;
  readonly color?: boolean;
}

/** The flags that every command has, behind its name or before it. */
export const FLAGS_FOR_ALL: readonly Flag[] = [
  { name: 'quiet', help: 'no notes, warnings or progress' },
  { name: 'no-color', help: 'no colours in tables, as with NO_COLOR' },
];

/** The world of a command under these flags. */
export const underFlags = ({ quiet, color }: FlagsForAll, io: Io): Io => ({
  ...io,
  ...(quiet ? { note: () => {} } : {}),
  ...(color === false ? { env: { ...io.env, NO_COLOR: '1' } } : {}),
});
