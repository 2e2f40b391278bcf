import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Stats } from '../protocol/questions.gen';
import { stats } from './engine';
import { unfolded } from './folds';
import {
  type Buckets,
  counted,
  type HistogramQuestion,
  namedTypes,
  questionFor,
  timeAt,
} from './histogram';
import { NaiveLog } from './naive-log';
import { axis } from './timeline';
import { narrow, startOver } from './view';

const second = 1000;
const start = Date.UTC(2026, 0, 6, 10);

beforeEach(() => {
  stats.value = null;
  axis.value = 'time';
  startOver();
});

test('buckets lie at whole numbers of a round width, and those of another view lie where they lay', () => {
  const times = (from: number, to: number, most: number) =>
    bucketsOf(new NaiveLog([]), { axis: 'position', span: { from, to }, most }).times;
  assert.deepEqual(times(0, 100, 10), [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  assert.deepEqual([times(3, 41, 20), times(7, 45, 20)], [evens(2, 40), evens(6, 44)]);
  assert.deepEqual(times(2.5, 2.75, 800), [2], 'and none is less than an event');
  assert.deepEqual(times(5, 5, 10), [5], 'not even of nothing');
});

test('buckets of time are as wide as people count in', () => {
  const widthOf = (length: number, most: number) => {
    const span = { from: start, to: start + length };
    return bucketsOf(new NaiveLog([]), { span, most }).width;
  };
  assert.equal(widthOf(600 * second, 60), 10 * second);
  assert.equal(widthOf(601 * second, 60), 15 * second);
  assert.equal(widthOf(1, 60), 1);
  assert.equal(widthOf(30 * second, 0), 30 * second, 'before the room is known, there is one');
});

test('both clocks are asked, and positions from the first', () => {
  const asked = (question: Partial<HistogramQuestion>) =>
    counted({ ...usual, span: { from: start, to: start + 20 * second }, most: 20, ...question })
      .questions;
  const times = { ask: 'histogram', buckets: 20, from: timeAt(start) };
  const to = timeAt(start + 20 * second);
  assert.deepEqual(asked({}), [{ ...times, to, axis: 'time' }]);
  assert.deepEqual(asked({ clock: 'recorded' }), [{ ...times, to, axis: 'recorded' }]);
  const positions = { axis: 'position', span: { from: 0, to: 20 }, types: ['Paid'] } as const;
  assert.deepEqual(asked(positions), [
    {
      ask: 'histogram',
      buckets: 20,
      axis: 'position',
      from: 1,
      to: 21,
      by: 'type',
      types: ['Paid'],
    },
  ]);
});

test('what has none of the named types is counted last, and a type that does not occur is there', () => {
  const log = new NaiveLog(
    ['Paid', 'Shipped', 'Shipped', 'Placed'].map((type) => ({
      type,
      time: start,
      recorded: start,
    })),
  );
  const view = { span: { from: 0, to: 4 }, most: 2, axis: 'position' } as const;
  const counts = (types: string[]) => bucketsOf(log, { ...view, types }).counts;
  assert.deepEqual(counts(['Refunded', 'Shipped']), [
    [0, 0],
    [1, 1],
    [1, 1],
  ]);
  assert.deepEqual(counts(['Paid', 'Shipped', 'Placed']).at(-1), [0, 0]);
  assert.deepEqual(counts([]), [[2, 2]], 'without types, all are the others');
});

test('a log without events has empty buckets', () => {
  const view = { span: { from: 0, to: 4 }, most: 2, axis: 'position' } as const;
  for (const types of [[], ['Paid']]) {
    const { counts, totals } = bucketsOf(new NaiveLog([]), { ...view, types });
    assert.deepEqual(
      [counts[0], totals],
      [
        [0, 0],
        [0, 0],
      ],
    );
  }
});

test('six types are named, the busiest; a seventh takes the place of the others', () => {
  assert.deepEqual(namedTypes.value, [], 'none while nothing is known');
  const busy = { G: 1, F: 2, E: 3, D: 4, C: 5, B: 6, A: 7 };
  holdTypes({ F: 2, G: 1, A: 7 });
  assert.deepEqual(namedTypes.value, ['A', 'F', 'G']);
  holdTypes(busy);
  assert.deepEqual(namedTypes.value, ['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  holdTypes({ H: 3, ...busy });
  assert.deepEqual(namedTypes.value, ['A', 'B', 'C', 'D', 'H', 'E']);
});

test('what is drawn is what is asked about', () => {
  holdTypes({ Paid: 2 });
  const span = { from: 0, to: 10 };
  const question = { axis: 'time', clock: 'time', folds: unfolded, span, most: 5, types: ['Paid'] };
  assert.deepEqual(questionFor(span, 5), question);
  axis.value = 'position';
  narrow({ clock: 'recorded' });
  assert.deepEqual(questionFor(span, 5), { ...question, axis: 'position', clock: 'recorded' });
});

test('a place on the axis of time is told to the millisecond', () => {
  assert.equal(timeAt(start + 0.75), '2026-01-06T10:00:00.000Z');
  assert.equal(timeAt(start + 61_250), '2026-01-06T10:01:01.250Z');
});

const usual: HistogramQuestion = {
  axis: 'time',
  clock: 'time',
  folds: unfolded,
  span: { from: 0, to: 1 },
  most: 1,
  types: [],
};

function bucketsOf(log: NaiveLog, question: Partial<HistogramQuestion>): Buckets {
  return log.answer(counted({ ...usual, ...question }));
}

function evens(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / 2 + 1 }, (_none, i) => from + 2 * i);
}

function holdTypes(counts: Record<string, number>): void {
  const types = Object.entries(counts).map(([name, count]) => ({ name, count }));
  stats.value = { types } as Stats;
}
