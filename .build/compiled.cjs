// The core of the command as a script, and what V8 made of it when flywheel was built: compiling it anew takes a quarter of the
// time of a short command.
'use strict';
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/**
 * The file for what was compiled. It is of use to the very Node alone that made it: V8 looks at its own version, but another
 * build of that version may lay out its heap otherwise.
 */
function compiledIn(folder) {
  const { size, mtimeMs } = statSync(process.execPath);
  return join(folder, `code-${process.version}-${process.arch}-${size}-${Math.floor(mtimeMs)}.bin`);
}

/** The core as a script. `cachedData` that V8 does not know for its own is left out of account. */
function scriptIn(folder, cachedData) {
  const filename = join(folder, 'code.cjs');
  const code = readFileSync(filename, 'utf8');
  return new Script(`(function(module,require,__filename,load){${code}\n})`, { filename, cachedData });
}

/**
 * Runs the core.
 * @param load `import()`: what was compiled before cannot ask for modules by itself
 * @returns what it exports
 */
function run(script, folder, require, load) {
  const module = { exports: {} };
  script.runInThisContext()(module, require, join(folder, 'code.cjs'), load);
  return module.exports;
}

/** What was compiled, or undefined where nothing was for this Node. */
function compiledFor(folder) {
  try {
    return readFileSync(compiledIn(folder));
  } catch {
    return undefined;
  }
}

module.exports = { compiledFor, compiledIn, run, scriptIn };
