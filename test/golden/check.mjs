// Runs the golden commands on the Node that runs this, and compares what they print with the digests beside this file:
// a change of a single bit shows. `node test/golden/check.mjs [--write]`; --write keeps what is printed now.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const golden = JSON.parse(readFileSync(here('digests.json'), 'utf8'));

const found = golden.map(({ args }) => {
  const out = execFileSync(process.execPath, [here('../../bin/flywheel.js'), ...args], {
    cwd: here('.'),
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e8,
  });
  return { args, sha256: createHash('sha256').update(out).digest('hex') };
});
if (process.argv.includes('--write')) writeFileSync(here('digests.json'), `${JSON.stringify(found, null, 2)}\n`);
for (const [i, { args, sha256 }] of found.entries()) {
  const same = sha256 === golden[i].sha256;
  console.log(
    `${process.version} ${sha256.slice(0, 16)} ${same ? 'as before' : 'CHANGED'}: flywheel ${args.join(' ')}`,
  );
  if (!same && !process.argv.includes('--write')) process.exitCode = 1;
}
