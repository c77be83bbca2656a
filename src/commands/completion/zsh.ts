import { inQuotes } from '../../output/format/shell-quote.ts';
import { type CommandOutline, type Expected, type FlagOutline, type Outline, safeWords } from './outline-types.ts';

/** Completion for zsh 5 and later: works from a folder of `fpath` and when sourced. It never calls the program. */
export function zshCompletion({ version, flags, commands, scenarios }: Outline): string {
  const described = commands.map(({ name, about }) => inQuotes(`${name.replaceAll(':', '\\:')}:${about}`));
  return `#compdef flywheel
# Completion of flywheel ${version} for zsh. Made by: flywheel completion zsh

_flywheel_scenarios() {
  _alternative ${inQuotes(`scenarios:bundled scenario:(${safeWords(scenarios.map(({ name }) => name))})`)} 'files:file:_files'
}

_flywheel_levers() {
  local word
  local -a levers
  for word in $flywheel_line; do
    case $word in
${scenarios.map(({ name, levers }) => `      ${inQuotes(name)}) levers+=(${safeWords(levers)}) ;;`).join('\n')}
    esac
  done
  compset -P '*,'
  compadd -a levers
}

_flywheel_commands() {
  local -a commands=(
${described.map((text) => `    ${text}`).join('\n')}
  )
  _describe -t commands command commands
}

_flywheel() {
  local context state line curcontext=$curcontext
  local -a flywheel_line=($words)
  _arguments -C ${argumentsOf(flags).join(' ')} '1: :_flywheel_commands' '*:: :->command'
  [[ $state == command ]] || return
  case $words[1] in
${commands.map(commandCase).join('\n')}
  esac
}

if [[ $funcstack[1] == _flywheel ]]; then
  _flywheel "$@"
else
  compdef _flywheel flywheel
fi
`;
}

function commandCase({ name, flags, takes, endless }: CommandOutline): string {
  const specs = takes.map((expected, i) => {
    const place = endless && i === takes.length - 1 ? '*' : `${i + 1}`;
    return inQuotes(`${place}${actionOf(expected)}`);
  });
  const lines = [...argumentsOf(flags), ...specs].map((spec) => ` \\\n        ${spec}`);
  return `    ${inQuotes(name)})\n      _arguments${lines.join('')} ;;`;
}

/** A specification for \`_arguments\` for each name of each flag; what takes a value may be given again. */
const argumentsOf = (flags: readonly FlagOutline[]): string[] =>
  flags.flatMap(({ names, about, takes }) =>
    names.map((flag) => {
      const text = `[${about.replace(/[[\]:\\]/g, '\\$&')}]`;
      if (takes === null) return inQuotes(`${flag}${text}`);
      return inQuotes(`*${flag}${flag.startsWith('--') ? '=' : ''}${text}${actionOf(takes)}`);
    }),
  );

function actionOf(expected: Expected): string {
  if (expected.kind === 'words') return `:value:(${safeWords(expected.words)})`;
  if (expected.kind === 'scenario') return ':scenario:_flywheel_scenarios';
  if (expected.kind === 'file') return ':file:_files';
  return expected.kind === 'lever' ? ':lever:_flywheel_levers' : ':value: ';
}
