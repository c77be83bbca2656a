import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { simulate } from '../../src/index.ts';
import type { Problem } from '../../src/model/errors.ts';
import { readScenario } from '../../src/model/scenario/read.ts';
import { flywheel } from '../cli/session.ts';
import { blocks, DOCUMENTS, ROOT } from './markdown.ts';

const folder = mkdtempSync(join(tmpdir(), 'flywheel-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scenarios = DOCUMENTS.flatMap((document) =>
  ['json', 'yaml'].flatMap((language) =>
    blocks(document, language)
      .filter((text) => 'stages' in parse(text))
      .map((text): [string, string, string] => [document, language, text]),
  ),
);

test('there are scenarios of both kinds to be found', () => {
  expect(new Set(scenarios.map(([, language]) => language))).toEqual(new Set(['json', 'yaml']));
});

test.each(scenarios)(
  '%s: the scenario in %s is one, without a warning, and keeps its promises',
  (_document, language, text) => {
    const warnings: Problem[] = [];
    const scenario = readScenario(text, {
      source: `shown.${language}`,
      onWarning: (warning) => warnings.push(warning),
    });
    expect(warnings).toEqual([]);
    for (const { metric, passed } of simulate(scenario).assertions) expect(passed, metric).toBe(true);
  },
);

test('the first scenario file shown is the bundled one, less its description', () => {
  const [shown] = blocks('scenarios/README.md', 'json').map((text) => JSON.parse(text));
  const { description, ...bundled } = JSON.parse(readFileSync(join(ROOT, 'scenarios/hundred-per-cycle.json'), 'utf8'));
  delete bundled.loops[0].offspring;
  expect(shown).toEqual(bundled);
});

test('the example for the library runs', async () => {
  await flywheel(['init', 'mine.yaml'], { folder });
  const [example] = blocks('README.md', 'js');
  writeFileSync(
    join(folder, 'example.mjs'),
    example.replace("'flywheel'", JSON.stringify(join(ROOT, 'dist/index.js'))),
  );
  const [gain, weakest] = execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' }).split(' ');
  expect(Number(gain)).toBeCloseTo(47.0766, 4);
  expect(weakest.trim()).toBe('acquire');
});
