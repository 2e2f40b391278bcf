import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { signal } from '@preact/signals';
import { calmly } from './calm';

beforeEach(() => mock.reset());

test('small steps are followed at once, large ones when one rests', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const position = signal(1000);
  const calm = calmly(position);
  position.value = 1100;
  assert.equal(calm.value, 1100);
  position.value = 5000;
  position.value = 9000;
  mock.timers.tick(79);
  assert.equal(calm.value, 1100);
  mock.timers.tick(1);
  assert.equal(calm.value, 9000);
});

test('back to now, and away from it, is followed at once', () => {
  const position = signal(Infinity);
  const calm = calmly(position);
  position.value = 3;
  assert.equal(calm.value, 3);
  position.value = Infinity;
  assert.equal(calm.value, Infinity);
});

test('one who never rests is followed every so often', () => {
  let now = 0;
  mock.method(performance, 'now', () => now);
  mock.timers.enable({ apis: ['setTimeout'] });
  const position = signal(0);
  const calm = calmly(position, 500);
  const seen: number[] = [];
  for (let step = 1; step <= 60; step++) {
    now += 20;
    mock.timers.tick(20);
    position.value += 1000;
    if (calm.value !== seen.at(-1)) seen.push(calm.value);
  }
  assert.deepEqual(seen, [0, 26_000, 52_000]);
});
