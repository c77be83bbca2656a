# What zsh offers for each line on standard input, which Tab is pressed at the end of: one line each, with tabs.
# $1 is the completion script. A zsh at a terminal of its own is typed into; what it would add is written to a file.
zmodload zsh/zpty zsh/zselect
offers=$(mktemp)
export offers script=$1 ZDOTDIR=/nonexistent
zpty typed zsh -f -i
zpty -w typed 'PROMPT= RPROMPT=; autoload -Uz compinit; compinit -D -u; source $script
  zmodload zsh/zutil; bindkey "^I" complete-word
  setopt no_list_beep no_beep
  zstyle ":completion:*" insert-tab false
  compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
    local -a matches hidden
    zparseopts -E -- p:=hidden
    builtin compadd -A matches "$@"
    for match in $matches; do print -r -- "$IPREFIX${(Q)hidden[2]}${(Q)match}" >>$offers; done
    builtin compadd "$@"
  }
  finished() { print END >>$offers }
  print READY >>$offers'
await() {
  local i drawn
  for i in {1..3000}; do
    # What it draws has to be read, or it waits for that.
    while zpty -rt typed drawn; do :; done
    grep -qx "$1" $offers && return
    zselect -t 1
  done
  print -u2 "zsh gives no answer: $(<$offers)"
  exit 1
}
await READY
while IFS= read -r text; do
  : >$offers
  # Such a function runs once: it is set before each Tab.
  zpty -w -n typed $'\C-u'"comppostfuncs=(finished)"$'\n'
  zpty -w -n typed "$text"$'\t'
  await END
  print -r -- ${(pj:\t:)${(f)"$(grep -vx END $offers)"}}
done
zpty -d typed
rm -f $offers
