// Bundles the command so that it starts quickly. Opening a file takes longer than reading ten pages of it, so what nearly
// every command needs is one file, core.cjs; what only some need lies in files of its own, which import the core.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
 * The names that modules of the core export, and which does. Other files import from it by name, so that none may stand for
 * two things.
 */
async function homesIn(core, options) {
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
  return homes;
}

/**
 * What code.cjs exports: what starts it, and all that the parts import in one object, made when the first part asks for it.
 * Exported by themselves, hundreds of names would be defined three times over before anything runs.
 */
const exportsOf = (homes) => `
${[...homes].map(([name, home]) => `import { ${name} } from './${home}';`).join('\n')}
export { runProcess } from './${CORE}';
export const forParts = () => ({ ${[...homes.keys()]} });
`;

/**
 * The core as the ES modules beside it see it. Importing CommonJS, Node would search the whole core for names; this asks for
 * the module that is there already.
 */
const viewOf = (homes) =>
  `import{createRequire}from'node:module';export const{${[...homes.keys()]}}=createRequire(import.meta.url)('./core.cjs').forParts();\n`;

/** The core as the file that starts it sees it: \`import()\` would copy all that a CommonJS file exports. */
const start = {
  name: 'start',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /[\\/]run\.ts$/ }, () => ({ path: 'core', namespace: 'start' }));
    onResolve({ filter: /./, namespace: 'start' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'start' }, () => ({
      contents: "export const runProcess = (args) => require('./core.cjs').runProcess(args);",
    }));
  },
};

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
  const homes = await homesIn(core, options);
  mkdirSync(options.outdir, { recursive: true });
  writeFileSync(`${options.outdir}/core.js`, viewOf(homes));

  const partsApart = leading('parts apart', (file, kind) =>
    kind === 'dynamic-import' && parts.includes(file) ? { path: `./${nameOf(file)}.js`, external: true } : undefined,
  );
  const coreApart = leading('core apart', (file) =>
    core.includes(file) ? { path: './core.js', external: true } : undefined,
  );
  const bundle = (plugins, more) => build({ ...options, plugins: [...plugins, ...options.plugins], ...more });
  const bundles = await Promise.all([
    bundle([start], { ...commonJs, entryPoints: [START], supported: { 'dynamic-import': false } }),
    bundle([partsApart], {
      ...commonJs,
      stdin: { contents: exportsOf(homes), resolveDir: resolve('.') },
      outdir: undefined,
      outfile: `${options.outdir}/code.cjs`,
    }),
    build({ ...options, ...commonJs, entryPoints: ['.build/core.cjs'], banner: {} }),
    bundle([coreApart], {
      entryPoints: Object.fromEntries(parts.map((file) => [nameOf(file), file])),
      splitting: true,
    }),
    bundle([], { entryPoints: [WORKER] }),
  ]);
  const code = `${options.outdir}/code.cjs`;
  // A script that was compiled before has no `import()`: `compiled.cjs` gives it one by this name.
  writeFileSync(code, readFileSync(code, 'utf8').replaceAll(/\bimport\(/g, 'load('));
  return bundles;
}
