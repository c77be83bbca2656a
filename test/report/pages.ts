import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { flywheel, newFolder, removeFolder } from '../cli/session.ts';
import { plainEnvironment } from '../machine.ts';
import { cellsOf, launched, type Opened, type OpenOptions, open } from './browser.ts';

/** Reports in a folder of their own, and a browser to open them in. */
export class Pages {
  readonly folder = newFolder();
  /** Why there is no browser here, and what to install; null where there is one. */
  readonly missing: string | null;
  readonly #browser: Browser | null;

  private constructor(browser: Browser | string) {
    this.missing = typeof browser === 'string' ? browser : null;
    this.#browser = typeof browser === 'string' ? null : browser;
  }

  static async start(): Promise<Pages> {
    return new Pages(await launched());
  }

  async leave(): Promise<void> {
    await this.#browser?.close();
    removeFolder(this.folder);
  }

  /** Writes a report and gives its path. */
  async report(name: string, scenario: string, text: string | null, ...flags: string[]): Promise<string> {
    const output = `${name}.html`;
    const files = text === null ? {} : { [scenario]: text };
    const { code, err } = await flywheel(['report', scenario, '-o', output, ...flags], { folder: this.folder, files });
    expect(code, err).toBe(0);
    return join(this.folder, output);
  }

  open(file: string, options: OpenOptions = {}): Promise<Opened> {
    if (this.#browser === null) throw new Error(this.missing ?? '');
    return open(this.#browser, file, options);
  }

  /** The JSON document that a command line prints, read as a shell reads it. */
  async typed(line: string, ...more: string[]) {
    const script = `flywheel() { printf '%s\\0' "$@"; }\n${line}`;
    const words = execFileSync('bash', ['-c', script], { encoding: 'utf8', env: plainEnvironment(this.folder) })
      .split('\0')
      .slice(0, -1);
    const { code, out, err } = await flywheel([...words, ...more], { folder: this.folder });
    expect(code, err).toBe(0);
    return JSON.parse(out);
  }
}

/** The command that the page shows. */
export const shown = async (page: Page): Promise<string> => (await page.locator('#command').textContent()) ?? '';

/** Arrivals by rotation and stage, then active members by pool, rounded, as a table has them. */
export const peopleIn = (document: {
  rotations: { stages: Record<string, { arrivals: number }>; active: Record<string, number> }[];
}): number[][] =>
  document.rotations.map(({ stages, active }) =>
    [...Object.values(stages).map(({ arrivals }) => arrivals), ...Object.values(active)].map(Math.round),
  );

/** These numbers from the page: gain and row names left out. */
export async function peopleShown(page: Page): Promise<number[][]> {
  const [header, ...rows] = await cellsOf(page, 'Every stage');
  return rows
    .slice(0, -1)
    .map((cells) =>
      cells.filter((_, i) => i > 0 && header[i] !== 'Gain').map((text) => Number(text.replaceAll(',', ''))),
    );
}
