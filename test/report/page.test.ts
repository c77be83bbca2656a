import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
import { fileWith } from '../cli/example.ts';
import { cellsOf, field, picture, settled, slider } from './browser.ts';
import { Pages, peopleIn, peopleShown, shown } from './pages.ts';

/** Milliseconds after which something is taken never to come. */
const HANGS = 15 * 60_000;

const pages = await Pages.start();
let wheel: string;
beforeAll(async () => {
  wheel = await pages.report('wheel', 'hundred-per-cycle', null);
});
afterAll(() => pages.leave());
beforeEach(({ skip }) => skip(pages.missing !== null, pages.missing ?? ''));

describe('the page of a report, in a browser without a network', () => {
  test('opens from disk, says what the command says, loads nothing and stays silent', async () => {
    const { page, heard, asked } = await pages.open(wheel);
    await settled(page);
    await expect(page.locator('.result').textContent()).resolves.toBe(
      '47 more in rotation 5 than without referrals, 112 over all five. 32% of rotation 5 came by referral.',
    );
    expect(await page.title()).toBe('One hundred engaged per cycle – flywheel');
    expect(await peopleShown(page)).toEqual(
      peopleIn(await pages.typed('flywheel simulate hundred-per-cycle --format json')),
    );
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([`file://${wheel}`]);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  test('a slider moves every number, and the command shown comes to the same ones', async () => {
    const { page, heard } = await pages.open(wheel);
    await slider(page, 'loops.word-of-mouth.perMember').focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await field(page, 'stages.acquire.conversion').fill('34.7');
    await field(page, 'channels.paid.volume').fill('123');
    await settled(page);
    const command = await shown(page);
    // The slider ends at 5, in steps of 0.02: eight of them up from 1.
    expect(command).toBe(
      'flywheel simulate hundred-per-cycle --referral-rate word-of-mouth=1.16 --volume paid=123 --conversion acquire=0.347 --bands',
    );
    const document = await pages.typed(command, '--format', 'json');
    expect(await peopleShown(page)).toEqual(peopleIn(document));
    expect(await page.locator('[data-metric="engage"]').textContent()).toBe(String(peopleIn(document)[4][0]));
    expect(await page.locator('[data-metric="active.advocate"]').textContent()).toBe(
      String(peopleIn(document)[4].at(-1)),
    );
    expect(await page.locator('.figure .was').first().textContent()).toBe('as given 147');
    await page.locator('section[aria-label^="What chance"] button').first().click();
    const [, ...rows] = await cellsOf(page, 'What chance');
    const { p5, p50, p95 } = document.rotations[4].bands.engage;
    expect(rows[4][1]).toBe(`${p50} (${p5}-${p95})`);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  test('a lever switched on takes the place of one that it excludes, and says so before', async () => {
    const changes = [{ path: 'channels.paid.volume', add: 50 }];
    const levers = [
      { id: 'ten', label: 'Ten off', changes },
      { id: 'twenty', label: 'Twenty off', excludes: ['ten'], changes },
    ];
    const { page } = await pages.open(await pages.report('either', 'either.json', fileWith({ levers })));
    const [ten, twenty] = ['ten', 'twenty'].map((id) => page.locator(`[data-lever="${id}"]`));
    expect(await page.locator('label.lever:has([data-lever])').allInnerTexts()).toEqual([
      expect.stringContaining('Not together with Twenty off.'),
      expect.stringContaining('Not together with Ten off.'),
    ]);
    await ten.check();
    await twenty.check();
    expect([await ten.isChecked(), await twenty.isChecked()]).toEqual([false, true]);
    expect(await page.locator('.faults').innerText()).toBe('');
    await page.context().close();
  });

  test('the policy of the page holds: no other script runs, and nothing is asked of a network', async () => {
    const { page, heard } = await pages.open(wheel);
    const stopped: unknown[] = [];
    page.on('requestfailed', (request) => stopped.push(request.failure()?.errorText));
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.owned = true';
      document.body.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.owned = true');
      document.body.append(button);
      button.click();
      const image = new Image();
      image.src = 'https://flywheel.invalid/beacon.png';
      fetch('https://flywheel.invalid/').catch(() => {});
      setTimeout('window.owned = true');
      void 0;
    }`);
    const broken = () =>
      [...new Set(heard.filter((line) => line.startsWith('error: policy')).map((line) => line.split(' ')[2]))].sort();
    const wanted = ['connect-src', 'img-src', 'script-src', 'script-src-attr', 'script-src-elem'];
    await expect.poll(broken, { timeout: HANGS }).toEqual(wanted);
    expect(await page.evaluate('window.owned')).toBeUndefined();
    await expect.poll(() => stopped.length, { timeout: HANGS }).toBeGreaterThan(0);
    // Stopped by the policy, not by the missing network.
    expect([...new Set(stopped)]).toEqual(['csp']);
    await page.context().close();
  });

  const VIEWS: [number, boolean][] = [
    [1280, false],
    [360, true],
    [1280, true],
    [360, false],
  ];

  test.each(sized(VIEWS.slice(1, 2), VIEWS))(
    'leaves a picture at %i pixels (dark: %s), and fits',
    async (width, dark) => {
      const { page } = await pages.open(wheel, { width, dark });
      await field(page, 'loops.word-of-mouth.perMember').fill('1.4');
      await settled(page);
      await picture(page, `wheel-${width}-${dark ? 'dark' : 'light'}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const ground = await page.evaluate(`getComputedStyle(document.documentElement).backgroundColor`);
      expect(ground).toBe(dark ? 'rgb(20, 23, 26)' : 'rgb(251, 250, 248)');
      await page.getByText(dark ? 'Light' : 'Dark', { exact: true }).click();
      expect(await page.evaluate(`getComputedStyle(document.documentElement).backgroundColor`)).not.toBe(ground);
      await page.context().close();
    },
  );
});
