import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as diff from './diff';

beforeEach(diff.stopComparing);

test('an end that is not set is the viewed moment', () => {
  assert.equal(diff.comparing.value, false);
  diff.setEnd('a', 3);
  assert.equal(diff.comparing.value, true);
  assert.deepEqual(diff.comparedAt(7), { a: 3, b: 7 });
  diff.setEnd('b', 5);
  assert.deepEqual(diff.comparedAt(7), { a: 3, b: 5 });
});

test('position 0 is a moment like any other', () => {
  diff.setEnd('b', 0);
  assert.equal(diff.comparing.value, true);
  assert.deepEqual(diff.comparedAt(2), { a: 2, b: 0 });
});

test('a span goes forward, whichever end was named first', () => {
  diff.compareMoments(7, 2);
  assert.deepEqual(diff.ends.value, { a: 2, b: 7 });
});

test('the ends are swapped where they are', () => {
  diff.setEnd('a', 3);
  diff.swapEnds(8);
  assert.deepEqual(diff.ends.value, { a: 8, b: 3 });
});

test('nothing is left of a diff that was closed', () => {
  diff.compareMoments(1, 2);
  diff.stopComparing();
  assert.equal(diff.comparing.value, false);
});
