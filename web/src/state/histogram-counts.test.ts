import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unfolded } from './folds';
import { type Buckets, counted, type HistogramQuestion } from './histogram';
import { NaiveLog } from './naive-log';

const second = 1000;
const start = Date.UTC(2026, 0, 6, 10);
const types = ['Placed', 'Paid', 'Shipped', 'Refunded'];

test('all that is in view is covered, by no more buckets than asked for and the one cut off', () => {
  eachView((log, question) => {
    const { span, most } = question;
    const { times, starts, width, totals, counts } = log.answer(counted(question));
    assert.ok(times.every((time, i) => time === (times[0] ?? 0) + i * width));
    assert.ok((times[0] ?? 0) <= span.from && (times.at(-1) ?? 0) + width >= span.to);
    assert.ok(times.length <= most + 1);
    assert.deepEqual(starts, times, 'without folds, a place is its time');
    for (const each of [totals, ...counts]) assert.equal(each.length, times.length);
  });
});

test('each event is counted in its bucket and as its type, on both axes and both clocks', () => {
  let events = 0;
  eachView((log, question) => {
    const buckets = log.answer(counted(question));
    assert.deepEqual([buckets.counts, buckets.totals], naiveCounts(log, question, buckets));
    events += sum(buckets.totals);
  });
  assert.ok(events > 10_000);
});

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A log of events of some types. Some were recorded long after they happened. */
function logOf(seed: number, types: readonly string[]): NaiveLog {
  const random = numbers(seed);
  let recorded = start;
  const events = types.map((type) => {
    recorded += Math.floor(60 * second * random() ** 4);
    const late = random() < 0.2 ? Math.floor(600 * second * random()) : 0;
    return { type, recorded, time: recorded - late };
  });
  return new NaiveLog(events);
}

/** Checks views of a part of forty logs, on each axis and clock. */
function eachView(check: (log: NaiveLog, question: HistogramQuestion) => void): void {
  for (let seed = 1; seed <= 40; seed++) {
    const random = numbers(seed);
    const log = logOf(
      seed,
      Array.from({ length: 400 }, () => types[Math.floor(4 * random() ** 2)] ?? ''),
    );
    for (const axis of ['time', 'position'] as const) {
      for (const clock of ['time', 'recorded'] as const) {
        const [begin, length] = axis === 'time' ? [start, 3600 * second] : [0, 400];
        const from = begin + (random() * length) / 2;
        const span = { from, to: from + (random() * length) / 2 };
        const most = 1 + Math.floor(random() * 300);
        check(log, { axis, clock, folds: unfolded, span, most, types: types.slice(0, seed % 4) });
      }
    }
  }
}

/** The counts by type and the totals, one event after the other. */
function naiveCounts(
  { events }: NaiveLog,
  { axis, clock, types }: HistogramQuestion,
  { times, width }: Buckets,
): [number[][], number[]] {
  const counts = [...types, ''].map(() => times.map(() => 0));
  const totals = times.map(() => 0);
  events.forEach((event, i) => {
    // The stretch that ends at a position is its event's.
    const place = axis === 'position' ? i : event[clock];
    const bucket = times.findIndex((time) => place >= time && place < time + width);
    if (bucket < 0) return;
    const type = types.indexOf(event.type);
    const row = counts.at(type) ?? [];
    row[bucket] = (row[bucket] ?? 0) + 1;
    totals[bucket] = (totals[bucket] ?? 0) + 1;
  });
  return [counts, totals];
}
