// Bundles the command so that it starts quickly. Opening a file takes longer than reading ten pages of it, so what nearly
// every command needs is one file, core.js; what only some need lies in files of its own, which import the core.
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** Starts the program, and knows no more than its version. */
const START = 'src/cli/main.ts';

/** The core is these and all that they import. */
const CORE = ['src/cli/run.ts', 'src/commands/simulate/run.ts', 'src/output/drawn-tables.ts'];

/** Threads start from a file of their own. */
const WORKER = 'src/io/worker.ts';

const atCore = { path: './core.js', external: true };
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
  CORE.forEach(add);
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

/** Other files import from the core by name, so that no name may stand for two things in it. */
async function checkNames(core, options) {
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
}

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
  await checkNames(core, options);

  // Where the core imports itself on demand, it is there already: esbuild would make a function of each such module.
  const partsApart = leading('parts apart', (file, kind) => {
    if (kind !== 'dynamic-import') return undefined;
    if (core.includes(file)) return atCore;
    return parts.includes(file) ? { path: `./${nameOf(file)}.js`, external: true } : undefined;
  });
  const coreApart = leading('core apart', (file) => (core.includes(file) ? atCore : undefined));
  const bundle = (plugins, more) => build({ ...options, plugins: [...plugins, ...options.plugins], ...more });
  return Promise.all([
    bundle([coreApart], { entryPoints: [START] }),
    bundle([partsApart], {
      stdin: { contents: core.map((file) => `export * from './${file}';`).join('\n'), resolveDir: resolve('.') },
      outdir: undefined,
      outfile: `${options.outdir}/core.js`,
    }),
    bundle([coreApart], {
      entryPoints: Object.fromEntries(parts.map((file) => [nameOf(file), file])),
      splitting: true,
    }),
    bundle([], { entryPoints: [WORKER] }),
  ]);
}
