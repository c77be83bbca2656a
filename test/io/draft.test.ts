import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDraft, createNew } from '../../src/io/draft.ts';
import { sized } from '../cases.ts';
import { newFolder, removeFolder } from '../cli/session.ts';

const LENGTH = 3_000_000;
let folder = '';
let script = '';

/** Writes a long file over and over, all of it one letter, as `writeWhole` does. */
beforeAll(() => {
  folder = newFolder();
  script = join(folder, 'writer.mjs');
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('../../src/io/draft.ts', import.meta.url))],
    ...{ bundle: true, format: 'esm', platform: 'node', write: false },
  });
  const writer = `
    for (let i = 0; ; i++) {
      const draft = createDraft('plan.snap.json');
      draft.add('abcdefgh'[i % 8].repeat(${LENGTH}));
      if (process.argv[2] === 'half') {
        // More than is kept back until it is worth a write.
        draft.add('h'.repeat(9_000_000));
        process.send('writing');
        for (;;);
      }
      await draft.finish();
      if (i === 0) process.send('writing');
    }`;
  writeFileSync(script, outputFiles[0].text + writer);
});

afterAll(() => removeFolder(folder));

/** Kills a writer some time after it has begun, or in the middle of a file. */
async function killed(ms: number | 'half'): Promise<void> {
  const writer: ChildProcess = spawn(process.execPath, [script, String(ms)], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(writer, 'message');
  if (ms !== 'half') await new Promise((resolve) => setTimeout(resolve, ms));
  writer.kill('SIGKILL');
  await once(writer, 'exit');
}

test('a writer that is killed at any moment leaves the old file or the new one, whole', async () => {
  const target = join(folder, 'plan.snap.json');
  writeFileSync(target, 'z'.repeat(LENGTH));
  for (let kill = 0; kill < sized(5, 15); kill++) {
    await killed(kill === 0 ? 'half' : (kill * 7) % 23);
    const text = readFileSync(target, 'utf8');
    expect(text.length).toBe(LENGTH);
    expect(text).toBe(text[0].repeat(LENGTH));
  }
  // At least one was killed while it wrote: what they leave is hidden, and in nobody's way.
  const left = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  expect(left.length).toBeGreaterThan(0);
  for (const name of left) expect(name).toMatch(/^\.plan\.snap\.json\.\d+-\d+\.tmp$/);
});

test('what a killed program of the same process id left does not stop the next one', async () => {
  const target = join(folder, 'other.json');
  writeFileSync(join(folder, `.other.json.${process.pid}-0.tmp`), 'half');
  const draft = createDraft(target);
  draft.add('whole');
  await draft.finish();
  expect(readFileSync(target, 'utf8')).toBe('whole');
});

test('a draft lies on the disk only while it is written, so that slow work has nothing to take away', async () => {
  const here = newFolder();
  try {
    const draft = createDraft(join(here, 'rows.csv'));
    for (let piece = 0; piece < 1000; piece++) draft.add(`${piece}\n`);
    expect(readdirSync(here)).toEqual([]);
    await draft.finish();
    expect(readdirSync(here)).toEqual(['rows.csv']);
    expect(readFileSync(join(here, 'rows.csv'), 'utf8')).toMatch(/^0\n1\n[\d\n]*\n999\n$/);
  } finally {
    removeFolder(here);
  }
});

test('a draft that cannot be finished leaves what was there, and nothing else', async () => {
  const here = newFolder();
  try {
    const draft = createDraft(join(here, 'rows.csv'));
    draft.add('new');
    mkdirSync(join(here, 'rows.csv'));
    await expect(draft.finish()).rejects.toThrow();
    expect(readdirSync(here)).toEqual(['rows.csv']);
  } finally {
    removeFolder(here);
  }
});

test("a new file takes nobody else's place, not even that of a link to nowhere", async () => {
  const here = newFolder();
  try {
    writeFileSync(join(here, 'mine.yaml'), 'mine');
    symlinkSync('nowhere', join(here, 'link.yaml'));
    for (const name of ['mine.yaml', 'link.yaml']) {
      await expect(createNew(join(here, name), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
    }
    await createNew(join(here, 'new.yaml'), 'new');
    expect(readdirSync(here).sort()).toEqual(['link.yaml', 'mine.yaml', 'new.yaml']);
    expect(readFileSync(join(here, 'mine.yaml'), 'utf8')).toBe('mine');
  } finally {
    removeFolder(here);
  }
});
