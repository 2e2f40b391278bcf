import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event as ListedEvent } from '../protocol/questions.gen';
import { EventPages } from './pages';

/** A log of `size()` events, and what was asked of it. */
function fakeLog(size: () => number) {
  const asked: number[] = [];
  const fetch = async (offset: number, limit: number) => {
    asked.push(offset);
    const rows = Math.max(0, Math.min(limit, size() - offset));
    return Array.from({ length: rows }, (_, i) => ({ position: offset + i + 1 }) as ListedEvent);
  };
  return { asked, fetch };
}

test('rows are fetched a page at a time, and once', async () => {
  const { asked, fetch } = fakeLog(() => 1_000);
  const pages = new EventPages(fetch, 1_000);
  await Promise.all([pages.load(190, 230), pages.load(210, 220)]);
  assert.deepEqual(asked, [0, 200]);
  assert.equal(pages.has(190, 230), true);
  assert.deepEqual(
    pages.slice(198, 202).map(({ position }) => position),
    [199, 200, 201, 202],
  );
  assert.equal(pages.has(190, 401), false);
});

test('growing fetches the last page again, and no other', async () => {
  let size = 250;
  const { asked, fetch } = fakeLog(() => size);
  const pages = new EventPages(fetch, size);
  await pages.load(0, 250);
  size = 260;
  pages.grow(size);
  assert.equal(pages.has(0, 200), true);
  assert.equal(pages.has(240, 260), false);
  await pages.load(240, 260);
  assert.equal(pages.peek(259)?.position, 260);
  assert.deepEqual(asked, [0, 200, 200]);
});

test('a last page that was on its way while the list grew is not taken for whole', async () => {
  let size = 10;
  const { fetch } = fakeLog(() => size);
  const pages = new EventPages(
    async (offset, limit) => (await fetch(offset, limit)).slice(0, 10),
    10,
  );
  const loading = pages.load(0, 10);
  size = 20;
  pages.grow(size);
  await loading;
  assert.equal(pages.has(0, 20), false);
});

test('pages that were not used for long are let go', async () => {
  const { fetch } = fakeLog(() => 100_000);
  const pages = new EventPages(fetch, 100_000);
  for (let row = 0; row < 20_000; row += 200) await pages.load(row, row + 1);
  assert.equal(pages.peek(0), undefined);
  assert.equal(pages.peek(19_800)?.position, 19_801);
});

test('what is usual is what a page has, whichever of its rows is in view', async () => {
  const fetch = async (offset: number, limit: number) =>
    Array.from({ length: limit }, (_, i) => {
      const type = i % 2 ? 'B' : 'A';
      const data = { page: offset, row: i, only: i === 50 };
      return { position: offset + i + 1, type, dataText: JSON.stringify(data) } as ListedEvent;
    });
  const pages = new EventPages(fetch, 400);
  await pages.load(0, 400);
  assert.deepEqual(
    [...(pages.usual(0) ?? [])],
    [
      ['page', '0'],
      ['only', 'false'],
    ],
  );
  assert.equal(pages.usual(198), pages.usual(0), 'the same for all of a type');
  assert.deepEqual(
    [...(pages.usual(201) ?? [])],
    [
      ['page', '200'],
      ['only', 'false'],
    ],
  );
  assert.equal(pages.usual(400), undefined);
});
