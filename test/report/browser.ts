import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { executable, fontsOnly } from './chromium.ts';

const SCREENS = fileURLToPath(new URL('../../.screens', import.meta.url));

/** No sandbox, since tests may run as root in a container, and nothing that calls out by itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a new, empty profile, or why there is none. */
export async function launched(): Promise<Browser | string> {
  try {
    const env = { ...process.env, ...fontsOnly(join(SCREENS, 'fonts')) };
    return await chromium.launch({ executablePath: await executable(), args: ARGUMENTS, env });
  } catch (error) {
    return `the page in a browser (apt-get install chromium, or set FLYWHEEL_CHROMIUM to one): ${(error as Error).message.split('\n')[0]}`;
  }
}

/** A page on disk, opened without a network, and everything that it said or asked for. */
export interface Opened {
  readonly page: Page;
  /** Lines of the console, errors, dialogs and breaches of the policy. */
  readonly heard: string[];
  /** Addresses of what it loaded, itself first. */
  readonly asked: string[];
}

export interface OpenOptions {
  readonly width?: number;
  readonly dark?: boolean;
}

export async function open(browser: Browser, file: string, { width = 1280, dark }: OpenOptions = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    colorScheme: dark ? 'dark' : 'light',
    offline: true,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const heard: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript({
    content: `addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI))`,
  });
  await page.goto(`file://${file}`);
  await page.locator('h1').waitFor();
  return { page, heard, asked };
}

/** Waits until the page has worked out what chance may do with its present numbers, and has drawn it. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.chance [aria-busy="false"]').waitFor();
  // Closed tables and charts out of sight follow by timers of 200 ms at most: one of the same page that is set later and
  // runs longer ends after them, however busy the machine is.
  await page.evaluate(`new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(resolve), 250))))`);
}

/** The slider or number field of a number of the scenario. */
export const slider = (page: Page, path: string) => page.locator(`[data-knob="${path}"] input[type=range]`);
export const field = (page: Page, path: string) => page.locator(`[data-knob="${path}"] input[type=number]`);

/** The cells of a table by its name, as the page shows them: the present numbers, without those as given. */
export async function cellsOf(page: Page, title: string): Promise<string[][]> {
  const found = await page.evaluate(`
    [...document.querySelectorAll('section[aria-label^="${title}"] table tr')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => (cell.querySelector('.now') ?? cell).textContent))`);
  return found as string[][];
}

/** Keeps a picture for a person to look at, in `npm run test:long`. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!inject('long')) return;
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: `${SCREENS}/${name}.png`, fullPage: true });
}
