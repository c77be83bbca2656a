import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { whenLong } from '../cases.ts';
import { newFolder, removeFolder } from '../cli/session.ts';
import { documented, exampleOf } from './examples.ts';

const functions = Object.entries(library).flatMap(([name, value]) =>
  typeof value === 'function' && !/^class\b/.test(String(value)) ? [name] : [],
);

/** A folder of somebody who has installed the package, with every example in a file of its own. */
const folder = newFolder();

/** The lines that each example prints with the built library. */
const printed = new Map<string, readonly string[]>();

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/flywheel'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of functions) {
    const { code } = exampleOf(name);
    for (const ending of ['ts', 'mjs']) writeFileSync(join(folder, `${name}.${ending}`), code);
  }
  const program = functions.map((name) => `console.log('# ${name}'); await import('./${name}.mjs');`).join('\n');
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: folder, encoding: 'utf8' });
  for (const part of out.trimEnd().split(/^# /m)) {
    const [name, ...lines] = part.trimEnd().split('\n');
    printed.set(name, lines);
  }
});

afterAll(() => removeFolder(folder));

test('the library offers what the commands do', () => {
  expect(functions.sort()).toEqual([
    'allocate',
    'chance',
    'check',
    'compare',
    'rankLevers',
    'readScenario',
    'sensitivity',
    'simulate',
    'solve',
    'sweep',
    'track',
  ]);
});

describe.each(functions)('the example of %s', (name) => {
  const { code, prints } = exampleOf(name);

  test('uses it, and says what it prints', () => {
    expect(code).toMatch(new RegExp(`^import {.*\\b${name}\\b.*} from 'flywheel';`));
    expect(code).toMatch(new RegExp(`\\b${name}\\(`));
    expect(prints.length).toBe(code.split('console.log(').length - 1);
    expect(prints.length).toBeGreaterThan(0);
  });

  test('prints that, with the built library', () => expect(printed.get(name)).toEqual(prints));

  test('stands below what it throws and what it returns', () => {
    expect(documented.get(name)).toMatch(/@throws InputError/);
    expect(documented.get(name)).toMatch(/@returns/);
  });
});

whenLong(() => {
  test('all of them keep to the types of the package, strictly, and so does who names what they return', () => {
    writeFileSync(join(folder, 'named.ts'), NAMED);
    const files = [...functions, 'named'].map((name) => `${name}.ts`);
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
    const check = () =>
      execFileSync(resolve('node_modules/.bin/tsc'), [...flags, ...files], { cwd: folder, encoding: 'utf8' });
    expect(outputOf(check)).toBe('');
  });
});

/** A program that writes down the type of everything that it asks and hears. */
const NAMED = `
import * as flywheel from 'flywheel';
import type { Scenario, Switch, Watched, WithLevers, Chances } from 'flywheel';
const watched: Watched = { signal: new AbortController().signal, progress: (done: number, total: number) => void (done / total) };
const levers: WithLevers = { with: [{ lever: 'coaching', from: 1 } satisfies Switch] };
const chances: Chances = { runs: 10, seed: 'x' };
export async function all(scenario: Scenario) {
  const chance: flywheel.ChanceResult = await flywheel.chance(scenario, { ...watched, ...levers, ...chances } satisfies flywheel.ChanceOptions);
  const band: flywheel.BandResult = chance.rotations[0].bands.engage;
  const against: flywheel.ComparedScenario[] = [{ scenario, label: 'other' }];
  const compared: flywheel.ComparisonResult = await flywheel.compare(scenario, { against } satisfies flywheel.CompareOptions);
  const row: flywheel.ComparedMetric = compared.metrics[0];
  const beats: flywheel.Beats | null | undefined = row.beats?.[1];
  const swept: flywheel.SweepResult = await flywheel.sweep(scenario, { vary: { a: [1], b: '1:2:1' } } satisfies flywheel.SweepOptions);
  const record: flywheel.SweepRecord = swept.rows[0];
  const solved: flywheel.SolveResult = await flywheel.solve(scenario, { vary: 'a', between: [0, 1], goal: 'gain = 1' } satisfies flywheel.SolveOptions);
  const solution: flywheel.Solution | null = solved.solution;
  const sensitive: flywheel.SensitivityResult = await flywheel.sensitivity(scenario, { by: 0.1 } satisfies flywheel.SensitivityOptions);
  const moved: flywheel.SensitivityRow = sensitive.rows[0];
  const uncertain: flywheel.UncertaintyResult = await flywheel.sensitivity(scenario, { by: 'uncertainty' } satisfies flywheel.UncertaintyOptions);
  const explaining: flywheel.UncertaintyRow = (uncertain satisfies flywheel.UncertaintySensitivity).rows[0];
  const ranked: flywheel.LeversResult = await flywheel.rankLevers(scenario, { budget: 1 } satisfies flywheel.RankLeversOptions);
  const parts: [flywheel.LeverAlone, flywheel.LeverStep, flywheel.BestLevers | null] = [ranked.alone[0], ranked.order[0], ranked.best];
  const method: flywheel.SearchMethod | undefined = ranked.best?.method;
  const tracked: flywheel.TrackResult = await flywheel.track(scenario, { actuals: [{ rotation: 1, engage: 5, gain: null } satisfies flywheel.ActualRow] } satisfies flywheel.TrackOptions);
  const verdict: flywheel.Verdict = (tracked.rows[0] satisfies flywheel.TrackRow).verdict;
  const checked: flywheel.CheckResult = await flywheel.check(scenario, { tolerance: 0 } satisfies flywheel.CheckOptions);
  const file: flywheel.FileRecord = checked.files[0];
  const status: flywheel.FileStatus = file.status;
  const difference: flywheel.Difference = file.differences[0];
  const problem: flywheel.FileProblem | undefined = file.problems?.[0];
  // @ts-expect-error a probability is a number
  const wrong: string = chance.goals[0].probability;
  return [band, beats, record, solution, moved, parts, method, verdict, status, difference, problem, wrong];
}
`;

/** What a program says, whether or not it fails. */
function outputOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
