# artx.kak: buffer, selection, flags, errors.
. "$(dirname "$0")/lib.sh"

# in_editor COMMAND...: opens a fresh copy of the post and runs the commands there, each on its own.
in_editor() {
  fresh
  printf 'source "%s"\n' "$EDITORS/kakoune/artx.kak" >commands.kak
  local command
  for command; do
    printf 'try %%~ %s ~ catch %%~ echo -to-file error.txt %%val{error} ~\n' "$command" >>commands.kak
  done
  printf 'write\nevaluate-commands -buffer *debug* %%{ write -force debug.txt }\nkill!\n' >>commands.kak
  rm -f error.txt debug.txt
  timeout 60 kak -n -ui dummy -e 'source commands.kak' -- "$name" </dev/null >screen.txt 2>&1 || true
}

in_editor artx
same 'the buffer is converted' "$name" want.md
says 'a warning is kept' debug.txt 'images without a real address removed'

in_editor artx 'execute-keys u'
same 'one undo takes it back' "$name" source.md

printf -- '---\ntitle: 灯会\n---\nLanterns **shine**.\n<p><img class="lazy" src="loading.gif"></p>\n<p>At night.</p>\n' >want-range
in_editor 'execute-keys 4gx' artx-selections
same 'a selection alone is converted' "$name" want-range

in_editor 'artx --max-size 2'
same 'an error leaves the buffer' "$name" source.md
says 'an error is said' error.txt 'too large: over 2 bytes'

in_editor 'artx -o elsewhere.md'
same 'no output leaves the buffer' "$name" source.md
says 'no output is said' error.txt 'artx wrote no text'

in_editor 'set-option global artx_command no-such-artx' artx
same 'without the program the buffer stays' "$name" source.md
says 'a missing program is said' error.txt 'no-such-artx'
