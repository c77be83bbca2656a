import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sized, whenLong } from '../cases.ts';
import { fileWith, worked } from '../cli/example.ts';
import { flywheel, newFolder, removeFolder } from '../cli/session.ts';
import { plainEnvironment } from '../machine.ts';
import { cellsOf, field, launched, open, picture, settled, slider } from './browser.ts';

/** Milliseconds after which something is taken never to come. */
const HANGS = 15 * 60_000;

const browser = await launched();
const folder = newFolder();
const reason = typeof browser === 'string' ? browser : null;

afterAll(async () => {
  if (typeof browser !== 'string') await browser.close();
  removeFolder(folder);
});

/** Writes a report and gives its path. */
async function report(name: string, scenario: string, text: string | null, ...flags: string[]): Promise<string> {
  const output = `${name}.html`;
  const files = text === null ? {} : { [scenario]: text };
  const { code, err } = await flywheel(['report', scenario, '-o', output, ...flags], { folder, files });
  expect(code, err).toBe(0);
  return join(folder, output);
}

/** What a shell makes of a command line, run here. */
async function typed(line: string, ...more: string[]) {
  const script = `flywheel() { printf '%s\\0' "$@"; }\n${line}`;
  const words = execFileSync('bash', ['-c', script], { encoding: 'utf8', env: plainEnvironment(folder) })
    .split('\0')
    .slice(0, -1);
  const { code, out, err } = await flywheel([...words, ...more], { folder });
  expect(code, err).toBe(0);
  return JSON.parse(out);
}

const shown = async (page: Page): Promise<string> => (await page.locator('#command').textContent()) ?? '';

/** Arrivals by rotation and stage, then active members by pool, rounded, as a table has them. */
const peopleIn = (document: {
  rotations: { stages: Record<string, { arrivals: number }>; active: Record<string, number> }[];
}): number[][] =>
  document.rotations.map(({ stages, active }) =>
    [...Object.values(stages).map(({ arrivals }) => arrivals), ...Object.values(active)].map(Math.round),
  );

/** The same from the page: gain and row names left out. */
async function peopleShown(page: Page): Promise<number[][]> {
  const [header, ...rows] = await cellsOf(page, 'Every stage');
  return rows
    .slice(0, -1)
    .map((cells) =>
      cells.filter((_, i) => i > 0 && header[i] !== 'Gain').map((text) => Number(text.replaceAll(',', ''))),
    );
}

const open_ = (file: string, options = {}) => {
  if (typeof browser === 'string') throw new Error(browser);
  return open(browser, file, options);
};

