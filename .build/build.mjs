// Bundles the command (dist/cli, one chunk per heavy part), the library (dist/index.js) and the page of a report
// (dist/report), writes the JSON Schema (dist/schema.json), and collects the licences of everything that went in.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildCommand } from './command.mjs';
import { buildKernel } from './kernel.mjs';

/** What is built takes the place of what was once all of it is there: meanwhile the command still runs. */
const OUT = 'node_modules/.dist';
rmSync(OUT, { recursive: true, force: true });
await buildKernel();

const shared = { bundle: true, format: 'esm', target: 'node20', metafile: true, legalComments: 'none' };

// Some libraries are CommonJS and `require` parts of Node, which an ES module has to be told how to do; `createRequire`
// costs 10 ms, so it is called only by a Node 20 that has nothing faster.
const banner =
  "import{createRequire as flywheelRequire}from'node:module';const require=flywheelRequire(import.meta.url);";

// Turning schemas into JSON Schema is a third of zod, for one command only: it gets a bundle of its own.
const apart = {
  name: 'json-schema apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /json-schema\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './json-schema.js', external: true },
    );
  },
};

// What draws PNGs is native code, which cannot be bundled: it is the package's one dependency, and an optional one.
const external = ['@resvg/resvg-js'];
// Libraries that others use, and that never are asked for here: vega draws on a canvas only for PNGs of its own. Commander
// loads what starts processes, a tenth of our own start, for commands that are programs of their own. cli-table3 looks for
// emoji in each cell with a pattern that takes longer to prepare than a table to draw; `table-lines.ts` gives it none.
const withoutExtras = {
  name: 'without extras',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^canvas$/ }, ({ path }) => ({ path, namespace: 'none' }));
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'none' } : undefined,
    );
    onResolve({ filter: /^emoji-regex$/ }, ({ path, importer }) =>
      /[\\/]cli-table3[\\/]/.test(importer) ? { path, namespace: 'none' } : undefined,
    );
    onLoad({ filter: /^emoji-regex$/, namespace: 'none' }, () => ({ contents: 'module.exports = () => /(?!)/g;' }));
    onLoad({ filter: /^/, namespace: 'none' }, () => ({ contents: 'export {};' }));
  },
};

// Where a library comes in both kinds, its ES module is bundled: the other may call `require` in ways unseen by bundlers.
const mainFields = ['module', 'main'];
const commandOptions = {
  ...shared,
  outdir: `${OUT}/cli`,
  platform: 'node',
  mainFields,
  minify: true,
  external,
};
const command = await buildCommand({ ...commandOptions, plugins: [apart, withoutExtras], banner: { js: banner } });
await build({ ...commandOptions, entryPoints: ['src/model/scenario/json-schema.ts'] });
// Editors read the schema as a file.
const { scenarioJsonSchema } = await import(pathToFileURL(resolve(OUT, 'cli/json-schema.js')));
writeFileSync(`${OUT}/schema.json`, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);

// The library runs in browsers too: nothing of Node may be in it, and the build fails if something is.
const library = await build({
  ...shared,
  entryPoints: ['src/index.ts'],
  outfile: `${OUT}/index.js`,
  platform: 'browser',
});

// The page of a report: one script and one style, which the command puts into the page.
const page = await build({
  ...shared,
  entryPoints: { page: 'src/report/page.tsx' },
  outdir: `${OUT}/report`,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  // Letters outside ASCII stand as they are: the page says that it is UTF-8.
  charset: 'utf8',
});
await build({
  bundle: true,
  entryPoints: ['src/report/page.css'],
  outfile: `${OUT}/report/page.css`,
  minify: true,
  target: ['chrome123', 'firefox120', 'safari17.5'],
});

// The font of PNGs, whole.
const FONT = '@expo-google-fonts/arimo';
mkdirSync(`${OUT}/fonts`);
copyFileSync(join('node_modules', FONT, '400Regular/Arimo_400Regular.ttf'), `${OUT}/fonts/Arimo-Regular.ttf`);

const packagesIn = (bundles, more = []) => {
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const names = inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set([...names.filter(Boolean), ...more])].sort();
};

/** What the licence of a package asks to be handed on: its text, and a notice where there is one. */
const licenceOf = (name) => {
  const folder = join('node_modules', name);
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|notice)/i.test(entry));
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text =
    files.length > 0
      ? files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
      : // Some say it at the end of their README.
        /^#*\s*licen[cs]e[\s\S]*/im.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[0];
  if (!text) throw new Error(`${name} has no text of its licence`);
  return { heading: `${name} ${version} (${license})`, text: text.trim() };
};

/** Each text once, below the names of all packages that have it: some come in a hundred parts. */
const licencesOf = (bundles, more) => {
  const headings = new Map();
  for (const { heading, text } of packagesIn(bundles, more).map(licenceOf)) {
    headings.set(text, [...(headings.get(text) ?? []), heading]);
  }
  return [...headings].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`).join('\n---\n\n');
};

writeFileSync(
  `${OUT}/LICENSES.txt`,
  `This package contains parts of:\n\n${licencesOf([...command, library, page], [FONT])}`,
);
// A report is handed on without this package: it carries the licences of what is in it.
writeFileSync(`${OUT}/report/LICENSES.txt`, `This page contains parts of:\n\n${licencesOf([page])}`);

rmSync('dist', { recursive: true, force: true });
renameSync(OUT, 'dist');
execFileSync(process.execPath, ['.build/compile.cjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
