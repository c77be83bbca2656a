// The rule of src/README.md about who may import whom, over any set of files.

/** What each file imports: paths from src, and the names of packages and of parts of Node. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** From the bottom up: a file may import from its own layer and from those below. */
export const LAYERS = ['model', 'engine', 'analysis', 'output', 'io', 'report', 'commands', 'library', 'cli'];

export const layerOf = (file: string): string => file.split('/')[0];

/** What is wrong with an import, and where the imported thing belongs; null where nothing is. */
function faultOf(file: string, imported: string): string | null {
  if (file === 'index.ts') return null;
  const [own, other] = [layerOf(file), layerOf(imported)];
  const arrow = `${file} imports ${imported}`;
  if (imported.startsWith('node:')) {
    return mayUseNode(file) ? null : `${arrow}: Node stands in src/io, behind a function that names what it is for`;
  }
  if (imported === 'commander') {
    return mayUseCommander(file)
      ? null
      : `${arrow}: commands are data (commands/define.ts), from which cli builds the command line`;
  }
  if (!LAYERS.includes(other)) return null;
  if (LAYERS.indexOf(other) > LAYERS.indexOf(own)) {
    return `${arrow}: ${own} stands below ${other}; what both need belongs in ${own} or below`;
  }
  if (own === 'report' && other === 'io') return `${arrow}: the page runs in a browser, without io`;
  if (own === 'commands' && other === 'commands' && isOfAnother(file, imported)) {
    return `${arrow}: no command knows another; what both need belongs in commands or below`;
  }
  return null;
}

/** The folder of a command, such as `commands/sweep`; null for what all commands share. */
const commandOf = (file: string): string | null => /^commands\/[^/]+(?=\/)/.exec(file)?.[0] ?? null;

const isOfAnother = (file: string, imported: string): boolean =>
  commandOf(imported) !== null && commandOf(imported) !== commandOf(file);

/** `check` reads folders, and has a room for that. */
const mayUseNode = (file: string): boolean =>
  ['cli', 'io'].includes(layerOf(file)) || file.startsWith('commands/check/files/');

const mayUseCommander = (file: string): boolean => layerOf(file) === 'cli';

/** Every import that the rule does not allow, in a sentence each. */
export const wrongArrows = (imports: Imports): string[] =>
  [...imports].flatMap(([file, all]) => all.flatMap((imported) => faultOf(file, imported) ?? []));

/**
 * Circles of files that import one another, type imports included: for each the files in order.
 * Found by walking along imports from every file (depth first); a file met again on its own way closes a circle.
 */
export function circles(imports: Imports): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at !== -1) found.push([...way.slice(at), file]);
    if (at !== -1 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return found;
}
