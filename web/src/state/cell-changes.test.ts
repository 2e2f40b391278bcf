import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Table } from '../engine/api';
import { cellChanges } from './cell-changes';

type Rows = [key: string, changedAt: number, ...values: unknown[]][];

function table(position: number, rows: Rows, total = rows.length): Table {
  return {
    at: { position, time: '', latest: false },
    columns: [],
    rows: rows.map(([key, changedAt, ...values]) => ({ key, changedAt, values })),
    total,
  };
}

test('cells that differ say what they were', () => {
  const changes = cellChanges(
    table(1, [['mug', 1, 20, '{"a":1}', 'x']]),
    table(2, [['mug', 2, 18, '{"a":1}', 'y']]),
  );
  assert.deepEqual(
    [...(changes.get('mug')?.was ?? [])],
    [
      [0, 20],
      [2, 'x'],
    ],
  );
  assert.equal(changes.get('mug')?.isNew, false);
});

for (const [was, now] of [
  ['{"n":73314510714175488}', '{"n":73314510714175489}'],
  ['{"n":12.5}', '{"n":12.50}'],
  ['{"n":1e400}', '{"n":null}'],
  ['{"n":1,"n":2}', '{"n":2}'],
] as const) {
  test(`JSON that would be the same once it is parsed differs: ${was} and ${now}`, () => {
    const changes = cellChanges(table(1, [['n', 1, was]]), table(2, [['n', 2, now]]));
    assert.deepEqual([...(changes.get('n')?.was ?? [])], [[0, was]]);
  });
}

test('a row that was not there is new, unless it may have been on another page', () => {
  const now = table(2, [['mug', 2, 1]]);
  assert.equal(cellChanges(table(1, []), now).get('mug')?.isNew, true);
  assert.equal(cellChanges(table(1, [], 60), now).size, 0);
});

test('nothing differs at the same moment, or from nothing', () => {
  const now = table(2, [['mug', 2, 1]]);
  assert.equal(cellChanges(table(2, []), now).size, 0);
  assert.equal(cellChanges(null, now).size, 0);
  assert.equal(cellChanges(table(0, []), now).size, 0);
});
