import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { jsonInHtml, type Report } from '../../src/report/embedded.ts';
import { reportHtml } from '../../src/report/html.ts';
import { worked } from '../cli/example.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
const report: Report = { flywheel: 1, source: 'plan.json', flags: [], switches: [], scenario: worked };
const page = (more: Partial<Report> = {}): string =>
  reportHtml({ report: { ...report, ...more }, script: 'go()', style: 'p{}', licences: 'MIT', digest });

test('the policy allows this script, this style and a thread beside the page, and nothing else', () => {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page()) ?? [];
  // printf 'go()' | openssl dgst -sha256 -binary | base64
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    // WebAssembly may be compiled; text may not be run, which would be 'unsafe-eval'.
    `script-src 'sha256-${digest('go()')}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${digest('p{}')}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page()).not.toMatch(/'unsafe|https?:/);
});

test('the policy stands before anything that it is about', () => {
  const html = page();
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style'));
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
});

test('no text of a scenario can end its element, and it reads back as it was', () => {
  const name = '</script><script>alert(1)</script><!-- \u2028\u2029 & "quoted" \\u003c';
  const html = page({ scenario: { ...worked, name } });
  expect(html.match(/<script/g)).toHaveLength(3);
  expect(html).not.toContain('alert(1)</script>');
  const [, json] = /id="report">(.*)<\/script>/.exec(html) ?? [];
  expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(json).scenario.name).toBe(name);
});

test('any text reads back', () => {
  for (const text of ['', '<', '\u2028', '&lt;', '\\', '\ud83d\ude00', '\ud800'])
    expect(JSON.parse(jsonInHtml(text))).toBe(text);
});
