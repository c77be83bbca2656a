import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileWith, worked } from '../cli/example.ts';
import { field, picture, settled } from './browser.ts';
import { Pages } from './pages.ts';

const pages = await Pages.start();
let wheel: string;
beforeAll(async () => {
  wheel = await pages.report('wheel', 'hundred-per-cycle', null);
});
afterAll(() => pages.leave());
beforeEach(({ skip }) => skip(pages.missing !== null, pages.missing ?? ''));

describe('the page of a report, in a browser without a network', () => {
  test('can be used without seeing, and without a mouse (axe finds nothing)', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const shop = await pages.report('shop', 'shop-flywheel', null, '--with', 'thank-you-note', '--rotations', '4');
    const views: [string, number, boolean][] = [
      [shop, 1280, true],
      [wheel, 1280, false],
      [wheel, 360, false],
    ];
    for (const [file, width, dark] of views) {
      const { page } = await pages.open(file, { width, dark });
      await settled(page);
      await field(page, 'stages.acquire.conversion').fill('5');
      const closed = page.getByRole('button', { name: 'Show table' });
      while ((await closed.count()) > 0) await closed.first().click();
      await settled(page);
      await page.evaluate(axe);
      const found = (await page.evaluate(`axe.run().then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`)) as string[];
      expect(found, `${file} at ${width}`).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await picture(page, `tables-${width}-${dark ? 'dark' : 'light'}`);
      await page.context().close();
    }
  });

  test.each([
    [24, 'Hide table'],
    [25, 'Show table'],
  ])('a table of %i rotations begins with the button "%s"', async (rotations, button) => {
    const { page } = await pages.open(
      await pages.report('rows', 'hundred-per-cycle', null, '--rotations', String(rotations)),
    );
    expect(await page.locator('section[aria-label^="Every stage"] button').textContent()).toBe(button);
    await page.context().close();
  });

  test.each([360, 1280])('long names of stages leave room for their numbers at %i pixels', async (width) => {
    const labels = [
      'Signed up for the free newsletter and the weekly tips',
      'Donaudampfschifffahrtsgesellschaftskapitän',
      'お客様紹介プログラムに参加した方',
      'Tells colleagues, friends and family about it',
    ];
    const stages = worked.stages.map((stage, s) => ({ ...stage, label: labels[s] }));
    const { page } = await pages.open(await pages.report('long', 'long.json', fileWith({ stages })), { width });
    await settled(page);
    await picture(page, `long-${width}`);
    const table = page.locator('section[aria-label^="Every stage"] .table');
    const box = await table.boundingBox();
    const reach = (box?.x ?? 0) + (box?.width ?? 0);
    const cells = await table.locator('tbody tr').first().locator('td .now').all();
    const ends = await Promise.all(
      cells.map(async (cell) => {
        const place = await cell.boundingBox();
        return (place?.x ?? 0) + (place?.width ?? 0);
      }),
    );
    // On a phone the first numbers are in sight, the others a swipe away; on a desk all of them are.
    expect(ends[width < 600 ? 1 : ends.length - 1]).toBeLessThanOrEqual(reach);
    await page.context().close();
  });

  test.each([360, 1280])('names stand beside the ring, clear of it and of each other, at %i pixels', async (width) => {
    for (const names of [4, 9, 10, 14]) {
      const label = (s: number): string =>
        ['Signed up for the free newsletter', 'お客様紹介プログラムに参加した方', 'Pays'][s % 3];
      const stages = Array.from({ length: names }, (_, s) => ({
        id: `s${s}`,
        label: label(s),
        ...(s > 0 ? { conversion: 0.8 } : {}),
      }));
      const loops = [{ ...worked.loops[0], from: `s${names - 1}`, to: 's0' }];
      const text = fileWith({ stages, loops, levers: [] });
      const { page } = await pages.open(await pages.report(`ring-${names}`, `ring-${names}.json`, text), { width });
      await field(page, 'channels.paid.volume').fill('150');
      await settled(page);
      await page.locator('.wheel').scrollIntoViewIfNeeded();
      await picture(page, `ring-${names}-${width}`);
      const faults = await page.evaluate(`(() => {
      const svg = document.querySelector('.wheel svg');
      const frame = svg.getBoundingClientRect();
      const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
      const names = [...svg.querySelectorAll('.name')];
      const all = names.map((one) => one.getBoundingClientRect());
      const lines = names.map((one) => [...one.children].map((line) => line.getBoundingClientRect()));
      // The point of a name that is nearest to the middle.
      const clear = (box) => {
        const near = { x: Math.max(box.left, Math.min(middle.x, box.right)), y: Math.max(box.top, Math.min(middle.y, box.bottom)) };
        return document.elementsFromPoint(near.x, near.y).every((one) => !one.classList.contains('band'));
      };
      const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
      return all.flatMap((box, i) => [
        box.top < frame.top - 4 || box.bottom > frame.bottom + 4 ? 'outside ' + i : '',
        box.left < 0 || box.right > innerWidth ? 'cut ' + i : '',
        clear(box) ? '' : 'on the band ' + i,
        all.some((_, j) => j > i && lines[i].some((line) => lines[j].some((other) => meets(line, other)))) ? 'on another ' + i : '',
      ].filter((fault) => fault !== ''));
    })()`);
      expect(faults, `${names} stages`).toEqual([]);
      await page.context().close();
    }
  });

  test('reads well on paper: every table is there, and nothing to click', async () => {
    const { page } = await pages.open(wheel, { width: 794, dark: true });
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('table:visible').count()).toBe(4);
    expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
    expect(await page.evaluate(`getComputedStyle(document.documentElement).backgroundColor`)).toBe(
      'rgb(255, 255, 255)',
    );
    await picture(page, 'wheel-paper');
    await page.context().close();
  });
});
