/** One thing to try: a command line, and the files that stand in the folder where it runs. */
export interface Input {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly stdin: Uint8Array;
}

/** All texts that a person gave, from which a message may quote. */
export const givenIn = ({ args, files, stdin }: Input): string =>
  [
    ...args,
    ...Object.keys(files),
    ...[...Object.values(files), stdin].map((bytes) => Buffer.from(bytes).toString()),
  ].join('\n');

/** An input as text, for another process. */
export function packed({ args, files, stdin }: Input): string {
  const texts = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  return JSON.stringify({ args, files: Object.fromEntries(texts), stdin: Buffer.from(stdin).toString('base64') });
}

export function unpacked(text: string): Input {
  const { args, files, stdin } = JSON.parse(text) as { args: string[]; files: Record<string, string>; stdin: string };
  const bytes = Object.entries(files).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]);
  return { args, files: Object.fromEntries(bytes), stdin: Buffer.from(stdin, 'base64') };
}
