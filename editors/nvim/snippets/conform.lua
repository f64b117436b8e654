-- For conform.nvim: hand this table to require('conform').setup. conform leaves the buffer as it is where
-- a formatter fails; :ConformInfo has the message. Run it by
--   require('conform').format({ formatters = { 'artx' } })
-- or add artx to formatters_by_ft for folders of posts, as here.
return {
  formatters = {
    artx = {
      command = 'artx',
      args = { 'convert', '-q', '--stdin-filepath', '$FILENAME' },
      stdin = true,
    },
  },
  formatters_by_ft = { markdown = { 'artx' } },
}
