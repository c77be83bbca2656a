import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Says at the end of a run what it left out and what to install for it, as the tests gave it (`skip(note)`). A test that is
 * left out without a word fails the run, unless a person chose tests by name.
 */
export class Skipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const isChosen = modules.some(({ project }) => project.config.testNamePattern !== undefined);
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const notes = new Map<string, number>();
    for (const test of skipped) {
      const note = noteOf(test) ?? (isChosen ? null : `${test.fullName}, for no reason that its test gives`);
      if (note !== null) notes.set(note, (notes.get(note) ?? 0) + 1);
    }
    for (const [note, tests] of notes) console.log(`Skipped: ${note}; ${tests} ${tests === 1 ? 'test' : 'tests'}`);
    if (!isChosen && skipped.some((test) => noteOf(test) === undefined)) process.exitCode = 1;
  }
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
