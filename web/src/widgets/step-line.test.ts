import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepPath } from './step-line';

test('a value holds until the next one, and the last to the end', () => {
  const steps = [
    { place: 10, value: 0 },
    { place: 15, value: 20 },
    { place: 20, value: 5 },
  ];
  assert.equal(stepPath(steps, 30), 'M0 20H25V0H50V15H100');
});

test('what never changes is drawn in the middle, and what is at the end has no length', () => {
  assert.equal(stepPath([{ place: 3, value: 7 }], 9), 'M0 10H100');
  assert.equal(stepPath([{ place: 3, value: 7 }], 3), 'M0 10H100');
  assert.equal(stepPath([], 3), '');
});
