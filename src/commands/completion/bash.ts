import { inQuotes } from '../../output/format/shell-quote.ts';
import {
  type CommandOutline,
  type Expected,
  flagNames,
  namesOf,
  type Outline,
  safeWords,
  valuedNames,
} from './outline-types.ts';

/**
 * Completion for bash 3.2 and later. It needs nothing but bash itself, and never calls the program.
 * bash hands over words that it breaks at = : and @ as well; the script puts them together first.
 */
export function bashCompletion({ version, flags, commands, scenarios }: Outline): string {
  return `# Completion of flywheel ${version} for bash. Made by: flywheel completion bash

_flywheel_words() {
  local word
  while IFS= read -r word; do reply+=("$word"); done < <(compgen -W "$1" -- "$current")
}

_flywheel_files() {
  local file
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do reply+=("$file"); done < <(compgen -f -- "$current")
}

_flywheel_scenarios() {
  _flywheel_words ${inQuotes(safeWords(namesOf(scenarios)))}
  _flywheel_files
}

_flywheel_levers() {
  local word levers='' before='' lever
  for word in "\${line[@]}"; do
    case $word in
${scenarios.map(({ name, levers }) => `      ${inQuotes(name)}) levers+=${inQuotes(` ${safeWords(levers)}`)} ;;`).join('\n')}
    esac
  done
  [[ $current == *,* ]] && before=\${current%,*},
  while IFS= read -r lever; do reply+=("$before$lever"); done < <(compgen -W "$levers" -- "\${current##*,}")
}

# The flags of a command, and those among them that a value follows.
_flywheel_flags_of() {
  case $1 in
${commands.map(flagsCase).join('\n')}
    *) flags='' valued='' ;;
  esac
}

# What goes to a flag of a command, or to one of its arguments by number.
_flywheel_offer() {
  case $1 in
${commands.flatMap(offerCases).join('\n')}
  esac
}

_flywheel() {
  local flags=${inQuotes(safeWords(flagNames(flags)))} valued='' command='' waiting='' position=0 current='' glued='' word i
  local typed=\${COMP_WORDS[COMP_CWORD]}
  local -a line=() reply=()
  COMPREPLY=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ \${#line[@]} -gt 0 && ( $word == [=:@]* || ( -n $glued && -n $word && $word != --* ) ) ]]; then
      line[\${#line[@]}-1]+=$word
    else
      line+=("$word")
    fi
    glued=''
    [[ $word == *[=:@] ]] && glued=yes
  done
  [[ $typed == [=:@]* ]] && typed=\${typed#"\${typed%%[!=:@]*}"}
  current=\${line[\${#line[@]}-1]}
  local before=\${current%"$typed"}
  unset "line[\${#line[@]}-1]"

  for word in "\${line[@]}"; do
    if [[ -n $waiting ]]; then
      waiting=''
    elif [[ $word == -?* ]]; then
      [[ " $valued " == *" $word "* ]] && waiting=$word
    elif [[ -z $command ]]; then
      command=$word
      _flywheel_flags_of "$command"
    else
      position=$((position + 1))
    fi
  done

  if [[ -n $waiting ]]; then
    _flywheel_offer "$command:$waiting"
  elif [[ $current == --*=* ]]; then
    local flag=\${current%%=*}
    current=\${current#*=}
    _flywheel_offer "$command:$flag"
    for i in "\${!reply[@]}"; do reply[i]=$flag=\${reply[i]}; done
  elif [[ $current == -* ]]; then
    _flywheel_words "$flags"
  elif [[ -z $command ]]; then
    _flywheel_words ${inQuotes(safeWords(namesOf(commands)))}
  else
    _flywheel_offer "$command:$((position + 1))"
  fi
  for word in "\${reply[@]}"; do COMPREPLY+=("\${word#"$before"}"); done
}

complete -F _flywheel flywheel
`;
}

const flagsCase = ({ name, flags }: CommandOutline): string =>
  `    ${inQuotes(name)}) flags=${inQuotes(safeWords(flagNames(flags)))} valued=${inQuotes(safeWords(valuedNames(flags)))} ;;`;

function offerCases({ name, flags, takes, endless }: CommandOutline): string[] {
  const ofFlags = flags.flatMap(({ names, takes: value }) =>
    names.map((flag) => offerCase(`${name}:${flag}`, value ?? { kind: 'free' })),
  );
  const ofArguments = takes.map((expected, i) =>
    offerCase(`${name}:${i + 1}`, expected, endless && i === takes.length - 1 ? `${name}:[0-9]*` : null),
  );
  return [...ofFlags, ...ofArguments].filter((text) => text !== '');
}

function offerCase(place: string, expected: Expected, pattern: string | null = null): string {
  const offer = offerOf(expected);
  return offer === '' ? '' : `    ${pattern ?? inQuotes(place)}) ${offer} ;;`;
}

function offerOf(expected: Expected): string {
  if (expected.kind === 'words') return `_flywheel_words ${inQuotes(safeWords(expected.words))}`;
  if (expected.kind === 'scenario') return '_flywheel_scenarios';
  if (expected.kind === 'file') return '_flywheel_files';
  return expected.kind === 'lever' ? '_flywheel_levers' : '';
}