describe('the page of a report, in a browser without a network', () => {
  beforeEach(({ skip }) => skip(reason !== null, reason ?? ''));

  let wheel: string;
  beforeAll(async () => {
    wheel = await report('wheel', 'hundred-per-cycle', null);
  });

  test('opens from disk, says what the command says, loads nothing and stays silent', async () => {
    const { page, heard, asked } = await open_(wheel);
    await settled(page);
    await expect(page.locator('.result').textContent()).resolves.toBe(
      '47 more in rotation 5 than without referrals, 112 over all five. 32% of rotation 5 came by referral.',
    );
    expect(await page.title()).toBe('One hundred engaged per cycle – flywheel');
    expect(await peopleShown(page)).toEqual(peopleIn(await typed('flywheel simulate hundred-per-cycle --format json')));
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([`file://${wheel}`]);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  test('a slider moves every number, and the command shown comes to the same ones', async () => {
    const { page, heard } = await open_(wheel);
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
    const document = await typed(command, '--format', 'json');
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

  whenLong(() => {
    test('the copied command and the downloaded scenario come to the same numbers, whatever the file is called', async () => {
      const name = "it's a $HOME; plan.json";
      const text = readFileSync(new URL('../../scenarios/shop-flywheel.json', import.meta.url), 'utf8');
      const file = await report(
        'mine',
        name,
        text,
        '--rotations',
        '6',
        '--set',
        'name=A "quoted" $(name)',
        '--with',
        'email-series@2',
      );
      const { page } = await open_(file);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByText('Show what chance may do').click();
      await field(page, 'loops.word-of-mouth.perMember').fill('4.2');
      await field(page, 'channels.paid.volume').fill('1500');
      await field(page, 'loops.word-of-mouth.conversion.acquire').fill('7.5');
      await field(page, 'stages.advocate.retention').fill('80');
      await page.locator('[data-lever="thank-you-note"]').check();
      await page.getByRole('button', { name: 'Copy as command' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      const copied = (await page.evaluate('navigator.clipboard.readText()')) as string;
      expect(copied).toBe(await shown(page));
      expect(copied).toContain('--with email-series@2,thank-you-note');
      const byCommand = await typed(copied, '--format', 'json');
      expect(byCommand.scenario).toEqual({
        name: 'A "quoted" $(name)',
        rotations: 6,
        with: ['email-series@2', 'thank-you-note'],
      });
      expect(await peopleShown(page)).toEqual(peopleIn(byCommand));

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download scenario' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('it-s-a-HOME-plan-changed.json');
      await download.saveAs(join(folder, download.suggestedFilename()));
      const own = (await page.locator('.share code').textContent()) ?? '';
      const byFile = await typed(own, '--format', 'json');
      expect(byFile.rotations).toEqual(byCommand.rotations);
      expect(byFile.summary).toEqual(byCommand.summary);
      await page.context().close();
    });
  });

  whenLong(() => {
    test('a slider can be set to both of its ends, however near them it was given', async () => {
      const stages = [
        worked.stages[0],
        { id: 'acquire', conversion: 0.002 },
        worked.stages[2],
        { ...worked.stages[3], retention: 0.998 },
      ];
      const { page } = await open_(await report('ends', 'ends.json', fileWith({ stages })));
      for (const [path, key, value] of [
        ['stages.acquire.conversion', 'Home', '0'],
        ['stages.acquire.conversion', 'End', '100'],
        ['stages.advocate.retention', 'End', '100'],
        ['stages.advocate.retention', 'Home', '0'],
      ]) {
        await slider(page, path).focus();
        await page.keyboard.press(key);
        expect(await field(page, path).inputValue(), `${path} ${key}`).toBe(value);
      }
      // Typed, it looks as if it were at the end already.
      await field(page, 'stages.advocate.retention').fill('99.9999');
      await slider(page, 'stages.advocate.retention').focus();
      await page.keyboard.press('End');
      expect(await field(page, 'stages.advocate.retention').inputValue()).toBe('100');
      await field(page, 'stages.acquire.conversion').fill('0.2');
      await slider(page, 'stages.acquire.conversion').focus();
      await page.keyboard.press('ArrowRight');
      expect(await field(page, 'stages.acquire.conversion').inputValue()).toBe('0.202');
      await page.context().close();
    });
  });

  whenLong(() => {
    test('a lever switched off and on again comes to the same numbers, and so does the command', async () => {
      const levers = [
        { id: 'double', changes: [{ path: 'channels.paid.volume', multiply: 2 }] },
        { id: 'plus', changes: [{ path: 'channels.paid.volume', add: 50 }] },
      ];
      const { page } = await open_(
        await report('order', 'order.json', fileWith({ levers }), '--with', 'plus', '--with', 'double'),
      );
      expect(
        await page.locator('[data-lever]').evaluateAll((all) => all.map((one) => one.getAttribute('data-lever'))),
      ).toEqual(['plus', 'double']);
      const shownNow = async () => [await peopleShown(page), await shown(page)];
      const before = await shownNow();
      // (100 + 50) x 2, not 100 x 2 + 50.
      expect((before[0] as number[][])[0][0]).toBe(300);
      await page.locator('[data-lever="plus"]').uncheck();
      await page.locator('[data-lever="plus"]').check();
      expect(await shownNow()).toEqual(before);
      expect(await peopleShown(page)).toEqual(peopleIn(await typed(await shown(page), '--format', 'json')));
      await page.context().close();
    });
  });

  test('a lever switched on takes the place of one that it excludes, and says so before', async () => {
    const changes = [{ path: 'channels.paid.volume', add: 50 }];
    const levers = [
      { id: 'ten', label: 'Ten off', changes },
      { id: 'twenty', label: 'Twenty off', excludes: ['ten'], changes },
    ];
    const { page } = await open_(await report('either', 'either.json', fileWith({ levers })));
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

  whenLong(() => {
    test.each(sized([true], [true, false]))(
      'what chance made of the wheel as given stays in sight (known before: %s)',
      async (first) => {
        const { page, heard } = await open_(wheel);
        const section = page.locator('section[aria-label^="What chance"]');
        const edges = section.locator('svg path[stroke-width="0.8"]');
        if (first) {
          await settled(page);
          expect(await edges.count()).toBe(0);
          expect(await page.getByText(/, as given|: as given/).count()).toBe(0);
        } else await page.getByText('Show what chance may do').click();
        await field(page, 'channels.paid.volume').fill('200');
        if (!first) await page.getByText('Show what chance may do').click();
        await page.getByText('In grey, as given: expected dotted, 5% and 95% as thin lines.').waitFor();
        await settled(page);
        expect(await edges.count()).toBe(2);
        await section.getByRole('button').first().click();
        const document = await typed('flywheel simulate hundred-per-cycle --bands', '--format', 'json');
        const { p5, p50, p95 } = document.rotations[4].bands.engage;
        const was = section.locator('tbody tr').nth(4).locator('td').first().locator('.was');
        expect(await was.textContent()).toBe(`, as given ${p50} (${p5}-${p95})`);
        await picture(page, `chance-${first}`);
        await page.getByRole('button', { name: 'As given', exact: true }).click();
        await settled(page);
        expect(await edges.count()).toBe(0);
        expect(await page.locator('.legend').count()).toBe(0);
        expect(heard).toEqual([]);
        await page.context().close();
      },
    );
  });

  test('the policy of the page holds: no other script runs, and nothing is asked of a network', async () => {
    const { page, heard } = await open_(wheel);
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

  whenLong(() => {
    test('texts of a scenario are texts', async () => {
      const img = '<img src=x onerror=alert(1)>';
      const end = '</script><script>alert(2)</script><!-- \u2028 &amp;';
      const hostile = fileWith({
        name: img,
        description: end,
        channels: [{ id: 'paid', label: '__proto__', volume: 100 }],
        stages: [{ id: 'engage', label: end }, ...worked.stages.slice(1, 3), { ...worked.stages[3], label: img }],
        loops: [{ ...worked.loops[0], label: `{{constructor.constructor('alert(3)')()}}` }],
        levers: [
          { id: 'constructor', label: img, description: end, changes: [{ path: 'channels.paid.volume', multiply: 2 }] },
        ],
      });
      const { page, heard } = await open_(await report('hostile', '<b>.json', hostile));
      await page.locator('[data-lever="constructor"]').check();
      await settled(page);
      expect(await page.locator('h1').textContent()).toBe(img);
      expect(await page.locator('.description').textContent()).toBe(end.replace('\u2028', '\\u2028'));
      expect(await page.locator('img, b:not(.key b, .glance b)').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(3);
      expect(await page.locator('section[aria-label^="Who arrives"] svg').textContent()).toContain('__proto__');
      expect(heard).toEqual([]);
      await page.context().close();
    });
  });

  whenLong(() => {
    test('says what cannot be computed, keeps the last numbers in grey, and recovers', async () => {
      const text = fileWith({
        rotations: 60,
        levers: [{ id: 'cut', changes: [{ path: 'channels.paid.volume', add: -50 }] }],
      });
      const { page, heard } = await open_(await report('limits', 'limits.json', text));
      const before = await page.locator('.result').textContent();
      await field(page, 'loops.word-of-mouth.perMember').fill('1000000');
      await page.getByText(/growth passes 1e15 people in rotation \d+/).waitFor();
      expect(await page.locator('.answers.stale').count()).toBe(2);
      expect(await page.locator('.result').textContent()).toBe(before);
      expect(await page.getByRole('button', { name: 'Copy as command' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'As given', exact: true }).click();
      expect(await page.locator('.answers.stale, .faults p').count()).toBe(0);

      await field(page, 'channels.paid.volume').fill('20');
      await page.locator('[data-lever="cut"]').check();
      await page.getByText(/lever cut makes channels.paid.volume -30 in rotation 1/).waitFor();
      await field(page, 'channels.paid.volume').fill('80');
      expect(await page.locator('.faults p').count()).toBe(0);
      expect(await page.locator('.figure .now').first().textContent()).not.toBe('–');

      await field(page, 'stages.acquire.conversion').fill('150');
      await page.getByText(/must be a share between 0 and 1, got 1.5/).waitFor();
      await field(page, 'stages.acquire.conversion').fill('');
      await field(page, 'stages.acquire.conversion').fill('30');
      expect(await page.locator('.faults p').count()).toBe(0);
      expect(heard).toEqual([]);
      await page.context().close();
    });
  });

  whenLong(() => {
    test('an emptied field stands as given, and a faulty one never comes into the command', async () => {
      const { page, heard } = await open_(wheel);
      const shownNow = async () => [await peopleShown(page), await shown(page)];
      const asGiven = await shownNow();
      await field(page, 'channels.paid.volume').fill('120');
      const good = await shownNow();
      expect(good[1]).toContain('--volume paid=120');
      await field(page, 'stages.acquire.conversion').fill('-3');
      await page.getByText(/must be a share between 0 and 1, got -0.03/).waitFor();
      expect(await field(page, 'stages.acquire.conversion').getAttribute('aria-invalid')).toBe('true');
      expect(await shownNow()).toEqual(good);
      await field(page, 'stages.acquire.conversion').fill('');
      expect(await page.locator('.faults p, .answers.stale').count()).toBe(0);
      expect(await shownNow()).toEqual(good);
      await page.locator('h1').click();
      expect(await field(page, 'stages.acquire.conversion').inputValue()).toBe('30');
      await field(page, 'channels.paid.volume').fill('');
      expect(await shownNow()).toEqual(asGiven);
      expect(heard).toEqual([]);
      await page.context().close();
    });
  });

  whenLong(() => {
    test('where nothing has a value, it says so', async () => {
      const text = fileWith({
        channels: [{ id: 'paid', volume: 0, cost: 2 }],
        stages: [...worked.stages.slice(0, 3), { ...worked.stages[3], revenue: 10 }],
      });
      const { page, heard } = await open_(await report('nobody', 'nobody.json', text));
      await settled(page);
      expect(await page.locator('[data-metric="cac"]').textContent()).toBe('–');
      expect(await page.locator('#page').textContent()).not.toMatch(/NaN|Infinity|undefined/);
      expect(heard).toEqual([]);
      await page.context().close();
    });
  });

  whenLong(() => {
    test('can be used without seeing, and without a mouse (axe finds nothing)', async () => {
      const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const shop = await report('shop', 'shop-flywheel', null, '--with', 'thank-you-note', '--rotations', '4');
      const pages: [string, number, boolean][] = [
        [shop, 1280, true],
        [wheel, 1280, false],
        [wheel, 360, false],
      ];
      for (const [file, width, dark] of sized(pages.slice(2), pages)) {
        const { page } = await open_(file, { width, dark });
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
  });

  // A shared machine may be ten times slower than an idle one, so a limit here would either fail for nothing or catch
  // nothing. The specification's 16 ms for numbers, 100 ms for bands and 1 s to open are read off the printed line.
  whenLong(() => {
    test('answers every move (how fast is printed, not judged)', async () => {
      const { page } = await open_(wheel);
      await settled(page);
      await page.locator('section.section[aria-label^="Who arrives"]').scrollIntoViewIfNeeded();
      const moves = sized(6, 30);
      const times = (await page.evaluate(`(async () => {
      const all = [...document.querySelectorAll('.slider input[type=range]')].slice(0, 3);
      performance.clearMeasures();
      for (let i = 0; i < ${moves}; i++) {
        const input = all[i % 3];
        input.value = String(input.max * (0.2 + i / 100));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        while (performance.getEntriesByName('flywheel-answer').length <= i) await new Promise(requestAnimationFrame);
      }
      while (performance.getEntriesByName('flywheel-bands').length === 0) await new Promise(requestAnimationFrame);
      const of = (name) => performance.getEntriesByName(name).map(({ duration }) => duration).sort((a, b) => a - b);
      return { open: performance.getEntriesByName('flywheel-open')[0].startTime,
        answer: of('flywheel-answer'), bands: of('flywheel-bands'), chart: of('flywheel-chart') };
    })()`)) as { open: number; answer: number[]; bands: number[]; chart: number[] };
      const median = (values: number[]): number => values[Math.floor(values.length / 2)];
      const said = [times.open, median(times.answer), median(times.chart), median(times.bands)].map((ms) =>
        ms.toFixed(1),
      );
      console.info(
        `Open ${said[0]} ms; a slider: numbers ${said[1]} ms, each chart ${said[2]} ms more, bands ${said[3]} ms (medians)`,
      );
      expect(times.answer).toHaveLength(moves);
      expect(times.bands.length).toBeGreaterThan(0);
      expect(times.chart.length).toBeGreaterThan(0);
      expect(times.open).toBeGreaterThan(0);
      await page.context().close();
    });
  });

  whenLong(() => {
    test('only tables in sight follow every move; the others are right once the sliders rest', async () => {
      const { page } = await open_(wheel);
      await settled(page);
      const total = (title: string): string =>
        `[...document.querySelectorAll('section[aria-label^="${title}"] tfoot .now')].map((one) => one.textContent).join(' ')`;
      // What the hidden table has when the one in sight has changed, and whether it follows in the end.
      const [hidden, later] = (await page.evaluate(`(async () => {
      const now = () => [${total('Every stage')}, ${total('Who arrives')}];
      const before = now();
      const input = document.querySelector('[data-knob="channels.paid.volume"] input[type=range]');
      const until = (holds) => new Promise((resolve) => {
        const look = () => { if (holds()) { observer.disconnect(); resolve(now()[1] !== before[1]); } };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      const seen = until(() => now()[0] !== before[0]);
      input.value = '300';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return [await seen, now()[1] !== before[1] || await until(() => now()[1] !== before[1])];
    })()`)) as boolean[];
      expect([hidden, later]).toEqual([false, true]);
      await page.context().close();
    });
  });

  whenLong(() => {
    test.each([
      [24, 'Hide table'],
      [25, 'Show table'],
    ])('a table of %i rotations begins with the button "%s"', async (rotations, button) => {
      const { page } = await open_(await report('rows', 'hundred-per-cycle', null, '--rotations', String(rotations)));
      expect(await page.locator('section[aria-label^="Every stage"] button').textContent()).toBe(button);
      await page.context().close();
    });
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
      const { page } = await open_(wheel, { width, dark });
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

  whenLong(() => {
    test.each(sized([360], [360, 1280]))(
      'long names of stages leave room for their numbers at %i pixels',
      async (width) => {
        const labels = [
          'Signed up for the free newsletter and the weekly tips',
          'Donaudampfschifffahrtsgesellschaftskapitän',
          'お客様紹介プログラムに参加した方',
          'Tells colleagues, friends and family about it',
        ];
        const stages = worked.stages.map((stage, s) => ({ ...stage, label: labels[s] }));
        const { page } = await open_(await report('long', 'long.json', fileWith({ stages })), { width });
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
      },
    );
  });

  whenLong(() => {
    test.each(sized([360], [360, 1280]))(
      'names stand beside the ring, clear of it and of each other, at %i pixels',
      async (width) => {
        for (const names of sized([14], [4, 9, 10, 14])) {
          const label = (s: number): string =>
            ['Signed up for the free newsletter', 'お客様紹介プログラムに参加した方', 'Pays'][s % 3];
          const stages = Array.from({ length: names }, (_, s) => ({
            id: `s${s}`,
            label: label(s),
            ...(s > 0 ? { conversion: 0.8 } : {}),
          }));
          const loops = [{ ...worked.loops[0], from: `s${names - 1}`, to: 's0' }];
          const text = fileWith({ stages, loops, levers: [] });
          const { page } = await open_(await report(`ring-${names}`, `ring-${names}.json`, text), { width });
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
      },
    );
  });

  whenLong(() => {
    test('reads well on paper: every table is there, and nothing to click', async () => {
      const { page } = await open_(wheel, { width: 794, dark: true });
      await settled(page);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('table:visible').count()).toBe(3);
      expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
      expect(await page.evaluate(`getComputedStyle(document.documentElement).backgroundColor`)).toBe(
        'rgb(255, 255, 255)',
      );
      await picture(page, 'wheel-paper');
      await page.context().close();
    });
  });
});
