// Runs artx and reads what it says. Knows nothing of the editor.
'use strict';

const { spawn } = require('node:child_process');

/**
 * run starts artx without a shell and gives it input as standard input.
 * It resolves to { status, output, events, rest }: events are the objects of its JSON log, rest is what
 * else it wrote to standard error. It rejects if artx cannot be started. An aborted signal interrupts
 * artx, which then finishes the files under way.
 */
function run(command, args, { input = '', cwd, signal } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, windowsHide: true });
    const interrupt = () => child.kill('SIGINT');
    signal?.addEventListener('abort', interrupt);
    const output = [], messages = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => messages.push(data));
    child.stdin.on('error', () => {}); // artx may end before it read everything; its status tells why
    child.on('error', (error) => reject(startError(command, error)));
    child.on('close', (code, killedBy) => {
      signal?.removeEventListener('abort', interrupt);
      const text = Buffer.concat(messages).toString();
      resolve({ status: code ?? killedBy, output: Buffer.concat(output).toString(), ...readLog(text) });
    });
    child.stdin.end(input);
  });
}

function startError(command, error) {
  return error.code === 'ENOENT'
    ? new Error(`${command}: no such program; install artx or set artx.command`)
    : new Error(`${command}: ${error.message}`);
}

/** convertArgs are the arguments that convert standard input, called name (absent: no name). */
function convertArgs(flags, name) {
  return ['convert', '--log-format', 'json', ...flags, ...(name ? ['--stdin-filepath', name] : [])];
}

/** folderArgs are the arguments that convert a folder into another. */
function folderArgs(flags, from, to) {
  return ['convert', '--log-format', 'json', '--progress', 'never', ...flags, '-o', to, from];
}

/** readLog reads a JSON log, an object a line. Lines that are none come back as rest. */
function readLog(text) {
  const events = [], rest = [];
  for (const line of text.split('\n').filter((line) => line.trim())) {
    try {
      events.push(JSON.parse(line));
    } catch {
      rest.push(line);
    }
  }
  return { events, rest: rest.join('\n') };
}

/**
 * problems are the notes and the error of an event as { level, code, message, line, column }: line counts
 * from 1 and is 1 where none is known, column counts bytes from 1 and is 0 where none is known.
 */
function problems(event) {
  const list = (event.notes ?? []).map((note) => ({ line: 1, column: 0, ...note }));
  if (event.error) {
    list.unshift({ level: 'error', code: 'error', ...errorPlace(event.error, event.path) });
  }
  return list;
}

/** errorPlace splits "PATH:LINE:COLUMN: message" where the error begins with its path. */
function errorPlace(error, path) {
  if (!path || !error.startsWith(path + ':')) {
    return { message: error, line: 1, column: 0 };
  }
  const [, line, column, message] = /^(?::(\d+))?(?::(\d+))?:\s*(.*)$/s.exec(error.slice(path.length));
  return { message, line: Number(line ?? 1), column: Number(column ?? 0) };
}

/** character is the index in line, in UTF-16 units as editors count, of byte column (from 1). */
function character(line, column) {
  return Buffer.from(line).subarray(0, Math.max(column - 1, 0)).toString().length;
}

/** failure says in a line why a run did not give a result, '' if it did. */
function failure(result, input) {
  if (result.status !== 0) {
    const error = result.events.map((event) => event.error).find(Boolean);
    return error ?? (result.rest || `artx ended with status ${result.status}`);
  }
  return result.output === '' && input.trim() !== '' ? 'artx wrote no text' : '';
}

module.exports = { run, convertArgs, folderArgs, readLog, problems, character, failure };
