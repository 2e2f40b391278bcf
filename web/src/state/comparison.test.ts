import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as comparison from './comparison';

beforeEach(comparison.stopComparing);

test('an end that is not set is the viewed moment', () => {
  assert.equal(comparison.comparing.value, false);
  comparison.setEnd('a', 3);
  assert.equal(comparison.comparing.value, true);
  assert.deepEqual(comparison.comparedAt(7), { a: 3, b: 7 });
  comparison.setEnd('b', 5);
  assert.deepEqual(comparison.comparedAt(7), { a: 3, b: 5 });
});

test('position 0 is a moment like any other', () => {
  comparison.setEnd('b', 0);
  assert.equal(comparison.comparing.value, true);
  assert.deepEqual(comparison.comparedAt(2), { a: 2, b: 0 });
});

test('a span goes forward, whichever end was named first', () => {
  comparison.compareSpan(7, 2);
  assert.deepEqual(comparison.ends.value, { a: 2, b: 7 });
});

test('the ends are swapped where they are', () => {
  comparison.setEnd('a', 3);
  comparison.swapEnds(8);
  assert.deepEqual(comparison.ends.value, { a: 8, b: 3 });
});

test('nothing is left of a comparison that is stopped', () => {
  comparison.compareSpan(1, 2);
  comparison.stopComparing();
  assert.equal(comparison.comparing.value, false);
});
