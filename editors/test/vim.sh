# The plugin in Vim.
editor() { timeout 60 vim -Nu NONE -i NONE -n -es --cmd 'set encoding=utf-8' -c "source $EDITORS/vim/plugin/artx.vim" "$@"; }
formatexpr='ArtxFormatExpr()'
no_program="let g:artx_command = 'no-such-artx'"
. "$(dirname "$0")/vi.sh"
