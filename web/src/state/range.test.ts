import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { signal } from '@preact/signals';
import { stopped } from '../engine/errors';
import type { Asking } from '../engine/scheduler';
import { ends, stopComparing } from './diff';
import { scheduler } from './engine';
import { foldLongest, placeOf } from './folds';
import { followIdle } from './idle';
import { NaiveLog, text } from './naive-log';
import { dismissNotices, notices } from './notices';
import * as range from './range';
import { status } from './status';
import { axis, foldIdle } from './timeline';
import { filter, lookAtPosition, lookAtTime, narrow, noFilter, startOver } from './view';

const start = Date.UTC(2026, 0, 6, 10);

/** Eight events, recorded a second after each other. The fifth happened before all others. */
const log = new NaiveLog(
  Array.from({ length: 8 }, (_none, i) => {
    const recorded = start + 1000 * i;
    return { type: 'Noted', recorded, time: i === 4 ? start - 60_000 : recorded };
  }),
);

/** Why the engine does not answer; `null` when it does. */
let error: Error | null = null;

beforeEach(() => {
  mock.reset();
  mock.method(scheduler, 'once', async (asking: Asking<unknown>) => {
    if (error) throw error;
    return log.answer(asking);
  });
  error = null;
  axis.value = 'time';
  foldIdle(false);
  status.value = '';
  dismissNotices();
  stopComparing();
  startOver();
});

test('a stretch of the axis of time is the range, on the clock that is drawn', async () => {
  for (const clock of ['time', 'recorded'] as const) {
    narrow({ stream: 'order-1', clock });
    await range.chooseSpan({ from: start + 1000.75, to: start + 3500 });
    const { from, to } = { from: '2026-01-06T10:00:01.000Z', to: '2026-01-06T10:00:03.500Z' };
    assert.deepEqual(filter.value, { ...noFilter, stream: 'order-1', from, to, clock });
  }
  const said = 'from 2026-01-06 10:00:01 UTC to before 2026-01-06 10:00:03.5 UTC';
  assert.equal(status.value, `The range is ${said}`);
});

test('where idle time is folded, the range is of the times at the chosen places', async () => {
  const idle = { from: start + 1000, to: start + 99_000 };
  const gaps = { from: start, to: start + 100_000, events: 100, gaps: [idle] };
  mock.method(scheduler, 'slot', () => ({
    shown: signal({ value: gaps, error: null, took: 0 }),
    ask: () => {},
  }));
  followIdle();
  foldIdle(true);
  const end = placeOf(foldLongest([idle], 100_000, 100), start + 100_000);
  await range.chooseSpan({ from: start + 500, to: end - 500 });
  assert.equal(filter.value.from, '2026-01-06T10:00:00.500Z');
  assert.equal(filter.value.to, '2026-01-06T10:01:39.500Z');
  const [from, to] = [timeOf(0.5), timeOf(99.5)];
  assert.deepEqual(range.spanInTime({ from, to, clock: 'time' }, { from: 0, to: 1 }), {
    from: start + 500,
    to: end - 500,
  });
});

test('a stretch of the axis of positions is the range of all events that it touches', async () => {
  axis.value = 'position';
  const spans: [number, number, number, number][] = [
    [2, 5, 2, 5],
    [2.9, 4.1, 2, 5],
    [0, 0, 0, 1],
    [0, 8, 0, 8],
  ];
  for (const [from, to, after, last] of spans) {
    await range.chooseSpan({ from, to });
    assert.equal(filter.value.clock, 'recorded');
    const positions = log.answer(range.spanInPositions(filter.value));
    assert.deepEqual(positions, { from: after, to: last }, `${from} to ${to}`);
  }
  const said = 'from 2026-01-06 10:00:00 UTC to before 2026-01-06 10:00:07.000000001 UTC';
  assert.equal(status.value, `The range is ${said}`);
});

