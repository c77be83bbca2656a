#!/usr/bin/env node
const command = await import('../dist/cli/main.js').catch(explain);
await command?.main();

/** What keeps the program itself from being loaded, nothing of it can say. */
function explain(error) {
  if (error.code === 'ERR_MODULE_NOT_FOUND') {
    const folder = decodeURIComponent(new URL('..', import.meta.url).pathname).replace(/\/$/, '');
    fail(`flywheel is not built yet: run npm ci in ${folder}`);
  } else if (error.code === 'EMFILE' || error.code === 'ENFILE') {
    fail('flywheel cannot start: too many files are open. Raise the limit, as with ulimit -n 1024');
  } else {
    throw error;
  }
}

function fail(message) {
  console.error(message);
  process.exitCode = 2;
}
