import type { Switch } from '../model/plan/active-levers.ts';
import { shellWord } from '../output/format/shell-quote.ts';
import type { GivenFlag, Report } from './embedded.ts';

/**
 * The command that comes to the numbers of the page.
 * @param flags what the page adds to the change flags that it was made with
 */
export function commandLine(
  { source, flags }: Pick<Report, 'source' | 'flags'>,
  more: readonly GivenFlag[],
  switches: readonly Switch[],
  bands: boolean,
): string {
  const words = [...flags, ...more].flatMap(({ name, value }) => [`--${name}`, value]);
  if (switches.length > 0) words.push('--with', switches.map(withLever).join(','));
  if (bands) words.push('--bands');
  return ['flywheel', 'simulate', fileWord(source), ...words].map(shellWord).join(' ');
}

const withLever = ({ lever, from }: Switch): string => (from === 1 ? lever : `${lever}@${from}`);

/** A file whose name looks like a flag is named with its folder. */
const fileWord = (source: string): string => (/^-./.test(source) ? `./${source}` : source);

/** What a changed scenario is saved as: "plan-changed.json" for "../plan.yaml". */
export function fileNameFor(source: string): string {
  const base = source.split(/[\\/]/).at(-1) ?? '';
  const name = base
    .replace(/\.(json|ya?ml)$/i, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return `${name || 'scenario'}-changed.json`;
}
