#!/usr/bin/env node
const { dirname } = require('node:path');

/** Where so few files may be open that the program itself cannot be loaded, nothing of it can say so. */
const FEW_FILES = 'flywheel cannot start: too many files are open. Raise the limit, as with ulimit -n 1024';

try {
  require('../dist/cli/main.cjs').main().catch(explain);
} catch (error) {
  explain(error);
}

function explain(error) {
  if (error.code === 'EMFILE' || error.code === 'ENFILE') fail(FEW_FILES);
  else if (error.code !== 'MODULE_NOT_FOUND') throw error;
  else fail(`flywheel is not built yet: run npm ci in ${dirname(__dirname)}`);
}

function fail(message) {
  console.error(message);
  process.exitCode = 2;
}
