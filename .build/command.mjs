// Bundles the command so that it starts quickly. Opening a file takes longer than reading ten pages of it, so what nearly
// every command needs is one file, core.cjs; what only some need lies in files of its own, which import the core.
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** Starts the program, and knows no more than its version. */
const START = 'src/cli/main.ts';

/** The core is this and all that it imports. */
const CORE = 'src/cli/run.ts';

/** Threads start from a file of their own. */
const WORKER = 'src/io/worker.ts';

/** Node starts a CommonJS file sooner than an ES module, for which it first has to load its own loader of modules. */
const commonJs = {
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'flywheelUrl' },
  banner: { js: "'use strict';const flywheelUrl=require('node:url').pathToFileURL(__filename).href;" },
};

const isDynamic = ({ kind }) => kind === 'dynamic-import';

/** Every module of the program, and what it imports. */
async function modulesOf(options) {
  const { metafile } = await build({ ...options, entryPoints: [START], splitting: true, write: false });
  return metafile.inputs;
}

/** Our own modules in the core. */
function coreOf(modules) {
  const found = new Set();
  const add = (file) => {
    if (found.has(file) || !file.startsWith('src/')) return;
    found.add(file);
    for (const used of modules[file].imports) if (!isDynamic(used)) add(used.path);
  };
  add(CORE);
  return [...found];
}

/** What our own modules load only when it is needed. */
function onDemand(modules) {
  const ours = Object.keys(modules).filter((file) => file.startsWith('src/'));
  const asked = ours.flatMap((file) => modules[file].imports.filter((used) => isDynamic(used) && !used.external));
  return [...new Set(asked.map(({ path }) => path))];
}

/** The file in which a module lies that is loaded on demand: chance.js for src/commands/chance/run.ts, chalk.js for chalk. */
const nameOf = (file) =>
  /^src\/commands\/([^/]+)\/run\.ts$|^node_modules\/([^/]+)\/|([^/]+)\.ts$/.exec(file).slice(1).find(Boolean);

/**
 * The names that the core exports. Other files import from it by name, so that none may stand for two things.
 */
async function namesIn(core, options) {
  const { metafile } = await build({ ...options, entryPoints: core, splitting: true, write: false });
  const homes = new Map();
  for (const { entryPoint, exports } of Object.values(metafile.outputs).filter((output) =>
    core.includes(output.entryPoint),
  )) {
    for (const name of exports) {
      if (homes.has(name))
        throw new Error(`${homes.get(name)} and ${entryPoint} both export ${name}: rename one of them`);
      homes.set(name, entryPoint);
    }
  }
  return [...homes.keys()];
}

/**
 * The core as the ES modules beside it see it. Importing CommonJS, Node would search the whole core for names; this asks for
 * the module that is there already.
 */
const viewOf = (names) =>
  `import{createRequire}from'node:module';export const{${names}}=createRequire(import.meta.url)('./core.cjs');\n`;

/** A plugin that decides on where each import leads, by the path of the module and how it is imported. */
const leading = (name, decide) => ({
  name,
  setup: (bundler) => {
    bundler.onResolve({ filter: /./ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind === 'entry-point' || pluginData === leading) return undefined;
      const found = await bundler.resolve(path, { kind, resolveDir, importer, pluginData: leading });
      return decide(relative(resolve('.'), found.path), kind) ?? found;
    });
  },
});

/**
 * Bundles the command into a folder.
 * @param options those of esbuild, with the folder as `outdir`
 * @returns the bundles
 */
export async function buildCommand(options) {
  const modules = await modulesOf(options);
  const core = coreOf(modules);
  const parts = onDemand(modules).filter((file) => !core.includes(file));
  const names = await namesIn(core, options);
  mkdirSync(options.outdir, { recursive: true });
  writeFileSync(`${options.outdir}/core.js`, viewOf(names));

  const partsApart = leading('parts apart', (file, kind) =>
    kind === 'dynamic-import' && parts.includes(file) ? { path: `./${nameOf(file)}.js`, external: true } : undefined,
  );
  const coreApart = (path) =>
    leading('core apart', (file) => (core.includes(file) ? { path, external: true } : undefined));
  const bundle = (plugins, more) => build({ ...options, plugins: [...plugins, ...options.plugins], ...more });
  return Promise.all([
    bundle([coreApart('./core.cjs')], { ...commonJs, entryPoints: [START], supported: { 'dynamic-import': false } }),
    bundle([partsApart], {
      ...commonJs,
      stdin: { contents: core.map((file) => `export * from './${file}';`).join('\n'), resolveDir: resolve('.') },
      outdir: undefined,
      outfile: `${options.outdir}/core.cjs`,
    }),
    bundle([coreApart('./core.js')], {
      entryPoints: Object.fromEntries(parts.map((file) => [nameOf(file), file])),
      splitting: true,
    }),
    bundle([], { entryPoints: [WORKER] }),
  ]);
}
