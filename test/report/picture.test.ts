import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { flywheel, newFolder, removeFolder } from '../cli/session.ts';
import { field, launched, open, settled } from './browser.ts';

const PICTURES = fileURLToPath(new URL('../../.github/pictures/', import.meta.url));

const browser = await launched();
const reason = typeof browser === 'string' ? browser : null;

const folder = newFolder();
afterAll(async () => {
  if (typeof browser !== 'string') await browser.close();
  removeFolder(folder);
});

/** The page of the README, with a referral rate that somebody has changed; and what it says. */
async function pageOfReadme() {
  if (typeof browser === 'string') throw new Error(browser);
  await flywheel(['report', 'hundred-per-cycle', '-o', 'page.html'], { folder });
  const { page } = await open(browser, join(folder, 'page.html'));
  await field(page, 'loops.word-of-mouth.perMember').fill('1.4');
  await settled(page);
  await page.locator('h1').click();
  return { page, text: `${(await page.locator('body').innerText()).trim()}\n` };
}

// Fonts differ between machines, so it is the words of the page, beside the picture, that say whether it is current.
describe('the picture of the page', () => {
  beforeEach(({ skip }) => skip(reason !== null, reason ?? ''));

  test('shows what the page says today (else: npm run pictures)', async () => {
    const { page, text } = await pageOfReadme();
    if (process.env.FLYWHEEL_PICTURES) {
      writeFileSync(join(PICTURES, 'page.txt'), text);
      writeFileSync(join(PICTURES, 'page.png'), await page.screenshot());
    }
    expect(text).toBe(readFileSync(join(PICTURES, 'page.txt'), 'utf8'));
    const png = readFileSync(join(PICTURES, 'page.png'));
    // The size that it says, in the first chunk of a PNG.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 900]);
  });
});
