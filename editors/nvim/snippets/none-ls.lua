-- For none-ls.nvim: require('null-ls').register(this source), then vim.lsp.buf.format().
local null_ls = require('null-ls')
local helpers = require('null-ls.helpers')

return helpers.make_builtin({
  name = 'artx',
  method = null_ls.methods.FORMATTING,
  filetypes = { 'markdown', 'html' },
  generator_opts = {
    command = 'artx',
    args = { 'convert', '-q', '--stdin-filepath', '$FILENAME' },
    to_stdin = true,
  },
  factory = helpers.formatter_factory,
})
