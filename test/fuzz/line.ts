import fc from 'fast-check';
import { COMMANDS } from '../../src/cli/commands.ts';
import { outlineOf } from '../../src/commands/completion/outline.ts';
import type { CommandOutline, Expected, FlagOutline } from '../../src/commands/completion/outline-types.ts';
import { BUNDLED } from './document.ts';
import { hostileNumber, hostileText } from './hostile.ts';

/** Every command and flag that there is: a new one is tried without an edit here. */
const OUTLINE = outlineOf({ version: '', commands: COMMANDS });

/** What a value is made from: some are what the flag expects, others are hostile. */
interface ValueDraft {
  readonly honest: boolean;
  readonly pick: number;
  readonly other: number;
  readonly number: number;
  readonly text: string;
}

/** A command line on its way. Numbers are taken modulo how many things there are to choose from. */
export interface LineDraft {
  readonly command: number;
  readonly wrongCommand: string | null;
  readonly source: 'file' | 'bundled' | 'stdin' | 'wrong';
  readonly flags: readonly { readonly flag: number; readonly value: ValueDraft; readonly glued: boolean }[];
  readonly arguments: readonly ValueDraft[];
  readonly more: readonly string[];
}

const value: fc.Arbitrary<ValueDraft> = fc.record({
  honest: fc.oneof({ weight: 7, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  pick: fc.nat({ max: 9999 }),
  other: fc.nat({ max: 9999 }),
  number: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 200 }).map((n) => n / 100) },
    { weight: 1, arbitrary: hostileNumber },
  ),
  text: hostileText,
});

export const lineDraft: fc.Arbitrary<LineDraft> = fc.record({
  command: fc.nat({ max: 9999 }),
  wrongCommand: fc.oneof({ weight: 60, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hostileText }),
  source: fc.constantFrom(
    'file',
    'file',
    'file',
    'file',
    'file',
    'file',
    'bundled',
    'bundled',
    'bundled',
    'stdin',
    'wrong',
  ),
  flags: fc.array(fc.record({ flag: fc.nat({ max: 9999 }), value, glued: fc.boolean() }), { maxLength: 4 }),
  arguments: fc.array(value, { minLength: 3, maxLength: 3 }),
  more: fc.oneof(
    { weight: 30, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 2 }) },
  ),
});

/** What a scenario has that a command line can name. */
interface Names {
  readonly paths: readonly string[];
  readonly stages: readonly string[];
  readonly levers: readonly string[];
  readonly owners: readonly string[];
}

/** The words of a command line about a scenario that stands in `file`. */
export function wordsOf(draft: LineDraft, scenario: unknown, file: string): string[] {
  const command = choice(OUTLINE.commands, draft.command);
  const names = namesIn(scenario);
  const chosen = command.flags.length > 0 ? draft.flags : [];
  const flags = chosen.flatMap(({ flag, value: from, glued }) =>
    flagWords(choice(command.flags, flag), from, glued, names),
  );
  const needed = command.flags.filter(
    ({ names: [name] }, i) => isNeeded(command.name, name) && draft.arguments[i % 3].pick % 9 > 0,
  );
  const rest = needed.flatMap((flag, i) => flagWords(flag, { ...draft.arguments[i % 3], honest: true }, false, names));
  const words = command.takes.map((expected, i) => argumentWord(expected, i, draft, names, file));
  return [draft.wrongCommand ?? command.name, ...words, ...keptSmall(command, [...flags, ...rest]), ...draft.more];
}

/** Flags without which a command does nothing at all: mostly they are there. */
const isNeeded = (command: string, flag: string): boolean =>
  ['--vary', '--goal'].includes(flag) || (['plot', 'report'].includes(command) && flag === '--output');

/** Runs by the ten thousand and long horizons take their time by right: they are asked for in small numbers. */
function keptSmall({ flags }: CommandOutline, words: readonly string[]): string[] {
  const takesRuns = flags.some(({ names }) => names.includes('--runs'));
  return takesRuns && !words.some((word) => word.startsWith('--runs')) ? [...words, '--runs', '40'] : [...words];
}

function flagWords({ names: flags, takes }: FlagOutline, from: ValueDraft, glued: boolean, names: Names): string[] {
  const flag = choice(flags, from.pick);
  // Help is a result of its own, which tests of its own look at.
  if (flag === '--help' || flag === '-h') return from.pick % 20 === 0 ? [flag] : [];
  if (takes === null) return [flag];
  const text = from.honest ? honest(flag, takes, from, names) : from.text;
  return glued && flag.startsWith('--') ? [`${flag}=${text}`] : [flag, text];
}

function argumentWord(expected: Expected, i: number, draft: LineDraft, names: Names, file: string): string {
  const from = draft.arguments[i % draft.arguments.length];
  if (expected.kind === 'scenario') {
    if (draft.source === 'wrong') return from.text;
    if (draft.source === 'bundled') return choice(BUNDLED, from.pick)[0];
    return draft.source === 'stdin' ? '-' : file;
  }
  return from.honest ? honest('', expected, from, names) : from.text;
}

