// The commands of the extension. What runs artx is in artx.js.
'use strict';

const path = require('node:path');
const vscode = require('vscode');
const artx = require('./artx.js');

const scheme = 'artx-preview';
const typingPause = 300; // milliseconds without a change after which a preview follows

function activate(context) {
  const diagnostics = vscode.languages.createDiagnosticCollection('artx');
  const previews = new Previews(diagnostics);
  const command = (name, run) => vscode.commands.registerCommand(name, (...args) => shown(run, ...args));
  context.subscriptions.push(
    diagnostics,
    previews,
    vscode.workspace.registerTextDocumentContentProvider(scheme, previews),
    vscode.workspace.onDidChangeTextDocument((event) => previews.changed(event.document)),
    vscode.workspace.onDidCloseTextDocument((document) => diagnostics.delete(document.uri)),
    command('artx.convertFile', (uri, uris) => convertFiles(diagnostics, uri, uris)),
    command('artx.convertSelection', () => convertSelections(diagnostics)),
    command('artx.convertFolder', (uri) => convertFolder(diagnostics, uri)),
    command('artx.preview', (uri) => previews.open(uri)),
  );
}

/** shown runs a command and shows the message of what it throws. */
async function shown(run, ...args) {
  try {
    return await run(...args);
  } catch (error) {
    vscode.window.showErrorMessage(`artx: ${error.message}`);
  }
}

function settings(uri) {
  const values = vscode.workspace.getConfiguration('artx', uri);
  return { command: values.get('command', 'artx'), flags: values.get('flags', []) };
}

/** nameOf is the name under which artx knows a document, undefined if it has none. */
function nameOf(document) {
  if (document.uri.scheme === 'untitled') {
    return undefined;
  }
  return document.uri.scheme === 'file' ? document.uri.fsPath : path.posix.basename(document.uri.path);
}

/** converted resolves to what artx makes of a part of a document, and to its problems; it throws on failure. */
async function converted(document, range, diagnostics) {
  const { command, flags } = settings(document.uri);
  const name = nameOf(document);
  const input = await inputOf(document, range);
  const cwd = document.uri.scheme === 'file' ? path.dirname(name) : undefined;
  const result = await artx.run(command, artx.convertArgs(flags, name), { input, cwd });
  const found = result.events.flatMap((event) => artx.problems(event));
  const start = range?.start ?? new vscode.Position(0, 0);
  const lines = document.getText(range).split(/\r?\n/);
  const rows = found.map((problem) => diagnostic(problem, lines, start));
  const problem = artx.failure(result, document.getText(range));
  if (problem) {
    diagnostics.set(document.uri, rows);
    throw new Error(problem);
  }
  return { text: result.output, rows };
}

/**
 * inputOf is what artx reads of a document. Of a file as it is on the disk these are its bytes, since old
 * pages are in encodings that the editor takes for UTF-8 and artx does not.
 */
async function inputOf(document, range) {
  if (range || document.isDirty || document.uri.scheme !== 'file') {
    return document.getText(range);
  }
  return vscode.workspace.fs.readFile(document.uri);
}

const severities = {
  error: () => vscode.DiagnosticSeverity.Error,
  warning: () => vscode.DiagnosticSeverity.Warning,
  info: () => vscode.DiagnosticSeverity.Information,
};

/** diagnostic places a problem of lines that begin at start of a document. */
function diagnostic(problem, lines, start) {
  const index = Math.min(problem.line, lines.length) - 1;
  const text = lines[index] ?? '';
  const from = problem.column ? artx.character(text, problem.column) : 0;
  const shift = index === 0 ? start.character : 0;
  const range = new vscode.Range(start.line + index, shift + from, start.line + index, shift + text.length);
  const severity = (severities[problem.level] ?? severities.info)();
  const row = new vscode.Diagnostic(range, problem.message, severity);
  row.source = 'artx';
  row.code = problem.code;
  return row;
}

async function convertFiles(diagnostics, uri, uris) {
  const chosen = uris?.length ? uris : [uri ?? vscode.window.activeTextEditor?.document.uri].filter(Boolean);
  if (!chosen.length) {
    throw new Error('open a file first');
  }
  for (const each of chosen) { // one that fails does not keep the others
    await shown(convertFile, diagnostics, each);
  }
}

/**
 * convertFile replaces the text of a Markdown document, unsaved; of other documents it opens the result as
 * an untitled one, so that no file is overwritten.
 */
async function convertFile(diagnostics, uri) {
  const document = await vscode.workspace.openTextDocument(uri);
  const version = document.version;
  const { text, rows } = await converted(document, undefined, diagnostics);
  if (document.languageId !== 'markdown') {
    diagnostics.set(document.uri, rows);
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: text }));
    return;
  }
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  await replace(editor, version, [{ range: all, text }]);
  tell(diagnostics, document, rows);
}

