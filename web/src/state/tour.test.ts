import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { signal } from '@preact/signals';
import { restMs, Tour } from './tour';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

/** Two steps: one is done when `count` changes, the other when `open` is anything. */
function twoSteps() {
  const count = signal(8);
  const open = signal<string | null>(null);
  const prepared: string[] = [];
  const tour = new Tour([
    { prepare: () => prepared.push('count'), deed: () => count.value },
    { prepare: () => prepared.push('open'), deed: () => open.value },
  ]);
  return { count, open, prepared, tour };
}

test('it is not under way before it was started', () => {
  const { tour, prepared } = twoSteps();
  tour.next();
  tour.back();
  assert.equal(tour.at.value, null);
  assert.deepEqual(prepared, []);
});

test('doing what a step asks for goes on, after a rest', () => {
  const { tour, count, open, prepared } = twoSteps();
  tour.start();
  assert.equal(tour.at.value, 0);
  count.value = 9;
  assert.equal(tour.done.value, true);
  mock.timers.tick(restMs - 1);
  assert.equal(tour.at.value, 0);
  mock.timers.tick(1);
  assert.equal(tour.at.value, 1);
  assert.equal(tour.done.value, false);
  open.value = 'lineage';
  mock.timers.tick(restMs);
  assert.equal(tour.at.value, null, 'after the last step it is over');
  assert.deepEqual(prepared, ['count', 'open']);
});

test('while one goes on doing it, the step stays', () => {
  const { tour, count } = twoSteps();
  tour.start();
  for (let i = 0; i < 10; i++) {
    count.value++;
    mock.timers.tick(restMs / 2);
  }
  assert.equal(tour.at.value, 0);
  mock.timers.tick(restMs / 2);
  assert.equal(tour.at.value, 1);
});

test('what was done before the step does not count, and what was undone neither', () => {
  const { tour, open } = twoSteps();
  open.value = 'before';
  tour.start();
  tour.next();
  mock.timers.tick(restMs);
  assert.equal(tour.at.value, 1);
  open.value = 'again';
  open.value = null;
  assert.equal(tour.done.value, false);
  mock.timers.tick(restMs);
  assert.equal(tour.at.value, 1);
});

test('next and back go on without the deed, and a deed that waits goes on no second time', () => {
  const { tour, count } = twoSteps();
  tour.start();
  tour.back();
  assert.equal(tour.at.value, 0);
  count.value = 9;
  tour.next();
  mock.timers.tick(restMs);
  assert.equal(tour.at.value, 1);
  tour.back();
  assert.equal(tour.at.value, 0);
  tour.next();
  tour.next();
  assert.equal(tour.at.value, null);
});

test('once it was left, nothing goes on, and it starts from the first step', () => {
  const { tour, count } = twoSteps();
  tour.start();
  tour.next();
  tour.leave();
  count.value = 10;
  mock.timers.tick(restMs);
  assert.equal(tour.at.value, null);
  tour.start();
  assert.equal(tour.at.value, 0);
});
