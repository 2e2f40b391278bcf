import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showSpan } from './show';

const [s, min, h, d] = [1000, 60_000, 3_600_000, 86_400_000];

test('a span is told in its two largest units, cut off rather than rounded up', () => {
  assert.equal(showSpan(2 * d + 3 * h + 59 * min), '2 d 3 h');
  assert.equal(showSpan(2 * d + 59 * min), '2 d');
  assert.equal(showSpan(5 * min + 10 * s), '5 min 10 s');
  assert.equal(showSpan(59 * min + 59 * s + 999), '59 min 59 s');
  assert.equal(showSpan(1200 * d), '1,200 d');
});

test('a short span is told more finely', () => {
  assert.equal(showSpan(0), '0 s');
  assert.equal(showSpan(4), '0.004 s');
  assert.equal(showSpan(2500), '2.5 s');
});
