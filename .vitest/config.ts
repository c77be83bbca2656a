import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { root: '.', setupFiles: ['.vitest/seed.ts'], testTimeout: 120_000 },
});
