import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Folds,
  foldLongest,
  openStretches,
  placeOf,
  seamsIn,
  ticksAlong,
  timeOf,
  unfolded,
} from './folds';
import { type Span, size } from './span';

/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many events that an idle stretch is long beside what is usual between them. */
const many = 1000;
const whole = { from: 1000, to: 11_000 };

/** Idle stretches of a thousand lengths, in order and apart. */
function idleIn(random: () => number): Span[] {
  const idle: Span[] = [];
  let from = whole.from;
  while (from < whole.to) {
    const to = from + 2000 * random() ** 4;
    if (to < whole.to) idle.push({ from, to });
    from = to + 1 + 300 * random() ** 3;
  }
  return idle;
}

/** Goes along the axis a millisecond at a time. */
function naivePlaces({ all, seam }: Folds): Map<number, number> {
  const places = new Map<number, number>();
  let place = whole.from;
  for (let time = whole.from; time <= whole.to; time++) {
    places.set(time, place);
    // What of the next millisecond is folded takes as much less room as its fold does.
    let folded = 0;
    let room = 0;
    for (const fold of all) {
      const part = Math.max(0, Math.min(fold.to, time + 1) - Math.max(fold.from, time));
      folded += part;
      room += (part * seam) / size(fold);
    }
    place += 1 - folded + room;
  }
  return places;
}

function eachAxis(check: (folds: Folds, idle: Span[], random: () => number) => void): void {
  for (let seed = 1; seed <= 40; seed++) {
    const random = numbers(seed);
    const idle = idleIn(random);
    check(foldLongest(idle, size(whole), many), idle, random);
  }
}

test('times and places are each other’s inverse, in the same order, as when counted one by one', () => {
  let folded = 0;
  eachAxis((folds) => {
    folded += folds.all.length;
    let before = Number.NEGATIVE_INFINITY;
    for (const [time, naive] of naivePlaces(folds)) {
      const place = placeOf(folds, time);
      if (Math.abs(place - naive) > 1e-3) assert.equal(place, naive, `the place of ${time}`);
      assert.ok(Math.abs(timeOf(folds, place) - time) < 1e-3);
      assert.ok(place > before);
      before = place;
    }
  });
  assert.ok(folded > 100);
});

test('what is folded was idle, was long, and takes less room than before', () => {
  eachAxis((own, idle) => {
    for (const fold of own.all) {
      assert.ok(idle.some(({ from, to }) => from <= fold.from && fold.to <= to));
      assert.ok(size(fold) > own.seam && own.seam > 0);
    }
    const ends = own.all.flatMap(({ from, to }) => [from, to]);
    assert.deepEqual(
      ends,
      [...ends].sort((a, b) => a - b),
    );
    assert.ok(own.all.length <= 24);
  });
});

test('the open stretches of a span and its seams are all of it', () => {
  eachAxis((folds, _idle, random) => {
    const end = placeOf(folds, whole.to);
    const from = whole.from + random() * (end - whole.from);
    const span = { from, to: from + random() * (end - from) };
    const open = openStretches(folds, span);
    const seams = seamsIn(folds, span).map(({ place }) => {
      return Math.min(span.to, place + folds.seam) - Math.max(span.from, place);
    });
    const room = (lengths: number[]) => lengths.reduce((sum, length) => sum + length, 0);
    assert.ok(Math.abs(room([...open.map(size), ...seams]) - size(span)) < 1e-3);
    for (const stretch of open) {
      const length = placeOf(folds, stretch.to) - placeOf(folds, stretch.from);
      assert.ok(Math.abs(length - size(stretch)) < 1e-3, 'it has a fold in it');
    }
  });
});

test('where nothing is folded, a place is its time', () => {
  assert.equal(foldLongest([], 1000, many), unfolded);
  assert.equal(foldLongest([{ from: 10, to: 12 }], 1000, many), unfolded);
  assert.deepEqual([placeOf(unfolded, 7), timeOf(unfolded, 7)], [7, 7]);
  assert.deepEqual(openStretches(unfolded, whole), [whole]);
});

/** The stretches between those in which something happened. */
function idleBetween(busy: readonly Span[]): Span[] {
  return busy.slice(1).map(({ from: to }, i) => ({ from: busy[i]?.to ?? to, to }));
}

test('what is usual between events is not folded, however few they are', () => {
  const minutes = [0, 1, 2, 3, 100, 101, 102, 103].map((n) => ({
    from: n * 60_000,
    to: n * 60_000 + 1,
  }));
  const { all } = foldLongest(idleBetween(minutes), 103 * 60_000, minutes.length);
  assert.deepEqual(
    all.map(({ idle }) => idle),
    [{ from: 180_001, to: 6_000_000 }],
  );
});

test('nights and weekends are folded, though one night is short beside a month', () => {
  const hour = 3_600_000;
  const days = Array.from({ length: 4 * 7 }, (_none, day) => day).filter((day) => day % 7 < 5);
  const busy = days.map((day) => ({
    from: (day * 24 + 9) * hour,
    to: (day * 24 + 17) * hour,
  }));
  const { all } = foldLongest(idleBetween(busy), 4 * 7 * 24 * hour, many);
  assert.equal(all.length, 19);
});

test('ticks are round times of the open stretches, apart from each other', () => {
  const [hour, day] = [3_600_000, 24 * 3_600_000];
  const start = Date.UTC(2026, 0, 6, 9);
  // Two hours of three days each, a week apart.
  const idle = [2, 9].map((days) => ({
    from: start + (days === 2 ? 2 * hour : 7 * day + 2 * hour),
    to: start + (days === 2 ? 7 * day : 14 * day),
  }));
  const folds = foldLongest(idle, 14 * day + 2 * hour, many);
  assert.equal(folds.all.length, 2);
  const span = { from: start, to: placeOf(folds, start + 14 * day + 2 * hour) };
  assert.deepEqual(
    ticksAlong(folds, span, hour).map(({ text }) => text),
    ['6 Jan 09:00', '10:00', '11:00', '13 Jan 10:00', '11:00', '20 Jan 10:00', '11:00'],
  );
  const few = ticksAlong(folds, span, 3 * hour);
  few.slice(1).forEach((tick, i) => {
    assert.ok(tick.place - (few[i]?.place ?? 0) >= 3 * hour - 1);
  });
});
