-- artx: convert archived HTML in a buffer to Markdown. Needs Neovim 0.7 or later.
--
--   :[range]Artx [flags]                            converts the lines, all without a range
--   require('artx').setup({ command = 'artx', flags = { '--preset', 'hugo' } })
--   vim.bo.formatexpr = "v:lua.require'artx'.formatexpr()"   for gq
--
-- If artx fails, the buffer stays as it is and the message is in the quickfix list, which also has the
-- warnings of a conversion that went well, with their places in the text as it was.

local M = {}

local options = { command = 'artx', flags = {} }

-- setup takes command (the program) and flags (a list for every call); what is absent stays.
function M.setup(given)
  options = vim.tbl_extend('force', options, given or {})
end

-- row is an entry of the quickfix list; lines of messages count from the first line that artx was given.
local function row(text, kind, line, column, first)
  local r = { text = text, type = kind, bufnr = vim.api.nvim_get_current_buf() }
  if line and line > 0 then
    r.lnum, r.col = line + first - 1, column or 0
  end
  return r
end

-- An error begins with the name of the input and, where one is known, the line.
local function error_row(event, first)
  local text, path = event.error, event.path or ''
  if path == '' or text:sub(1, #path + 1) ~= path .. ':' then
    return { text = text, type = 'E' }
  end
  local rest = text:sub(#path + 2)
  local line, column, message = rest:match('^(%d+):(%d+):%s*(.*)')
  if not line then
    line, message = rest:match('^(%d+):%s*(.*)')
  end
  return row(message or vim.trim(rest), 'E', tonumber(line), tonumber(column), first)
end

-- rows reads the messages of artx, an object a line; what is no object is shown as it is.
local function rows(messages, first)
  local list = {}
  for _, message in ipairs(messages) do
    local ok, event = pcall(vim.fn.json_decode, message)
    if not ok or type(event) ~= 'table' then
      table.insert(list, { text = message, type = 'E' })
    else
      if event.error then
        table.insert(list, error_row(event, first))
      end
      for _, note in ipairs(event.notes or {}) do
        if note.level == 'warning' then
          table.insert(list, row(note.message .. ' [' .. note.code .. ']', 'W', note.line, note.column, first))
        end
      end
    end
  end
  return list
end

-- run gives lines to artx as standard input, without a shell; it returns the exit status, lines, messages.
local function run(lines, flags)
  local call = { options.command, 'convert', '--log-format', 'json' }
  vim.list_extend(call, options.flags)
  vim.list_extend(call, flags)
  if vim.fn.expand('%') ~= '' then
    vim.list_extend(call, { '--stdin-filepath', vim.fn.expand('%:p') })
  end
  local out, err = { '' }, { '' }
  local job = vim.fn.jobstart(call, {
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, data) out = data end,
    on_stderr = function(_, data) err = data end,
  })
  vim.fn.chansend(job, vim.list_extend(vim.list_slice(lines), { '' }))
  vim.fn.chanclose(job, 'stdin')
  local status = vim.fn.jobwait({ job })[1]
  vim.fn.jobstop(job) -- does nothing unless waiting was interrupted
  for _, data in ipairs({ out, err }) do
    if data[#data] == '' then -- what follows the last end of line
      table.remove(data)
    end
  end
  return status, out, err
end

local function list(items)
  vim.fn.setqflist({}, ' ', { title = 'artx', items = items })
end

local function fail(items)
  list(items)
  vim.notify('artx: ' .. items[1].text, vim.log.levels.ERROR)
  return false
end

local function obstacle()
  if vim.fn.executable(options.command) == 0 then
    return options.command .. ': no such program; install artx or set command'
  elseif not vim.bo.modifiable then
    return 'the buffer is not modifiable'
  end
end

-- convert replaces the lines range.first to range.last (all by default) of the current buffer by what
-- `artx convert` with range.flags makes of them; false if it failed and the buffer is as it was.
function M.convert(range)
  local problem = obstacle()
  if problem then
    return fail({ { text = problem, type = 'E' } })
  end
  range = range or {}
  local first, last = range.first or 1, range.last or vim.api.nvim_buf_line_count(0)
  local source = vim.api.nvim_buf_get_lines(0, first - 1, last, true)
  local status, out, err = run(source, range.flags or {})
  local notes = rows(err, first)
  if status ~= 0 then
    return fail(#notes > 0 and notes or { { text = 'artx ended with status ' .. status, type = 'E' } })
  elseif #out == 0 and table.concat(source):match('%S') then
    table.insert(notes, 1, { text = 'artx wrote no text; the buffer is as it was', type = 'E' })
    return fail(notes)
  end
  local view = vim.fn.winsaveview()
  vim.api.nvim_buf_set_lines(0, first - 1, last, true, out)
  vim.fn.winrestview(view)
  list(notes)
  if #notes > 0 then
    vim.notify(('artx: %d %s, see :copen'):format(#notes, #notes == 1 and 'warning' or 'warnings'))
  end
  return true
end

-- formatexpr is for 'formatexpr'. While text is typed it leaves the work to Neovim.
function M.formatexpr()
  if vim.v.char ~= '' or vim.fn.mode():match('[iR]') then
    return 1
  end
  M.convert({ first = vim.v.lnum, last = vim.v.lnum + vim.v.count - 1 })
  return 0
end

return M
