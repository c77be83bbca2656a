# What fish would offer for each line on standard input, which Tab is pressed at the end of: one line each, with tabs.
# The first argument is the completion script.
source $argv[1]
while read -l text
    set -l offers (complete -C $text | string replace -r '\t.*' '' | string unescape)
    string join -- \t $offers
    set -q offers[1]; or echo
end
