import {
  type CommandOutline,
  type Expected,
  type FlagOutline,
  namesOf,
  type Outline,
  safeWords,
  valuedNames,
} from './outline-types.ts';

/** Completion for fish 3 and later. It never calls the program. */
export function fishCompletion({ version, flags, commands, scenarios }: Outline): string {
  return `# Completion of flywheel ${version} for fish. Made by: flywheel completion fish

# True where the cursor stands in an argument of a command: "simulate 1" the first, "validate 2+" any from the second.
function __flywheel_at
    set -l line (commandline -opc)
    set -e line[1]
    set -l command ''
    set -l valued
    set -l waiting no
    set -l position 1
    for word in $line
        if test $waiting = yes
            set waiting no
        else if string match -q -- '-?*' $word
            contains -- $word $valued; and set waiting yes
        else if test -z "$command"
            set command $word
            switch $command
${commands.map(valuedCase).join('\n')}
            end
        else
            set position (math $position + 1)
        end
    end
    test "$command" = "$argv[1]"; or return 1
    set -q argv[2]; or return 0
    string match -q -- '*+' $argv[2]; and test $position -ge (string trim -c + $argv[2]); and return 0
    test $position = $argv[2]
end

function __flywheel_levers
    set -l before (string match -r -- '.*,' (commandline -ct))
    for word in (commandline -opc)
        switch $word
${scenarios
  .filter(({ levers }) => levers.length > 0)
  .map(
    ({ name, levers }) =>
      `            case ${quotedForFish(name)}\n                printf '%s\\n' "$before"{${levers.map((lever) => quotedForFish(lever)).join(',')},}`,
  )
  .join('\n')}
        end
    end | string match -v -- "$before"
end

complete -c flywheel -e
complete -c flywheel -f
${[
  ...flags.map((flag) => flagLine('-n \'__flywheel_at ""\'', flag, scenarios)),
  ...commands.map(
    ({ name, about }) =>
      `complete -c flywheel -n '__flywheel_at ""' -a ${safeWords([name])} -d ${quotedForFish(about)}`,
  ),
  ...commands.flatMap((command) => commandLines(command, scenarios)),
].join('\n')}
`;
}

type Scenarios = Outline['scenarios'];

const valuedCase = ({ name, flags }: CommandOutline): string =>
  `                case ${quotedForFish(name)}\n                    set valued ${safeWords(valuedNames(flags))}`;

function commandLines({ name, flags, takes, endless }: CommandOutline, scenarios: Scenarios): string[] {
  const ofFlags = flags.map((flag) => flagLine(`-n '__flywheel_at ${safeWords([name])}'`, flag, scenarios));
  const ofArguments = takes.map((expected, i) => {
    const place = `${i + 1}${endless && i === takes.length - 1 ? '+' : ''}`;
    return `complete -c flywheel -n '__flywheel_at ${safeWords([name])} ${place}'${offerOf(expected, scenarios)}`;
  });
  return [...ofFlags, ...ofArguments];
}

function flagLine(condition: string, { names, about, takes }: FlagOutline, scenarios: Scenarios): string {
  const flag = names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join('');
  const value = takes === null ? '' : ` -r${offerOf(takes, scenarios)}`;
  return `complete -c flywheel ${condition}${flag}${value} -d ${quotedForFish(about)}`;
}

function offerOf(expected: Expected, scenarios: Scenarios): string {
  if (expected.kind === 'words') return ` -f -a ${quotedForFish(safeWords(expected.words))}`;
  if (expected.kind === 'scenario') return ` -F -a ${quotedForFish(safeWords(namesOf(scenarios)))}`;
  if (expected.kind === 'file') return ' -F';
  return expected.kind === 'lever' ? " -f -a '(__flywheel_levers)'" : ' -f';
}

/** A text in the single quotes of fish, in which \\ and ' are escaped. */
const quotedForFish = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
