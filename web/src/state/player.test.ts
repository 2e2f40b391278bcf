import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  grow,
  narrowTo,
  pass,
  play,
  seen,
  stage,
  start,
  startAnew,
  viewedTime,
} from './hand-stage';
import { text } from './naive-log';
import { togglePlaying } from './player';
import { beat, looping, pace, playing } from './playing';
import { status } from './status';
import * as view from './view';

beforeEach(startAnew);

test('event by event, every moment of the log comes, and at the end it stops and follows the latest', async () => {
  await play();
  assert.deepEqual(seen, [0]);
  await pass(beat - 1);
  assert.deepEqual(seen, [0]);
  await pass(1);
  assert.deepEqual(seen, [0, 1]);
  await pass(4 * beat);
  assert.deepEqual([seen, playing.value], [[0, 1, 2, 3, 4, 5], true], 'the last has its beat, too');
  assert.equal(view.moment.value, null);
  await pass(beat);
  assert.deepEqual([view.moment.value, playing.value, stage.timers.length], [null, false, 0]);
});

test('it begins where one is, and pauses there', async () => {
  view.lookAtPosition(2, 5);
  await play();
  await pass(2 * beat);
  togglePlaying();
  await pass(9 * beat);
  assert.deepEqual(seen, [2, 3, 4]);
});

test('a log without events is not played', async () => {
  grow(0);
  await play();
  assert.equal(playing.value, false);
});

test('at the pace of the events time goes on by a tenth of a second, as fast as was asked', async () => {
  pace.value = '2';
  await play();
  await pass(99);
  assert.deepEqual(view.moment.value, { position: 0 });
  await pass(1);
  assert.equal(viewedTime(), 200);
  await pass(400);
  assert.equal(viewedTime(), 1000);
  await pass(1500);
  assert.deepEqual([viewedTime(), playing.value], [4000, true]);
  await pass(100);
  assert.deepEqual([view.moment.value, playing.value], [null, false]);
});

test('a page that comes late to it goes on by as much as has passed', async () => {
  pace.value = '2';
  await play();
  stage.ms += 350;
  await pass(0);
  assert.equal(viewedTime(), 700);
});

test('where reduced motion is preferred it moves less often, and as fast', async () => {
  stage.calm = true;
  pace.value = '2';
  await play();
  await pass(499);
  assert.deepEqual(view.moment.value, { position: 0 });
  await pass(1);
  assert.equal(viewedTime(), 1000);
});

test('the last event is come to even if it is less than a millisecond later than a time', async () => {
  grow(5, { recorded: start + 4000.5 });
  pace.value = '10';
  await play();
  await pass(500);
  assert.deepEqual([seen.at(-1), viewedTime()], [5, 4001]);
  await pass(100);
  assert.equal(playing.value, false);
});

test('a time that is viewed is gone on from', async () => {
  pace.value = '1';
  view.lookAtTime(text(start + 2500));
  await play();
  await pass(100);
  assert.equal(viewedTime(), 2600);
});

test('a range is played from right before its first event to its last', async () => {
  narrowTo(2, 4);
  await play();
  await pass(9 * beat);
  assert.deepEqual(seen, [1, 2, 3, 4]);
  assert.deepEqual([view.moment.value, playing.value], [{ position: 4 }, false]);
});

test('a range on the recorded clock is played by that one', async () => {
  grow(5, { time: start - 1000 });
  const to = text(start - 1);
  view.narrow({ to, clock: 'time' });
  await play();
  await pass(9 * beat);
  assert.deepEqual(seen, [4, 5], 'the last event happened before all others');
  view.narrow({ to, clock: 'recorded' });
  await play();
  assert.equal(status.value, 'The range has no event to play');
});

test('a range without events says so, stops, and moves nothing', async () => {
  view.lookAtPosition(3, 5);
  view.narrow({ from: text(start + 10_000) });
  await play();
  assert.equal(status.value, 'The range has no event to play');
  assert.equal(playing.value, false);
  assert.deepEqual([view.moment.value, stage.timers.length], [{ position: 3 }, 0]);
});

test('a loop begins again at the end, until it is no loop any more', async () => {
  looping.value = true;
  await play();
  await pass(7 * beat);
  assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 0, 1]);
  startAnew();
  narrowTo(2, 3);
  looping.value = true;
  await play();
  await pass(5 * beat);
  assert.deepEqual(seen, [1, 2, 3, 1, 2, 3]);
  looping.value = false;
  await pass(beat);
  assert.deepEqual([view.moment.value, playing.value], [{ position: 3 }, false]);
});

test('a loop at the pace of the events begins again at the time of the first', async () => {
  looping.value = true;
  pace.value = '10';
  await play();
  await pass(500);
  assert.deepEqual(view.moment.value, { position: 0 });
  await pass(200);
  assert.equal(viewedTime(), 2000);
});
