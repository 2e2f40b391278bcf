import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostColumns, stateTable } from './state-table';

test('columns are the members in the order of their appearance, values their text', () => {
  const table = stateTable([
    ['a', '{"balance":12.50,"open":true}'],
    ['b', '{"open":false,"note":"{\\"x\\"}","balance":9007199254740993}'],
  ]);
  assert.deepEqual(table, {
    columns: ['balance', 'open', 'note'],
    rows: [
      { key: 'a', values: ['12.50', 'true', ''] },
      { key: 'b', values: ['9007199254740993', 'false', '"{\\"x\\"}"'] },
    ],
  });
});

test('a state that is no object has one column', () => {
  assert.deepEqual(stateTable([['', '[1,2]']]), {
    columns: ['state'],
    rows: [{ key: '', values: ['[1,2]'] }],
  });
  assert.deepEqual(stateTable([['', '{}']]), { columns: [], rows: [{ key: '', values: [] }] });
});

test('names that mean something to objects are names', () => {
  const [row] = stateTable([['k', '{"__proto__":1,"constructor":2}']]).rows;
  assert.deepEqual(row?.values, ['1', '2']);
});

test('there are no more columns than the engine has', () => {
  const wide = Object.fromEntries(Array.from({ length: mostColumns + 1 }, (_, i) => [`m${i}`, i]));
  const { columns, rows } = stateTable([['', JSON.stringify(wide)]]);
  assert.equal(columns.length, mostColumns);
  assert.equal(rows[0]?.values.length, mostColumns);
});
