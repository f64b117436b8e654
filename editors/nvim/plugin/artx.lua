-- Defines :Artx; what it does is in lua/artx.lua.
if vim.g.loaded_artx then
  return
end
vim.g.loaded_artx = 1

vim.api.nvim_create_user_command('Artx', function(call)
  require('artx').convert({ first = call.line1, last = call.line2, flags = call.fargs })
end, { range = '%', nargs = '*', complete = 'file', desc = 'Convert archived HTML to Markdown' })
