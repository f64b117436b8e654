'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const artx = require('../lib/artx.js');

test('columns are bytes in messages and UTF-16 units in the editor', () => {
  assert.equal(artx.character('<p>灯会😀<img>', 14), 7);
  assert.equal(artx.character('<p>ä<img>', 6), 4);
  assert.equal(artx.character('abc', 1), 0);
});

test('an error is split into place and message where it begins with its path', () => {
  const place = (error, path) => artx.problems({ event: 'error', error, path })[0];
  assert.deepEqual(place('a:1: b.html:7: wrong', 'a:1: b.html'),
    { level: 'error', code: 'error', message: 'wrong', line: 7, column: 0 });
  assert.deepEqual(place('a.html:7:3: wrong', 'a.html'),
    { level: 'error', code: 'error', message: 'wrong', line: 7, column: 3 });
  assert.equal(place('a.html: too large: over 2 bytes', 'a.html').message, 'too large: over 2 bytes');
  assert.equal(place('artx.yaml:3: no such key', 'a.html').message, 'artx.yaml:3: no such key');
  assert.equal(place('--to "x" is unknown').message, '--to "x" is unknown');
});

test('notes without a place are at the first line', () => {
  const note = { code: 'page.no-article', level: 'warning', message: 'no article found' };
  assert.deepEqual(artx.problems({ notes: [note] }), [{ ...note, line: 1, column: 0 }]);
});

test('lines of the log that are no objects are kept', () => {
  assert.deepEqual(artx.readLog('{"event":"summary"}\n\npanic: x\n'), { events: [{ event: 'summary' }], rest: 'panic: x' });
});

test('a run that wrote nothing of some text failed', () => {
  const result = (status, output = '', events = [], rest = '') => ({ status, output, events, rest });
  assert.equal(artx.failure(result(0, 'a\n'), '<p>a'), '');
  assert.equal(artx.failure(result(0), ' \n'), '');
  assert.equal(artx.failure(result(0), '<p>a'), 'artx wrote no text');
  assert.equal(artx.failure(result(2, '', [{ error: 'wrong' }]), 'a'), 'wrong');
  assert.equal(artx.failure(result('SIGKILL'), 'a'), 'artx ended with status SIGKILL');
});

test('a missing program is said', async () => {
  await assert.rejects(artx.run('no-such-artx', []), /no-such-artx: no such program/);
});
