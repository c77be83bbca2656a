import { defineConfig } from 'vitest/config';
import { Skipped } from './skipped.ts';

/** Milliseconds after which a test is taken to hang, here and in long runs: no test is judged by how long it takes. */
const HANGS = 15 * 60_000;
const HANGS_LONG = 90 * 60_000;

// `npm test` runs every `*.test.ts` but the `*.long.test.ts`, with few random cases; `--mode long` (`npm run test:long`)
// runs all of them, with all cases (test/cases.ts).
export default defineConfig(({ mode }) => ({
  test: {
    root: '.',
    exclude: ['node_modules', ...(mode === 'long' ? [] : ['**/*.long.test.ts'])],
    provide: { long: mode === 'long' },
    reporters: ['default', new Skipped()],
    setupFiles: ['test/vitest/seed.ts'],
    testTimeout: mode === 'long' ? HANGS_LONG : HANGS,
    hookTimeout: HANGS,
    // Modules are read once for all files of a worker: no test leaves anything behind in one.
    isolate: false,
    // As many at once as there are cores: one in two is Vitest's own choice on two.
    maxWorkers: '100%',
  },
}));
