import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divided, isSharing, partOf } from './shares';

test('a boundary that moves changes the two beside it, and no other', () => {
  const shares = divided([0.25, 0.25, 0.5], 1, 0.8);
  assert.deepEqual(
    shares.map((share) => share.toFixed(2)),
    ['0.25', '0.60', '0.15'],
  );
  assert.equal(partOf(shares, 1).toFixed(2), '0.80');
});

test('what is no way to share among so many is told', () => {
  assert.ok(isSharing([0.4, 0.6], 2));
  for (const wrong of [null, '1', [1], [0.5, 0.4], [1.5, -0.5], [Number.NaN, 1], ['0.5', '0.5']]) {
    assert.equal(isSharing(wrong, 2), false);
  }
});
