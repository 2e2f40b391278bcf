import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  grow,
  isTold,
  narrowTo,
  pass,
  play,
  seen,
  settled,
  stage,
  start,
  startAnew,
  viewedTime,
} from './hand-stage';
import { text } from './naive-log';
import { togglePlaying } from './player';
import { beat, looping, pace, playing } from './playing';
import * as view from './view';

beforeEach(startAnew);

test('who goes elsewhere while it plays has it go on from there', async () => {
  await play();
  await pass(beat);
  view.lookAtPosition(3, 5);
  await pass(beat);
  assert.deepEqual(seen, [0, 1, 3, 4]);
  pace.value = '1';
  await settled();
  view.lookAtPosition(2, 5);
  await pass(100);
  assert.equal(viewedTime(), 1100);
  view.lookAtTime(text(start + 3000));
  await pass(100);
  assert.equal(viewedTime(), 3100);
});

test('while it is not known where one went, it waits', async () => {
  pace.value = '10';
  await play();
  await pass(100);
  isTold.value = false;
  view.lookAtPosition(4, 5);
  await pass(100);
  assert.deepEqual([view.moment.value, playing.value], [{ position: 4 }, true]);
  isTold.value = true;
  await pass(100);
  assert.equal(viewedTime(), 4000);
});

test('who goes to the latest moment is left there', async () => {
  narrowTo(2, 4);
  looping.value = true;
  await play();
  await pass(beat);
  view.backToNow();
  await pass(9 * beat);
  assert.deepEqual(seen, [1, 2, 5]);
  assert.deepEqual([view.moment.value, playing.value], [null, false]);
});

test('another pace goes on from where it is', async () => {
  await play();
  await pass(2 * beat);
  pace.value = '10';
  await settled();
  assert.equal(stage.timers.length, 1);
  await pass(100);
  assert.equal(viewedTime(), 2000);
});

test('another range is played from its start, unless one is in it', async () => {
  await play();
  await pass(beat);
  narrowTo(3, 5);
  await pass(beat);
  assert.deepEqual(seen, [0, 1, 2, 3]);
  assert.equal(stage.timers.length, 1);
  narrowTo(2, 5);
  await pass(beat);
  assert.deepEqual(seen, [0, 1, 2, 3, 4]);
});

test('what is appended while the log is played is played, too', async () => {
  await play();
  await pass(4 * beat);
  grow(7);
  await pass(4 * beat);
  assert.deepEqual([seen, playing.value], [[0, 1, 2, 3, 4, 5, 6, 7], false]);
  pace.value = '10';
  await play();
  await pass(300);
  grow(9);
  await pass(500);
  assert.deepEqual([viewedTime(), playing.value], [8000, true]);
});

test('a range is played as it was when playing began', async () => {
  view.narrow({ from: text(start + 2000) });
  await play();
  grow(7);
  await pass(9 * beat);
  assert.deepEqual([view.moment.value, playing.value], [{ position: 5 }, false]);
});

test('without an answer it stops, at the start and later', async () => {
  stage.error = new Error('no');
  await play();
  assert.equal(playing.value, false);
  stage.error = null;
  await play();
  await pass(beat);
  stage.error = new Error('no');
  grow(7);
  await pass(beat);
  assert.deepEqual([playing.value, stage.timers.length], [false, 0]);
});

test('an answer that comes after playing was stopped moves nothing', async () => {
  const first = answerLater();
  await play();
  togglePlaying();
  await first();
  assert.deepEqual([view.moment.value, stage.timers.length], [null, 0]);
  await play();
  await pass(beat);
  const next = answerLater();
  grow(7);
  await pass(beat);
  togglePlaying();
  await next();
  assert.deepEqual([view.moment.value, stage.timers.length], [{ position: 1 }, 0]);
});

/** Holds back what the engine answers. @returns what has it answer. */
function answerLater(): () => Promise<void> {
  let answer = () => {};
  stage.answering = new Promise((resolve) => {
    answer = resolve;
  });
  return () => {
    answer();
    return settled();
  };
}
