# What bash would offer for each line on standard input, which Tab is pressed at the end of: one line each, with tabs.
# $1 is the completion script. Words are broken as bash's own readline breaks them.
source "$1"
while IFS= read -r text; do
  read -ra COMP_WORDS < <(sed -E 's/([=:@]+)/ \1 /g' <<<"$text")
  [[ $text == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _flywheel flywheel
  (IFS=$'\t'; echo "${COMPREPLY[*]}")
done
