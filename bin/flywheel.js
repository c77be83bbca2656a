#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(built)) {
  const { main } = await import(built.href);
  await main();
} else {
  console.error(`flywheel is not built yet: run npm ci in ${dirname(dirname(fileURLToPath(import.meta.url)))}`);
  process.exitCode = 2;
}
