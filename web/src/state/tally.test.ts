import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column, Diff, RowChange } from '../engine/api';
import { tallyOf } from './tally';

const columns: Column[] = [
  { name: 'status', type: 'text' },
  { name: 'currency', type: 'text' },
  { name: 'total', type: 'money' },
  { name: 'items', type: 'integer' },
];

function pages(rows: RowChange[], most = rows.length) {
  return async (offset: number, limit: number): Promise<Diff> => {
    const at = { position: 0, time: '', latest: false };
    const to = offset + Math.min(limit, most);
    return { from: at, to: at, rows: rows.slice(offset, to), total: rows.length };
  };
}

const change = (before: unknown[] | null, after: unknown[] | null, key = 'k'): RowChange => {
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return { key, kind, before, after, events: [] };
};

test('kinds are counted, and numbers summed exactly, a sum a currency', async () => {
  const rows = [
    change(null, ['placed', 'EUR', '0.10', 2]),
    change(null, ['placed', 'EUR', '0.20', 1]),
    change(['placed', 'USD', '5.00', 1], ['cancelled', 'USD', '0', 1]),
    change(['placed', 'EUR', '1.00', 4], null),
  ];
  const tally = await tallyOf(columns, pages(rows));
  assert.deepEqual(tally?.kinds, { added: 2, changed: 1, removed: 1 });
  assert.deepEqual(tally?.changes, [
    { column: 'total', currency: 'EUR', change: '-0.70' },
    { column: 'total', currency: 'USD', change: '-5.00' },
    { column: 'items', currency: '', change: '-1' },
  ]);
});

test('a row that is a currency’s own is of that currency', async () => {
  const money: Column[] = [{ name: 'net', type: 'money' }];
  const tally = await tallyOf(money, pages([change(['1'], ['2.5'], 'USD')]));
  assert.deepEqual(tally?.changes, [{ column: 'net', currency: 'USD', change: '1.5' }]);
});

test('all pages are counted', async () => {
  const rows = Array.from({ length: 7 }, () => change(null, ['', '', '1', 1]));
  const tally = await tallyOf(columns, pages(rows, 3));
  assert.equal(tally?.counted, 7);
  assert.equal(tally?.kinds.added, 7);
});

test('nobody counts on for an answer that is not wanted any more', async () => {
  const rows = Array.from({ length: 7 }, () => change(null, ['', '', '1', 1]));
  let asked = 0;
  const fetch = (offset: number, limit: number) => {
    asked++;
    return pages(rows, 3)(offset, limit);
  };
  assert.equal(await tallyOf(columns, fetch, () => asked === 2), null);
  assert.equal(asked, 2);
});
