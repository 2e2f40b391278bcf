import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flip } from '../engine/api';
import { flipOf, marksIn } from './marks';

function flips(...positions: number[]): Flip[] {
  return positions.map((position, i) => ({ position, time: '', key: 'k', becomes: i % 2 === 0 }));
}

const byPosition = ({ position }: Flip) => position;

test('flips that are apart are marked one by one, and only those in view', () => {
  const marks = marksIn(flips(5, 20, 40, 90), byPosition, { from: 10, to: 80 }, 10);
  assert.deepEqual(marks, [
    { place: 20, first: 1, last: 1, becomes: false },
    { place: 40, first: 2, last: 2, becomes: true },
  ]);
});

test('those near to each other have one mark, however many there are', () => {
  const near = flips(...Array.from({ length: 10_000 }, (_none, i) => i));
  const marks = marksIn(near, byPosition, { from: 0, to: 10_000 }, 100);
  assert.equal(marks.length, 100);
  assert.deepEqual(marks[1], { place: 100, first: 100, last: 199, becomes: null });
  assert.equal(
    marks.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    10_000,
  );
});

test('a mark of many is gone through from its first to its last, and begins again', () => {
  const mark = { place: 0, first: 3, last: 5, becomes: null };
  assert.deepEqual(
    [-1, 3, 4, 5, 9].map((current) => flipOf(mark, current)),
    [3, 4, 5, 3, 3],
  );
});
