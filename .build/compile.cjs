// Compiles the core of the built command for the Node that runs this, with all that a table needs, by making one.
'use strict';
const { writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { compiledIn, run, scriptIn } = require('./compiled.cjs');

const folder = join(__dirname, '../dist/cli');
const script = scriptIn(folder);
const { runProcess } = run(script, folder, createRequire(`${folder}/`));
runProcess(['simulate', 'hundred-per-cycle']).then(() => {
  writeFileSync(compiledIn(folder), script.createCachedData());
});
