import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { signal } from '@preact/signals';
import type { Gaps, Stats } from '../protocol/questions.gen';
import { at, lastPosition, scheduler, stats } from './engine';
import { foldLongest, placeOf } from './folds';
import { followIdle } from './idle';
import { closer, farther, followScale, isAtEnd, playhead, shown, whole, zoomBy } from './scale';
import { axis, foldIdle, zoomed } from './timeline';
import { lookAtPosition, lookAtTime, narrow, startOver } from './view';

const start = Date.UTC(2026, 0, 6, 10);
/** The room at either end of a log of ten seconds. */
const room = 150;

followScale();

beforeEach(() => {
  mock.reset();
  axis.value = 'time';
  foldIdle(false);
  startOver();
  holdLog(8);
});

test('along positions the whole is the log, and it grows with it', () => {
  axis.value = 'position';
  assert.deepEqual(whole.value, { from: 0, to: 8 });
  lastPosition.value = 9;
  assert.deepEqual(whole.value, { from: 0, to: 9 });
  assert.deepEqual([isAtEnd(8.9), isAtEnd(9), isAtEnd(10)], [false, true, true]);
});

test('along time it is from the first event to the last, with room for their bars', () => {
  assert.deepEqual(whole.value, { from: start - room, to: start + 10_000 + room });
  assert.deepEqual([start + 9_999, start + 10_000].map(isAtEnd), [false, true]);
});

test('events that were recorded after they happened have a place of their own on each clock', () => {
  holdLog(8, { happened: [-5_000, 5_000], recorded: [0, 10_000] });
  assert.deepEqual(whole.value, { from: start - 5_000 - room, to: start + 5_000 + room });
  assert.equal(isAtEnd(start + 5_000), true);
  narrow({ clock: 'recorded' });
  assert.deepEqual(whole.value, { from: start - room, to: start + 10_000 + room });
  assert.equal(isAtEnd(start + 5_000), false);
});

test('a log of one moment is drawn with room around it', () => {
  holdLog(1, { happened: [0, 0], recorded: [0, 0] });
  assert.deepEqual(whole.value, { from: start - 15, to: start + 15 });
  assert.equal(playhead.value, start);
});

test('a log without events, or one that is not known yet, has an axis as well', () => {
  for (const known of [{ firstTime: '', lastTime: '' } as Stats, null]) {
    stats.value = known;
    lastPosition.value = 0;
    at.value = { position: 0, time: '', latest: true, type: '' };
    axis.value = 'time';
    assert.deepEqual(whole.value, { from: -15, to: 15 });
    assert.equal(playhead.value, -15);
    axis.value = 'position';
    assert.deepEqual(whole.value, { from: 0, to: 1 });
    assert.equal(playhead.value, 0);
  }
});

test('what is shown is the stretch in view, or else the whole', () => {
  assert.equal(shown.value, whole.value);
  zoomed.value = { from: start, to: start + 1_000 };
  assert.deepEqual(shown.value, { from: start, to: start + 1_000 });
});

test('along positions the playhead is at the viewed one', () => {
  axis.value = 'position';
  assert.equal(playhead.value, 8);
  lookAtPosition(3, 8);
  assert.equal(playhead.value, 3);
});

test('along time the playhead is at the time that was asked for, before the engine has answered', () => {
  lookAtTime(timeOf(4_200));
  assert.equal(playhead.value, start + 4_200);
  at.value = { position: 3, time: timeOf(4_000), latest: false, type: '' };
  assert.equal(playhead.value, start + 4_200, 'and stays there between two events');
  lookAtPosition(3, 8);
  assert.equal(playhead.value, start + 4_000);
});

test('the playhead stays within the whole', () => {
  at.value = { position: 3, time: timeOf(4_000), latest: false, type: '' };
  lookAtTime(timeOf(-60_000));
  assert.equal(playhead.value, start - room);
  lookAtTime(timeOf(60_000));
  assert.equal(playhead.value, start + 10_000 + room);
  at.value = { position: 0, time: '', latest: false, type: '' };
  lookAtPosition(0, 8);
  assert.equal(playhead.value, start - room, 'before the first event it is at the very start');
});