async function convertSelections(diagnostics) {
  const editor = vscode.window.activeTextEditor;
  const ranges = editor?.selections.filter((selection) => !selection.isEmpty) ?? [];
  if (!ranges.length) {
    throw new Error('select some text first');
  }
  const version = editor.document.version;
  const edits = [], rows = [];
  for (const range of ranges) {
    const result = await converted(editor.document, range, diagnostics);
    const text = /\n$/.test(editor.document.getText(range)) ? result.text : result.text.replace(/\n$/, '');
    edits.push({ range, text });
    rows.push(...result.rows);
  }
  await replace(editor, version, edits);
  tell(diagnostics, editor.document, rows);
}

/** replace makes edits in one step that undo takes back, unless the document changed since version. */
async function replace(editor, version, edits) {
  if (editor.document.version !== version) {
    throw new Error('the text changed meanwhile; nothing was replaced');
  }
  const done = await editor.edit((builder) => edits.forEach((edit) => builder.replace(edit.range, edit.text)));
  if (!done) {
    throw new Error('the editor did not take the change');
  }
}

/** tell shows the warnings of text that is gone as a message: their places are those of other text now. */
function tell(diagnostics, document, rows) {
  diagnostics.delete(document.uri);
  const warnings = rows.filter((row) => row.severity === vscode.DiagnosticSeverity.Warning);
  if (warnings.length) {
    vscode.window.showWarningMessage(`artx: ${warnings.map((row) => row.message).join('; ')}`);
  }
}

async function convertFolder(diagnostics, uri) {
  const from = uri ?? (await chooseFolder('Convert'))?.[0];
  const to = from && (await chooseFolder(`Convert ${path.basename(from.fsPath)} into`))?.[0];
  if (!to) {
    return;
  }
  const { command, flags } = settings(from);
  const title = `artx: converting ${path.basename(from.fsPath)}`;
  const location = vscode.ProgressLocation.Notification;
  const result = await vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return artx.run(command, artx.folderArgs(flags, from.fsPath, to.fsPath), { signal: abort.signal });
  });
  await reportFolder(diagnostics, result, to);
}

function chooseFolder(title) {
  return vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title, openLabel: title });
}

async function reportFolder(diagnostics, result, to) {
  const files = result.events.filter((event) => event.path);
  for (const event of files) {
    if (event.status !== 'unchanged') { // its problems are those of the run before
      diagnostics.set(vscode.Uri.file(event.path), await fileRows(event));
    }
  }
  const summary = result.events.find((event) => event.event === 'summary');
  if (!summary) {
    throw new Error(artx.failure(result, '') || 'no summary came; see what is in ' + to.fsPath);
  }
  const counts = `${summary.converted} converted, ${summary.unchanged} unchanged, ${summary.failed} failed`;
  const text = `artx: ${counts}, in ${to.fsPath}${summary.interrupted ? ' (interrupted)' : ''}`;
  summary.failed ? vscode.window.showErrorMessage(text) : vscode.window.showInformationMessage(text);
}

/** fileRows places the problems of one file of a folder; without its text, at the begin of lines. */
async function fileRows(event) {
  const found = artx.problems(event);
  if (!found.length) {
    return [];
  }
  const start = new vscode.Position(0, 0);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(vscode.Uri.file(event.path)));
    return found.map((problem) => diagnostic(problem, text.split(/\r?\n/), start));
  } catch {
    const blank = Array(Math.max(...found.map((problem) => problem.line))).fill('');
    return found.map((problem) => diagnostic({ ...problem, column: 0 }, blank, start));
  }
}

/** Previews gives the results of documents as virtual documents, which the editor's preview renders. */
class Previews {
  constructor(diagnostics) {
    this.diagnostics = diagnostics;
    this.changes = new vscode.EventEmitter();
    this.onDidChange = this.changes.event;
    this.waiting = new Map(); // from the addresses of sources to timers
    this.shown = new Map(); // from the addresses of sources to those of their results
    this.last = new Map(); // from the addresses of sources to results that went well
  }

  async open(uri) {
    const source = uri ?? vscode.window.activeTextEditor?.document.uri;
    if (!source) {
      throw new Error('open a file first');
    }
    const result = vscode.Uri.from({ scheme, path: source.path + '.md', query: source.toString() });
    this.shown.set(source.toString(), result);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', result);
  }

  changed(document) {
    const key = document.uri.toString();
    const result = this.shown.get(key);
    if (!result) {
      return;
    }
    clearTimeout(this.waiting.get(key));
    this.waiting.set(key, setTimeout(() => this.update(result), typingPause));
  }

  /** update has a result made again. The editor may have closed its document while its preview is open:
   * then there is nobody to hear of the change, and the preview has to be told. */
  update(result) {
    this.changes.fire(result);
    vscode.commands.executeCommand('markdown.preview.refresh');
  }

  /** provideTextDocumentContent is the result of a source; while it fails, the last that went well. */
  async provideTextDocumentContent(uri) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query));
    const key = document.uri.toString();
    try {
      const { text, rows } = await converted(document, undefined, this.diagnostics);
      this.diagnostics.set(document.uri, rows);
      this.last.set(key, text);
      return text;
    } catch (error) {
      return `> artx: ${error.message}\n\n${this.last.get(key) ?? ''}`;
    }
  }

  dispose() {
    this.waiting.forEach((timer) => clearTimeout(timer));
    this.changes.dispose();
  }
}

module.exports = { activate, deactivate() {} };
