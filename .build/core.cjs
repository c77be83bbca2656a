// Becomes core.cjs of the built command.
'use strict';
const { compiledFor, run, scriptIn } = require('./compiled.cjs');

module.exports = run(scriptIn(__dirname, compiledFor(__dirname)), __dirname, require, (part) => import(part));
