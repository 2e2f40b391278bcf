import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOf, startOf } from './playing';

const span = { from: 2, to: 6 };

test('playing begins where one is, or at the start when that is elsewhere', () => {
  assert.equal(startOf(span, 4), 4);
  assert.equal(startOf(span, 2), 2);
  assert.equal(startOf(span, 1), 2);
  assert.equal(startOf(span, 6), 2);
  assert.equal(startOf(span, 9), 2);
});

test('one event a beat goes from event to event, to the last of the span', () => {
  assert.deepEqual(nextOf({ position: 4, time: 0 }, span, 'steps', 9), { position: 5 });
  assert.equal(nextOf({ position: 6, time: 0 }, span, 'steps', 9), 'end');
});

test('at the pace of the events time goes on, as fast as was asked', () => {
  assert.deepEqual(nextOf({ position: 4, time: 1000 }, span, '1', 100), { time: 1100 });
  assert.deepEqual(nextOf({ position: 4, time: 1000 }, span, '100', 100), { time: 11_000 });
  assert.equal(nextOf({ position: 7, time: 1000 }, span, '10', 100), 'end');
});