const choice = <Item>(items: readonly Item[], n: number): Item => items[n % items.length];

function honest(flag: string, expected: Expected, from: ValueDraft, names: Names): string {
  const { pick, other, number } = from;
  if (expected.kind === 'words' && flag !== '--metric') return choice(expected.words, pick);
  if (expected.kind === 'lever') return `${choice(names.levers, pick)}${other % 3 === 0 ? `@${other % 7}` : ''}`;
  if (expected.kind === 'scenario') return choice(BUNDLED, pick)[0];
  if (expected.kind === 'file')
    return choice(
      [
        'out.txt',
        'actuals.csv',
        'actuals.csv',
        'actuals.csv',
        'mine.yaml',
        'sub/out.txt',
        'out.svg',
        'out.json',
        'out.png',
        'out.html',
        '-',
      ],
      pick,
    );
  const owner = other % 3 === 0 ? '' : `${choice(names.owners, other)}=`;
  if (flag === '--rotations') return choice(['1', '2', '7', '24', '0', '10001'], pick);
  if (flag === '--runs') return choice(['1', '9', '200', '0', '1000000001'], pick);
  if (flag === '--jobs') return choice(['1', '1', '1', '1', '1', '1', '1', '2', '0', '257'], pick);
  if (['--referral-rate', '--volume', '--budget', '--retention'].includes(flag)) return `${owner}${number}`;
  if (flag === '--conversion') return `${choice(names.stages, pick)}=${number}`;
  if (flag === '--set') return `${choice(names.paths, pick)}=${other % 5 === 0 ? from.text : number}`;
  if (flag === '--vary') return varied(from, names);
  if (flag === '--metric') return metric(from, names);
  if (flag === '--goal')
    return other % 3 === 0 ? `chance of ${goal(from, names)} = ${number}` : `${metric(from, names)} = ${number}`;
  return flag === '' ? goal(from, names) : `${number}`;
}

function varied({ pick, other, number }: ValueDraft, names: Names): string {
  const path = choice(['rotations', ...names.paths], pick);
  const forms = [
    `=${number}`,
    `=0:1:0.25`,
    `=${number}:${number * 2}:${number / 3}`,
    '=1,2,3',
    '',
    `=0:${number}`,
    '=20%:40%:10%',
    `=0:1:1e-9`,
    `=1:0:${number}`,
  ];
  return `${path}${choice(forms, other)}`;
}

function metric({ pick, other }: ValueDraft, { stages, owners }: Names): string {
  const stage = choice(stages, other);
  const names = [
    ...[
      'gain',
      'referred',
      'referredShare',
      'revenue',
      'cost',
      'spend',
      'profit',
      'cash',
      'cac',
      'mediaCac',
      'keepCost',
    ],
    ...['npv', 'cashBreakEven', 'ltv', 'ltvToCac', 'cacPayback', 'referralValue', 'kFactor', 'intrinsicGrowth'],
    ...['steadyState', 'breakEvenStage', 'rules.smooth', 'rules.smooth.weakest', 'rules.easier', 'rules.moreEfficient'],
    ...[stage, `active.${stage}`, `${stage}.returning`, `${stage}.${choice(owners, pick)}`, `journey.${stage}.net`],
    `ltv.${choice(owners, other)}`,
  ];
  const place = choice(['', '', '@1', '@5', '@0', '@99'], other + pick);
  return `${pick % 9 === 0 ? 'total:' : ''}${choice(names, pick)}${place}`;
}

const goal = (from: ValueDraft, names: Names): string =>
  `${metric(from, names)} ${choice(['at least', 'above', 'below', 'at most', '>=', '<', '=', ''], from.other)} ${from.number}`;

type Loose = Record<string, unknown>;
const isMapping = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names in a scenario, which may be anything; a few that always are there, so that there is a choice. */
function namesIn(scenario: unknown): Names {
  const root: Loose = isMapping(scenario) ? scenario : {};
  const ids = (list: unknown): string[] =>
    Array.isArray(list)
      ? list.flatMap((item) => (isMapping(item) && typeof item.id === 'string' ? [item.id] : []))
      : [];
  const paths = Object.entries(root).flatMap(([key, list]) =>
    Array.isArray(list)
      ? list.flatMap((item) => (isMapping(item) ? Object.keys(item).map((inner) => `${key}.${item.id}.${inner}`) : []))
      : [key],
  );
  const stages = ids(root.stages);
  return {
    paths: [...paths, 'market.size', 'stages.acquire.__proto__', 'levers.x.cost', 'rotations'],
    stages: [...stages, 'acquire', '__proto__'],
    levers: [...ids(root.levers), 'upsell', 'constructor'],
    owners: [...ids(root.channels), ...ids(root.loops), ...stages, 'toString'],
  };
}
