// A stand-in for the module vscode: documents in memory, and a record of what the extension shows.
'use strict';

const fs = require('node:fs/promises');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL, fileURLToPath } = require('node:url');

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}

class Range {
  constructor(...at) {
    const [start, end] = at.length === 2 ? at : [new Position(at[0], at[1]), new Position(at[2], at[3])];
    Object.assign(this, { start, end });
  }
  get isEmpty() { return this.start.line === this.end.line && this.start.character === this.end.character; }
}

class Uri {
  constructor(parts) { Object.assign(this, { scheme: '', path: '', query: '', ...parts }); }
  static file(name) { return new Uri({ scheme: 'file', path: pathToFileURL(path.resolve(name)).pathname }); }
  static from(parts) { return new Uri(parts); }
  static parse(text) {
    const [, scheme, name, query] = /^([^:]+):([^?]*)\??(.*)$/.exec(text);
    return new Uri({ scheme, path: name, query });
  }
  get fsPath() { return fileURLToPath('file://' + this.path); }
  toString() { return this.scheme + ':' + this.path + (this.query && '?' + encodeURIComponent(this.query)); }
}

class Diagnostic {
  constructor(range, message, severity) { Object.assign(this, { range, message, severity }); }
}

class EventEmitter {
  listeners = [];
  event = (listener) => { this.listeners.push(listener); };
  fire = (value) => this.listeners.forEach((listener) => listener(value));
  dispose() { this.listeners = []; }
}

class Document {
  version = 1;
  isDirty = false;
  constructor(uri, languageId, text) { Object.assign(this, { uri, languageId, text }); }
  offsetAt(position) {
    const before = this.text.split('\n').slice(0, position.line);
    return before.reduce((sum, line) => sum + line.length + 1, 0) + position.character;
  }
  positionAt(offset) {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines.at(-1).length);
  }
  getText(range) {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }
}

/** install makes require('vscode') give a new stub, and returns it with what it recorded as `seen`. */
function install(configuration = {}) {
  const seen = { errors: [], warnings: [], infos: [], commands: [], opened: [], diagnostics: new Map() };
  const state = { documents: new Map(), commands: {}, dialogs: [], provider: null, untitled: 0 };
  const changed = new EventEmitter(), closed = new EventEmitter();
  const stub = {
    seen, state, Position, Range, Uri, Diagnostic, EventEmitter,
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    ProgressLocation: { Notification: 15 },
    change(document, text) { Object.assign(document, { text, isDirty: true, version: document.version + 1 }); changed.fire({ document }); },
    close(document) { closed.fire(document); },
    languages: {
      createDiagnosticCollection: () => ({
        set: (uri, rows) => seen.diagnostics.set(uri.toString(), rows),
        delete: (uri) => seen.diagnostics.delete(uri.toString()),
        dispose() {},
      }),
    },
    commands: {
      registerCommand(name, run) { state.commands[name] = run; return { dispose() {} }; },
      async executeCommand(name, ...args) { seen.commands.push([name, ...args]); return state.commands[name]?.(...args); },
    },
    workspace: {
      getConfiguration: () => ({ get: (key, fallback) => configuration[key] ?? fallback }),
      registerTextDocumentContentProvider(scheme, provider) { state.provider = provider; return { dispose() {} }; },
      onDidChangeTextDocument: changed.event,
      onDidCloseTextDocument: closed.event,
      fs: { readFile: (uri) => fs.readFile(uri.fsPath) },
      async openTextDocument(what) {
        if (!(what instanceof Uri)) {
          const uri = new Uri({ scheme: 'untitled', path: `Untitled-${++state.untitled}` });
          what = (state.documents.set(uri.toString(), new Document(uri, what.language, what.content)), uri);
        }
        const key = what.toString();
        if (!state.documents.has(key)) {
          const language = what.path.endsWith('.md') ? 'markdown' : 'html';
          state.documents.set(key, new Document(what, language, await fs.readFile(what.fsPath, 'utf8')));
        }
        return state.documents.get(key);
      },
    },
    window: {
      activeTextEditor: undefined,
      showErrorMessage: (text) => seen.errors.push(text),
      showWarningMessage: (text) => seen.warnings.push(text),
      showInformationMessage: (text) => seen.infos.push(text),
      showOpenDialog: async () => state.dialogs.shift(),
      withProgress: (options, run) => run({ report() {} }, { onCancellationRequested: (f) => { state.cancel = f; } }),
      async showTextDocument(document) { seen.opened.push(document); return stub.editor(document); },
    },
    editor(document, selections = []) {
      const edit = async (change) => {
        const edits = [];
        change({ replace: (range, text) => edits.push([document.offsetAt(range.start), document.offsetAt(range.end), text]) });
        for (const [from, to, text] of edits.sort((a, b) => b[0] - a[0])) {
          document.text = document.text.slice(0, from) + text + document.text.slice(to);
        }
        Object.assign(document, { isDirty: true, version: document.version + 1 });
        return true;
      };
      return (stub.window.activeTextEditor = { document, selections, edit });
    },
  };
  const load = Module._load;
  Module._load = function (name, ...rest) { return name === 'vscode' ? stub : load.call(this, name, ...rest); };
  return stub;
}

module.exports = { install };
