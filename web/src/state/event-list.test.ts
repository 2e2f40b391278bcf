import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asking } from '../engine/scheduler';
import type { Event } from '../protocol/questions.gen';
import { EventList } from './event-list';
import { noFilter } from './view';

const everything = { ...noFilter, streams: [], between: null };
const total = 10_000;
/** A row on no page that was fetched when the test began. */
const far = 9_000;

const eventAt = (position: number) => ({ position, type: 'Counted', dataText: '{}' }) as Event;

/** The rows `[offset, offset + limit)` of a log in which all events match: row 0 is position 1. */
function rowsOf(offset: number, limit: number): Event[] {
  const length = Math.max(0, Math.min(limit, total - offset));
  return Array.from({ length }, (_, i) => eventAt(offset + i + 1));
}

/** A list of the whole log at its start, and the engine's answers, each given when the test says so. */
function listed() {
  const waiting: (() => void)[] = [];
  const answer = <T>({ questions, read }: Asking<T>): T => {
    const [question] = questions as [{ offset?: number; limit: number; at?: { position: number } }];
    const last = question.at?.position;
    const events = last ? [eventAt(last)] : rowsOf(question.offset ?? 0, question.limit);
    return read([{ events, total: last ?? total }]);
  };
  const list = new EventList(
    (asking) => new Promise((resolve) => waiting.push(() => resolve(answer(asking)))),
  );
  list.take({ total, offset: 0, rows: rowsOf(0, 200), filter: everything }, false);
  /** Answers what waits, the newest first if asked so, until nothing waits. */
  const answerAll = async (newestFirst: boolean) => {
    while (waiting.length > 0) {
      const next = newestFirst ? waiting.pop() : waiting.shift();
      next?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { list, answerAll, waiting };
}

test('an event that was selected elsewhere is looked for, and its row becomes the current one', async () => {
  const { list, answerAll } = listed();
  const revealed = list.reveal(far + 1);
  await answerAll(false);
  await revealed;
  assert.equal(list.active.value, far);
  assert.equal(list.current()?.position, far + 1);
});

for (const newestFirst of [false, true]) {
  test(`a row chosen while an event is looked for stays chosen, newest first: ${newestFirst}`, async () => {
    const { list, answerAll } = listed();
    const revealed = list.reveal(far + 1);
    const chosen = list.choose(5_000);
    await answerAll(newestFirst);
    await revealed;
    assert.equal((await chosen)?.position, 5_001);
    assert.equal(list.active.value, 5_000);
  });

  test(`of two events that are looked for the later one counts, newest first: ${newestFirst}`, async () => {
    const { list, answerAll } = listed();
    const revealed = [list.reveal(far + 1), list.reveal(far + 501)];
    await answerAll(newestFirst);
    await Promise.all(revealed);
    assert.equal(list.active.value, far + 500);
  });
}

test('where nothing is selected no row is current, and nothing is asked', async () => {
  const { list, waiting } = listed();
  await list.choose(3);
  await list.reveal(null);
  assert.equal(list.active.value, -1);
  assert.equal(waiting.length, 0);
});
