# What Vim and Neovim must both do. vim.sh and nvim.sh define before:
#   editor ARGUMENT...   runs the editor without a screen, with the plugin
#   formatexpr           the value of 'formatexpr' for gq
#   no_program           the command that makes the plugin look for a program that is not there
. "$(dirname "$0")/lib.sh"

cat >functions.vim <<'END'
function! List()
  let rows = map(getqflist(), "(v:val.bufnr == bufnr('%')) . ' ' . v:val.lnum . ' ' . v:val.col . ' ' . v:val.type . ' ' . v:val.text")
  call writefile(rows, 'list.txt')
endfunction
END
echo "setlocal formatexpr=$formatexpr" >>functions.vim

# in_editor COMMAND...: opens a fresh copy of the post and runs the commands there.
in_editor() {
  fresh
  rm -f list.txt
  local args=() command
  for command; do args+=(-c "$command"); done
  # The status tells of errors that some of the commands are meant to have.
  editor -c 'source functions.vim' "${args[@]}" -c 'qall!' -- "$name" </dev/null >screen.txt 2>&1 || true
}

in_editor 'Artx' 'write' 'call List()'
same 'the buffer is converted' "$name" want.md
says 'a warning is listed with its place' list.txt '1 5 4 W images without a real address removed: loading.gif'

in_editor 'Artx' 'undo' 'write'
same 'one undo takes it back' "$name" source.md

printf -- '---\ntitle: 灯会\n---\nLanterns **shine**.\n<p><img class="lazy" src="loading.gif"></p>\n<p>At night.</p>\n' >want-range
in_editor '4Artx' 'write'
same 'a range alone is converted' "$name" want-range

in_editor 'normal! 4Ggqq' 'write'
same 'gq converts a line' "$name" want-range

in_editor '5,6Artx' 'write' 'call List()'
says "a range's messages have the lines of the buffer" list.txt '1 5 4 W '

in_editor 'Artx --max-size 2' 'call List()' 'write'
same 'an error leaves the buffer' "$name" source.md
says 'an error is listed' list.txt 'E too large: over 2 bytes'

in_editor 'Artx --no-such-flag' 'call List()' 'write'
same 'a wrong flag leaves the buffer' "$name" source.md
says 'a wrong flag is listed' list.txt 'no-such-flag'

in_editor 'Artx --strict' 'write'
same 'with --strict a warning leaves the buffer' "$name" source.md

in_editor 'Artx -o elsewhere.md' 'call List()' 'write'
same 'no output leaves the buffer' "$name" source.md
says 'no output is listed' list.txt 'artx wrote no text'

in_editor 'Artx --title none --to json' 'write'
says 'flags arrive' "$name" '"schema"'

in_editor "$no_program" 'Artx' 'call List()' 'write'
same 'without the program the buffer stays' "$name" source.md
says 'a missing program is listed' list.txt 'no such program'

in_editor 'set fileformat=dos' 'Artx' 'write'
sed 's/$/\r/' want.md >want-dos
same 'line ends stay' "$name" want-dos

in_editor '%!artx convert -q --stdin-filepath %:S' 'write'
same 'the filter of one line converts' "$name" want.md

in_editor '%!artx convert -q --max-size 2 --stdin-filepath %:S' 'undo' 'write'
same "undo takes back the filter's error" "$name" source.md
echo 'a neighbour' | cmp - my
