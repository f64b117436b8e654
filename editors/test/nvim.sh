# The plugin in Neovim.
editor() { timeout 60 nvim -u NONE -i NONE -n --headless --cmd "set rtp^=$EDITORS/nvim" -c "source $EDITORS/nvim/plugin/artx.lua" "$@"; }
formatexpr="v:lua.require'artx'.formatexpr()"
no_program="lua require('artx').setup({ command = 'no-such-artx' })"
. "$(dirname "$0")/vi.sh"

# The snippets are tables of the form that the two plugins document.
cat >snippets.lua <<'END'
local dir = vim.env.EDITORS .. '/nvim/snippets/'
package.loaded['null-ls'] = { methods = { FORMATTING = 'formatting' } }
package.loaded['null-ls.helpers'] = { make_builtin = function(t) return t end, formatter_factory = true }
local conform, source = dofile(dir .. 'conform.lua').formatters.artx, dofile(dir .. 'none-ls.lua').generator_opts
for _, call in ipairs({ conform, source }) do
  local args = vim.tbl_map(function(a) return a == '$FILENAME' and vim.env.POST or a end, call.args)
  local out = vim.fn.system(vim.list_extend({ call.command }, args), vim.fn.readfile('source.md', 'b'))
  vim.fn.writefile(vim.split(out, '\n', { plain = true }), 'snippet.md', 'ab')
end
END
cat want.md want.md >want-snippets
POST=$name editor -c 'luafile snippets.lua' -c 'qall!' </dev/null
same 'the calls of the snippets convert' snippet.md want-snippets
