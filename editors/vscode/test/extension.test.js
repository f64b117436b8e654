// The commands, run with the artx of PATH; the editor is a stand-in.
'use strict';

const { test, before, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { install } = require('./stub.js');

const skip = spawnSync('artx', ['version']).error ? 'artx is not in PATH' : false;
const post = '---\ntitle: 灯会\n---\n<p>Lanterns <b>shine</b>.</p>\n<p>灯😀<img class="lazy" src="loading.gif"></p>\n';
const want = '---\ntitle: 灯会\n---\n\nLanterns **shine**.\n\n灯😀\n';
let dir, code, configuration;

before(() => {
  configuration = {};
  code = install(configuration);
  require('../lib/extension.js').activate({ subscriptions: [] });
});

afterEach(() => fs.rmSync(dir, { recursive: true }));

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'artx vscode-'));
  for (const key of Object.keys(configuration)) delete configuration[key];
  for (const key of ['errors', 'warnings', 'infos', 'commands', 'opened']) code.seen[key].length = 0;
});

function write(name, text) {
  const file = path.join(dir, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return code.Uri.file(file);
}
const run = (name, ...args) => code.commands.executeCommand(name, ...args);
const problems = (uri) => code.seen.diagnostics.get(uri.toString()) ?? [];

test('a Markdown file is replaced in its editor, not on the disk', { skip }, async () => {
  const uri = write("my 'first' post: 50% #1.md", post);
  await run('artx.convertFile', uri);
  assert.equal((await code.workspace.openTextDocument(uri)).text, want);
  assert.equal(fs.readFileSync(uri.fsPath, 'utf8'), post);
  assert.match(code.seen.warnings[0], /images without a real address removed/);
  assert.deepEqual(problems(uri), []);
});

test('an HTML file stays, its result opens beside no file, its notes are problems', { skip }, async () => {
  const uri = write('a b.html', post);
  await run('artx.convertFile', uri);
  assert.equal((await code.workspace.openTextDocument(uri)).text, post);
  assert.equal(code.seen.opened[0].uri.scheme, 'untitled');
  assert.equal(code.seen.opened[0].text, want);
  const [problem] = problems(uri);
  assert.equal(problem.code, 'image.placeholder');
  assert.equal(problem.severity, code.DiagnosticSeverity.Warning);
  assert.deepEqual([problem.range.start.line, problem.range.start.character], [4, 6]);
});

test('a page in another encoding than the editor takes it for is read', { skip }, async () => {
  const lights = Buffer.from([0xb5, 0xc6, 0xbb, 0xe1]); // 灯会 in GBK
  const page = (charset) => [`<meta charset="${charset}"><p>`, lights, '</p>'].map((part) => Buffer.from(part));
  await run('artx.convertFile', write('old.html', Buffer.concat(page('gbk'))));
  assert.equal(code.seen.opened[0].text, '灯会\n');
});

test('what is typed and not saved is converted', { skip }, async () => {
  const uri = write('a.html', post);
  code.change(await code.workspace.openTextDocument(uri), '<p>typed</p>');
  await run('artx.convertFile', uri);
  assert.equal(code.seen.opened[0].text, 'typed\n');
});

test('of several files one that fails does not keep the others', { skip }, async () => {
  const files = [code.Uri.file(path.join(dir, 'gone.md')), write('b.md', post)];
  await run('artx.convertFile', files[1], files);
  assert.equal(code.seen.errors.length, 1);
  assert.equal((await code.workspace.openTextDocument(files[1])).text, want);
});

test('selections are replaced, the rest stays', { skip }, async () => {
  const uri = write('a.md', 'one <b>x</b> two <i>y</i>\n');
  const document = await code.workspace.openTextDocument(uri);
  const editor = code.editor(document, [new code.Range(0, 4, 0, 12), new code.Range(0, 17, 0, 25)]);
  await run('artx.convertSelection');
  assert.equal(editor.document.text, 'one **x** two *y*\n');
});

test('a failure leaves the text and is a message and a problem', { skip }, async () => {
  configuration.flags = ['--max-size', '2'];
  const uri = write('a: b.md', post);
  await run('artx.convertFile', uri);
  assert.equal((await code.workspace.openTextDocument(uri)).text, post);
  assert.match(code.seen.errors[0], /too large/);
  assert.match(problems(uri)[0].message, /^too large/);
  assert.equal(problems(uri)[0].severity, code.DiagnosticSeverity.Error);
});

test('text that changed meanwhile is not replaced', { skip }, async () => {
  const uri = write('a.md', post);
  const document = await code.workspace.openTextDocument(uri);
  const done = run('artx.convertFile', uri);
  await Promise.resolve().then(() => Promise.resolve());
  code.change(document, post + 'typed');
  await done;
  assert.equal(document.text, post + 'typed');
  assert.match(code.seen.errors[0], /changed meanwhile/);
});

test('a missing program is said', async () => {
  configuration.command = 'no-such-artx';
  await run('artx.convertFile', write('a.md', post));
  assert.match(code.seen.errors[0], /no-such-artx: no such program/);
});

test('a folder is converted into the one that was chosen', { skip }, async () => {
  const uri = write('from/sub/a b.html', post);
  fs.writeFileSync(path.join(dir, 'from/b.html'), '<p>b</p>');
  const to = path.join(dir, 'to');
  fs.mkdirSync(to);
  code.state.dialogs.push([code.Uri.file(to)]);
  await run('artx.convertFolder', code.Uri.file(path.join(dir, 'from')));
  assert.equal(fs.readFileSync(path.join(to, 'sub/a b.md'), 'utf8'), want);
  assert.match(code.seen.infos[0], /2 converted, 0 unchanged, 0 failed/);
  assert.deepEqual([problems(uri)[0].range.start.line, problems(uri)[0].range.start.character], [4, 6]);
});

test("a file of the user's in the folder stays and is a problem", { skip }, async () => {
  const uri = write('from/a.html', post);
  const kept = write('to/a.md', 'mine\n');
  code.state.dialogs.push([code.Uri.file(path.join(dir, 'to'))]);
  await run('artx.convertFolder', code.Uri.file(path.join(dir, 'from')));
  assert.equal(fs.readFileSync(kept.fsPath, 'utf8'), 'mine\n');
  assert.match(code.seen.errors[0], /1 failed/);
  assert.equal(problems(uri)[0].severity, code.DiagnosticSeverity.Error);
});

test('the preview shows the result, follows typing, and keeps the last good result', { skip }, async () => {
  const uri = write('a.html', post);
  await run('artx.preview', uri);
  const [, result] = code.seen.commands.find(([name]) => name === 'markdown.showPreviewToSide');
  assert.equal(await code.state.provider.provideTextDocumentContent(result), want);
  assert.equal(problems(uri)[0].code, 'image.placeholder');

  const fired = new Promise((resolve) => code.state.provider.onDidChange(resolve));
  code.change(await code.workspace.openTextDocument(uri), '<p>new</p>');
  assert.equal((await fired).toString(), result.toString());
  assert.equal(code.seen.commands.at(-1)[0], 'markdown.preview.refresh');
  assert.equal(await code.state.provider.provideTextDocumentContent(result), 'new\n');

  configuration.flags = ['--max-size', '2'];
  assert.match(await code.state.provider.provideTextDocumentContent(result), /^> artx: .*too large.*\n\nnew\n$/);
});

test('the manifest has each command once, with a title', () => {
  const manifest = require('../package.json');
  const commands = manifest.contributes.commands.map((command) => command.command);
  assert.deepEqual(commands.sort(), Object.keys(code.state.commands).sort());
  assert.ok(fs.existsSync(path.join(__dirname, '..', manifest.main)));
});
