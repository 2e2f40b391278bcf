import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holding, moved, placeAt, scaled, shareOf, within } from './span';

const whole = { from: 0, to: 1000 };

test('a span that sticks out is moved back; one that is too long is the whole', () => {
  assert.deepEqual(within({ from: -50, to: 50 }, whole), { from: 0, to: 100 });
  assert.deepEqual(within({ from: 950, to: 1050 }, whole), { from: 900, to: 1000 });
  assert.deepEqual(within({ from: -5, to: 1005 }, whole), whole);
});

test('zooming keeps the place under the pointer, and ends at the whole and at the least', () => {
  const near = scaled(whole, whole, 250, 0.5, 10);
  assert.deepEqual(near, { from: 125, to: 625 });
  assert.equal(shareOf(250, near), 0.25);
  assert.deepEqual(scaled(near, whole, 250, 4, 10), whole);
  assert.deepEqual(scaled(near, whole, 125, 0.0001, 10), { from: 125, to: 135 });
});

test('a log that is shorter than the least span stays whole', () => {
  const short = { from: 0, to: 3 };
  assert.deepEqual(scaled(short, short, 1, 0.5, 5), short);
});

test('panning stops at the ends', () => {
  assert.deepEqual(moved({ from: 100, to: 200 }, whole, 0.5), { from: 150, to: 250 });
  assert.deepEqual(moved({ from: 100, to: 200 }, whole, -5), { from: 0, to: 100 });
});

test('a place that left the view is brought back with the view ahead of it', () => {
  const span = { from: 100, to: 200 };
  assert.equal(holding(span, whole, 150), span);
  assert.deepEqual(holding(span, whole, 300), { from: 290, to: 390 });
  assert.deepEqual(holding(span, whole, 95), { from: 5, to: 105 });
  assert.deepEqual(holding(span, whole, 0), { from: 0, to: 100 });
});

test('places and shares are each other’s inverse', () => {
  assert.equal(placeAt(shareOf(70, { from: 20, to: 120 }), { from: 20, to: 120 }), 70);
  assert.equal(shareOf(5, { from: 5, to: 5 }), 0);
});
