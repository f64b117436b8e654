# artx.kak - convert archived HTML in a buffer to Markdown
#
#   :artx [flags]             converts the buffer
#   :artx-selections [flags]  converts each selection
#
# If artx fails, the buffer stays as it is; the message is in the status line and in *debug*, where
# warnings are too.

declare-option -docstring 'the program that artx and artx-selections run' str artx_command artx

define-command artx -params .. -docstring 'artx [flags]: convert the buffer to Markdown' %{
    evaluate-commands -draft %{
        execute-keys '%'
        artx-selections %arg{@}
    }
}

define-command artx-selections -params .. \
    -docstring 'artx-selections [flags]: convert each selection to Markdown' %{
    evaluate-commands -draft -no-hooks -save-regs 'e|' %{
        set-register e nop
        # The pipe always ends well; what a filter that failed leaves behind is not kept by all versions.
        set-register '|' %sh{
            quote() { printf "'%s' " "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }
            printf 'call() { '
            for word in "$kak_opt_artx_command" convert "$@" --stdin-filepath "$kak_buffile"; do
                quote "$word"
            done
            cat <<'SCRIPT'
; }
dir=$(mktemp -d "${TMPDIR:-/tmp}/artx-kak.XXXXXX") || { cat; exit; }
cat >"$dir/in"
call <"$dir/in" >"$dir/out" 2>"$dir/err"
status=$?
cat "$dir/err" >&2
if [ $status = 0 ] && { [ -s "$dir/out" ] || [ ! -s "$dir/in" ]; }; then
    cat "$dir/out"
else
    cat "$dir/in"
    message='artx wrote no text'
    [ $status = 0 ] || message=$(head -n 1 "$dir/err" | sed "s/'/''/g")
    echo "set-register e fail '${message:-artx ended with status $status}'" >"$kak_command_fifo"
fi
rm -r "$dir"
SCRIPT
        }
        execute-keys '|<ret>'
        %reg{e}
    }
}
