// Says in one line what is missing before `npm ci`, with nothing but what Node brings.
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/esbuild')) {
  console.error(`flywheel is not built yet: run npm ci in ${process.cwd()}`);
  process.exitCode = 2;
}