test('at the latest moment the playhead is at the last event', () => {
  assert.equal(playhead.value, start + 10_000);
  lookAtTime(timeOf(10_100));
  assert.equal(playhead.value, start + 10_000, 'also when a later time was asked for');
  holdLog(8, { happened: [0, 6_000], recorded: [0, 10_000] });
  startOver();
  assert.equal(playhead.value, start + 6_000, 'also when that was recorded later');
  holdLog(8, { happened: [0, 20_000], recorded: [0, 10_000] });
  assert.equal(playhead.value, start + 10_000, 'or is said to happen in the future');
  lookAtTime(timeOf(12_000));
  assert.equal(playhead.value, start + 10_000);
});

test('one zooms around the viewed moment', () => {
  axis.value = 'position';
  holdLog(1_000);
  lookAtPosition(300, 1_000);
  zoomBy(closer);
  assert.deepEqual(shown.value, { from: 150, to: 650 });
  zoomBy(farther);
  assert.equal(zoomed.value, null);
});

test('one zooms around the middle where the viewed moment is out of view', () => {
  axis.value = 'position';
  holdLog(1_000);
  lookAtPosition(300, 1_000);
  zoomed.value = { from: 500, to: 700 };
  zoomBy(closer);
  assert.deepEqual(shown.value, { from: 550, to: 650 });
});

test('the viewed moment stays in view wherever it goes, and nothing moves while it is', () => {
  axis.value = 'position';
  holdLog(1_000);
  lookAtPosition(300, 1_000);
  zoomed.value = { from: 250, to: 350 };
  lookAtPosition(340, 1_000);
  assert.deepEqual(shown.value, { from: 250, to: 350 });
  lookAtPosition(400, 1_000);
  assert.deepEqual(shown.value, { from: 390, to: 490 });
  lookAtPosition(0, 1_000);
  assert.deepEqual(shown.value, { from: 0, to: 100 });
});

test('where idle time is folded, the whole and the playhead are at their places', () => {
  const idle = { from: start + 1_000, to: start + 99_000 };
  const gaps: Gaps = { from: start, to: start + 100_000, events: 100, gaps: [idle] };
  mock.method(scheduler, 'slot', () => ({
    shown: signal({ value: gaps, error: null, took: 0 }),
    ask: () => {},
  }));
  followIdle();
  holdLog(100, { happened: [0, 100_000], recorded: [0, 100_000] });
  const unfoldedEnd = whole.value.to;
  foldIdle(true);
  const end = placeOf(foldLongest([idle], 100_000, 100), start + 100_000);
  assert.ok(end < start + 3_000);
  assert.equal(playhead.value, end);
  assert.equal(isAtEnd(end), true);
  assert.ok(whole.value.to < end + 100 && unfoldedEnd > start + 100_000);
  lookAtTime(timeOf(99_500));
  at.value = { position: 90, time: timeOf(99_400), latest: false, type: '' };
  assert.equal(playhead.value, end - 500);
});

/** When the first event and the last happened, and when they were recorded, in milliseconds after the start. */
interface Ends {
  happened: [number, number];
  recorded: [number, number];
}

/** A log of so many events, at its latest moment. */
function holdLog(events: number, ends: Ends = { happened: [0, 10_000], recorded: [0, 10_000] }) {
  const [firstTime, lastTime] = ends.happened.map(timeOf);
  const [firstRecorded, lastRecorded] = ends.recorded.map(timeOf);
  stats.value = { events, firstTime, lastTime, firstRecorded, lastRecorded } as Stats;
  lastPosition.value = events;
  at.value = { position: events, time: lastRecorded ?? '', latest: true, type: '' };
}

function timeOf(after: number): string {
  return new Date(start + after).toISOString();
}