test('a range starts and ends with the viewed event, and keeps its other end', async () => {
  lookAtPosition(3, 8);
  await range.startHere();
  assert.deepEqual(filter.value, { ...noFilter, from: timeOf(2), clock: 'recorded' });
  assert.match(status.value, /^The range is from 2026-01-06 10:00:02 UTC to the last event$/);
  lookAtTime(timeOf(5.5));
  await range.endHere();
  const to = '2026-01-06T10:00:05.000000001Z';
  assert.deepEqual(filter.value, { ...noFilter, from: timeOf(2), to, clock: 'recorded' });
  assert.deepEqual(log.answer(range.spanInPositions(filter.value)), { from: 2, to: 6 });
});

test('at the latest moment the last event is meant, and before the first event there is none', async () => {
  await range.startHere();
  assert.equal(filter.value.from, timeOf(7));
  range.clearRange();
  lookAtPosition(0, 8);
  await range.endHere();
  assert.equal(range.isRange(filter.value), false);
  assert.equal(status.value, 'The range is from the first event to the last event');
});

test('the two ends of the range are compared', async () => {
  narrow({ from: timeOf(2), to: timeOf(3.5) });
  await range.compareRange();
  assert.deepEqual(ends.value, { a: 2, b: 4 });
  assert.equal(status.value, 'Compares position 2 with 4, the two ends of the range');
});

test('in a range without events there is nothing to compare', async () => {
  narrow({ from: timeOf(100) });
  await range.compareRange();
  assert.deepEqual(ends.value, { a: null, b: null });
  assert.equal(status.value, 'No event is in the range: there is nothing to compare');
});

test('without the range all else of the filter stays', () => {
  narrow({ stream: 'order-1', from: timeOf(1), to: timeOf(2), clock: 'recorded' });
  range.clearRange();
  assert.deepEqual(filter.value, { ...noFilter, stream: 'order-1' });
  assert.equal(status.value, 'No range');
});

test('one bound makes a range; the axis has the other', () => {
  const whole = { from: start - 100, to: start + 100_000 };
  const bounds = { from: '', to: '', clock: 'time' } as const;
  assert.equal(range.isRange(bounds), false);
  assert.deepEqual(range.spanInTime(bounds, whole), whole);
  const from = { ...bounds, from: timeOf(2) };
  assert.equal(range.isRange(from), true);
  assert.deepEqual(range.spanInTime(from, whole), { from: start + 2000, to: whole.to });
  const to = { ...bounds, to: timeOf(3) };
  assert.equal(range.isRange(to), true);
  assert.deepEqual(range.spanInTime(to, whole), { from: whole.from, to: start + 3000 });
});

test('in positions it is from right before its first event to its last, on its clock', () => {
  const positions = (from: string, to: string, clock: 'time' | 'recorded') =>
    log.answer(range.spanInPositions({ from, to, clock }));
  assert.deepEqual(positions(timeOf(1), timeOf(3), 'time'), { from: 1, to: 3 });
  assert.deepEqual(positions('', timeOf(1), 'time'), { from: 0, to: 5 }, 'the fifth was late');
  assert.deepEqual(positions('', timeOf(1), 'recorded'), { from: 0, to: 1 });
  assert.equal(positions(timeOf(3), timeOf(3), 'time'), null);
});

test('the moments of two positions come in the order in which they were asked for', () => {
  const { first, last } = log.answer(range.momentsAt(6, 2));
  assert.deepEqual([first.position, last.position], [6, 2]);
});

test('an error becomes a notice, and changes nothing', async () => {
  axis.value = 'position';
  lookAtPosition(3, 8);
  narrow({ from: timeOf(1) });
  const before = filter.value;
  const acts = [
    () => range.chooseSpan({ from: 1, to: 2 }),
    range.startHere,
    range.endHere,
    range.compareRange,
  ];
  for (const [i, act] of acts.entries()) {
    error = new Error(`It failed ${i}`);
    await act();
    assert.deepEqual(notices.value.at(-1), `It failed ${i}`);
  }
  error = stopped('killed');
  for (const act of acts) await act();
  assert.equal(notices.value.length, acts.length, 'that the engine stopped is said elsewhere');
  assert.equal(filter.value, before);
  assert.deepEqual([ends.value, status.value], [{ a: null, b: null }, '']);
});

/** So many seconds after the start. */
function timeOf(seconds: number): string {
  return text(start + 1000 * seconds);
}
