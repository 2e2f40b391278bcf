import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { markOf, placeOf } from './marks';

const doc = Text.of(["fromAll().when({ 'a b': 7 })", '', '  e.body;']);

const marked = (line: number, column: number) => {
  const { from, to } = markOf(doc, { severity: 'error', code: '', message: '', line, column });
  return doc.sliceString(from, to);
};

test('a word, a text or a sign is marked, whichever begins there', () => {
  assert.equal(marked(1, 1), 'fromAll');
  assert.equal(marked(1, 18), "'a b'");
  assert.equal(marked(1, 16), '{');
  assert.equal(marked(3, 5), 'body');
});

test('at the end of a line, what is before it is marked; in an empty one nothing', () => {
  assert.equal(marked(3, 10), ';');
  assert.equal(marked(2, 1), '');
});

test('a place that isn’t there is moved to one that is', () => {
  assert.equal(placeOf(doc, 0, 0), 0);
  assert.equal(placeOf(doc, 1, 500), doc.line(1).to);
  assert.equal(placeOf(doc, 99, 1), doc.line(3).from);
});
