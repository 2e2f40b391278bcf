import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Folds, foldLongest, placeOf, seamsIn } from './folds';
import { counted, type HistogramQuestion } from './histogram';
import { NaiveLog } from './naive-log';
import { type Span, size } from './span';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 0, 6, 10);

test('pieces that lie close are asked for at once, and those with a long fold between them one by one', () => {
  const near = [start, start + day];
  const far = start + 400 * day;
  const asked = [
    // With buckets of a minute a day has 1440 of them.
    asks(near, 150),
    asks([...near, far, far + day], 300),
    asks([start, far, far + 400 * day], 200),
    // With buckets of a quarter of an hour it has 96.
    asks([start, far], 10),
    asks([start, start + 40 * day], 10),
  ];
  assert.deepEqual(asked, [1, 2, 3, 2, 1]);
});

test('on an axis with folds each event is counted once, by the bar at its place', () => {
  let folded = 0;
  for (const apart of [0.5, 1, 7, 400]) {
    for (const most of [5, 30, 90, 400]) {
      const log = logAt([0, 1, 2, 3.5].map((n) => start + n * apart * day));
      const question = questionOf(log, most);
      const { times, starts, width, totals, counts } = log.answer(counted(question));
      folded += question.folds.all.length;
      assert.equal(sum(totals), log.events.length);
      assert.equal(sum(counts[0] ?? []), log.events.filter(({ type }) => type === 'Paid').length);
      for (const { time } of log.events) {
        const own = times.findIndex((each) => time >= each && time < each + width);
        const from = times[own] ?? Number.NaN;
        const inside = log.events.filter(({ time }) => time >= from && time < from + width);
        assert.equal(totals[own], inside.length);
        const off = placeOf(question.folds, time) - (starts[own] ?? 0);
        // A seam that is narrower than a bar moves those behind it by less than a bar.
        if (width <= question.folds.seam) assert.ok(off > -1e-3 && off < width + 1e-3, `${off}`);
      }
      starts.slice(1).forEach((next, i) => {
        assert.ok(next - (starts[i] ?? 0) >= width - 1e-3, 'no bar is drawn over another');
      });
    }
  }
  assert.ok(folded > 20);
});

test('no bar is drawn in the middle of a seam', () => {
  const log = logAt([start, start + day, start + 9 * day]);
  const question = questionOf(log, 400);
  const { starts, width } = log.answer(counted(question));
  const seams = seamsIn(question.folds, question.span);
  assert.equal(seams.length, 2);
  for (const { place } of seams) {
    const middle = place + question.folds.seam / 2;
    assert.equal(starts.filter((each) => each <= middle && middle < each + width).length, 0);
  }
});

test('a bucket that reaches over a fold into both stretches is one', () => {
  const folds = foldOf({ from: 1012, to: 1018 }, 1);
  const question = { ...usual, folds, span: { from: 1000, to: 1025 }, most: 2 };
  const { times, starts, totals } = logOf(1003, 1011, 1019, 1021).answer(counted(question));
  assert.deepEqual(
    [times, totals],
    [
      [1000, 1020],
      [3, 1],
    ],
  );
  assert.deepEqual(starts, [1000, 1020]);
});

test('behind a narrow seam bars are moved off each other, and only as long as none is empty', () => {
  const folds = foldOf({ from: 1005, to: 9003 }, 2);
  const question = { ...usual, folds, span: { from: 1000, to: 1060 }, most: 8 };
  // The times behind the fold are 7996 later than their places.
  const moved = logOf(1001, 9004, 9011, 9041).answer(counted(question));
  assert.equal(moved.width, 10);
  assert.deepEqual(moved.times.slice(0, 3), [1000, 9000, 9010]);
  assert.deepEqual(moved.starts.slice(0, 3), [1000, 1010, 1020]);
  assert.deepEqual(moved.times.slice(3), [9030, 9040, 9050], 'without the empty one at 9020');
  assert.deepEqual(moved.starts.slice(3), [1034, 1044, 1054], 'and the rest is in its place');
  assert.deepEqual(moved.totals, [1, 1, 1, 0, 1, 0]);
});

const usual: HistogramQuestion = {
  axis: 'time',
  clock: 'time',
  folds: foldOf({ from: 0, to: 1 }, 0),
  span: { from: 0, to: 1 },
  most: 1,
  types: ['Paid'],
};

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** One fold. */
function foldOf(fold: Span, seam: number): Folds {
  return { all: [{ ...fold, idle: fold, place: fold.from }], seam };
}

function logOf(...times: number[]): NaiveLog {
  return new NaiveLog(
    times.map((time, i) => ({ type: i % 3 === 0 ? 'Paid' : 'Placed', time, recorded: time })),
  );
}

/** A log in which something happens each minute of some hours, and nothing in between. */
function logAt(hours: readonly number[]): NaiveLog {
  const inHour = Array.from({ length: 60 }, (_none, i) => i * minute);
  return logOf(...hours.flatMap((hour) => inHour.map((after) => hour + after)));
}

/** The question for all of a log, with what is idle folded. */
function questionOf({ events }: NaiveLog, most: number): HistogramQuestion {
  const times = events.map(({ time }) => time);
  const whole = { from: times[0] ?? 0, to: (times.at(-1) ?? 0) + 1 };
  const idle = times.slice(1).map((to, i) => ({ from: (times[i] ?? to) + 1, to }));
  const folds = foldLongest(idle, size(whole), times.length);
  const span = { from: whole.from, to: placeOf(folds, whole.to) };
  return { ...usual, folds, span, most };
}

/** In how many asks the buckets of some hours are asked for. */
function asks(hours: readonly number[], most: number): number {
  const { questions } = counted(questionOf(logAt(hours), most));
  for (const question of questions)
    assert.ok(question.ask === 'histogram' && question.buckets <= 5000);
  return questions.length;
}
