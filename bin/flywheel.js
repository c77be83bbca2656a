#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(built)) {
  const command = await import(built.href).catch(explainFewFiles);
  await command?.main();
} else {
  fail(`flywheel is not built yet: run npm ci in ${dirname(dirname(fileURLToPath(import.meta.url)))}`);
}

/** Where so few files may be open that the program itself cannot be loaded, nothing of it can say so. */
function explainFewFiles(error) {
  if (error.code !== 'EMFILE' && error.code !== 'ENFILE') throw error;
  fail('flywheel cannot start: too many files are open. Raise the limit, as with ulimit -n 1024');
}

function fail(message) {
  console.error(message);
  process.exitCode = 2;
}
