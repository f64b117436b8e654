" artx.vim - convert archived HTML in a buffer to Markdown
"
" :[range]Artx [flags]  replaces the lines (all, without a range) by what `artx convert` makes of them;
"                       flags are those of `artx convert --help`: :Artx --preset hugo
" gq                    does the same after :setlocal formatexpr=ArtxFormatExpr()
"
" If artx fails, the buffer stays as it is and the message is in the quickfix list (:copen), which also has
" the warnings of a conversion that went well, with their places in the text as it was. One `u` undoes.
"
" g:artx_command  the program, by default 'artx'
" g:artx_flags    a list of flags for every call, by default []
"
" artx is started without a shell, so that no name of a file can be taken for anything else.
" Needs Vim 8 with +job. The plugin for Neovim is in ../nvim.

if exists('g:loaded_artx') || has('nvim')
  finish
endif
let g:loaded_artx = 1

command! -range=% -bar -nargs=* -complete=file Artx call s:Convert(<line1>, <line2>, [<f-args>])

" ArtxFormatExpr is for 'formatexpr'. While text is typed (v:char is set) it leaves the work to Vim.
function! ArtxFormatExpr() abort
  if !empty(v:char) || mode() =~# '[iR]'
    return 1
  endif
  call s:Convert(v:lnum, v:lnum + v:count - 1, [])
  return 0
endfunction

function! s:Convert(first, last, flags) abort
  let problem = s:Obstacle()
  if !empty(problem)
    return s:Fail([{'text': problem}])
  endif
  let source = getline(a:first, a:last)
  let result = s:Run(source, get(g:, 'artx_flags', []) + a:flags)
  let notes = s:Notes(result.messages, a:first)
  if result.status == 0 && empty(result.lines) && join(source) =~# '\S'
    call insert(notes, {'text': 'artx wrote no text; the buffer is as it was', 'type': 'E'})
    return s:Fail(notes)
  elseif result.status != 0
    return s:Fail(empty(notes) ? [{'text': 'artx ended with status ' . result.status, 'type': 'E'}] : notes)
  endif
  call s:Replace(a:first, a:last, result.lines)
  call s:List(notes)
  if !empty(notes)
    echomsg 'artx: ' . len(notes) . (len(notes) == 1 ? ' warning' : ' warnings') . ', see :copen'
  endif
endfunction

" s:Obstacle says what keeps artx from being run here, '' if nothing does.
function! s:Obstacle() abort
  if !has('job')
    return 'artx.vim needs a Vim with +job'
  elseif !executable(s:Command())
    return s:Command() . ': no such program; install artx or set g:artx_command'
  elseif &encoding !=# 'utf-8'
    return "artx.vim needs 'encoding' to be utf-8"
  elseif !&modifiable
    return "the buffer is not modifiable"
  endif
  return ''
endfunction

function! s:Command() abort
  return get(g:, 'artx_command', 'artx')
endfunction

" s:Run gives lines to artx as standard input; the result has its exit status, its lines and its messages.
function! s:Run(lines, flags) abort
  let [in, out, err] = [tempname(), tempname(), tempname()]
  call writefile(a:lines, in)
  let call = [s:Command(), 'convert', '--log-format', 'json'] + a:flags
  if !empty(expand('%'))
    let call += ['--stdin-filepath', expand('%:p')]
  endif
  let job = job_start(call, {'in_io': 'file', 'in_name': in, 'out_io': 'file', 'out_name': out,
        \ 'err_io': 'file', 'err_name': err})
  try
    while job_status(job) ==# 'run'
      sleep 5m
    endwhile
    let status = job_status(job) ==# 'fail' ? -1 : job_info(job).exitval
    return {'status': status, 'lines': s:Read(out), 'messages': s:Read(err)}
  finally
    call job_stop(job, 'kill')
    call map([in, out, err], 'delete(v:val)')
  endtry
endfunction

function! s:Read(file) abort
  return filereadable(a:file) ? readfile(a:file) : []
endfunction

" s:Notes reads the messages of artx, an object a line, to rows of the quickfix list. Of notes that say
" little (info), none is shown. What is no object is shown as it is.
function! s:Notes(messages, first) abort
  let rows = []
  for message in a:messages
    try
      let event = json_decode(message)
    catch
      let event = 0
    endtry
    if type(event) != type({})
      call add(rows, {'text': message, 'type': 'E'})
      continue
    endif
    if has_key(event, 'error')
      call add(rows, s:ErrorRow(event, a:first))
    endif
    for note in filter(copy(get(event, 'notes', [])), 'v:val.level ==# "warning"')
      call add(rows, s:Row(note.message . ' [' . note.code . ']', 'W', get(note, 'line', 0), get(note, 'column', 0), a:first))
    endfor
  endfor
  return rows
endfunction

" An error begins with the name of the input and, where one is known, the line.
function! s:ErrorRow(event, first) abort
  let text = a:event.error
  let path = get(a:event, 'path', '')
  if empty(path) || stridx(text, path . ':') != 0
    return {'text': text, 'type': 'E'}
  endif
  let rest = text[len(path) + 1 :]
  let place = matchlist(rest, '\v^(\d+):%((\d+):)?\s*(.*)')
  if empty(place)
    return s:Row(trim(rest), 'E', 0, 0, a:first)
  endif
  return s:Row(place[3], 'E', str2nr(place[1]), str2nr(place[2]), a:first)
endfunction

" Lines of messages count from the first line that artx was given.
function! s:Row(text, type, line, column, first) abort
  let row = {'text': a:text, 'type': a:type, 'bufnr': bufnr('%')}
  if a:line > 0
    call extend(row, {'lnum': a:line + a:first - 1, 'col': a:column})
  endif
  return row
endfunction

function! s:Fail(rows) abort
  call s:List(a:rows)
  echohl ErrorMsg
  echomsg 'artx: ' . substitute(a:rows[0].text, '^artx: ', '', '')
  echohl None
endfunction

function! s:List(rows) abort
  call setqflist([], ' ', {'title': 'artx', 'items': a:rows})
endfunction

" s:Replace changes the lines that differ in number or text and no others, so that marks and folds of the
" rest stay.
function! s:Replace(first, last, lines) abort
  let view = winsaveview()
  let same = min([a:last - a:first + 1, len(a:lines)])
  for i in range(same)
    if getline(a:first + i) !=# a:lines[i]
      call setline(a:first + i, a:lines[i])
    endif
  endfor
  if len(a:lines) > same
    call append(a:first + same - 1, a:lines[same :])
  elseif a:first + same <= a:last
    silent execute 'keepjumps' (a:first + same) . ',' . a:last . 'delete _'
  endif
  call winrestview(view)
endfunction
