import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Projection } from '../engine/api';
import { unwrittenOf, writtenFirst } from './unwritten';

function projection(name: string, written: Partial<Projection>): Projection {
  const at = { position: 3, time: '', latest: true };
  return { name, title: name, columns: [], rows: 0, versions: 0, failures: 0, at, ...written };
}

const all = [
  projection('removed', { versions: 2 }),
  projection('empty', {}),
  projection('failed', { failures: 1 }),
  projection('unasked', {}),
  projection('written', { rows: 1, versions: 1 }),
];

test('a projection is unwritten when no event has written to it, or failed to', () => {
  assert.deepEqual([...unwrittenOf(all)], ['empty', 'unasked']);
});

test('before the first event none is', () => {
  const at = { position: 0, time: '', latest: true };
  assert.equal(unwrittenOf(all.map((each) => ({ ...each, at }))).size, 0);
});

test('unwritten ones come last, and all else keeps its order', () => {
  const names = (unwritten: string[]) =>
    writtenFirst(all, new Set(unwritten)).map(({ name }) => name);
  const given = all.map(({ name }) => name);
  assert.deepEqual(names([]), given);
  assert.deepEqual(names(['empty', 'unasked']), [
    'removed',
    'failed',
    'written',
    'empty',
    'unasked',
  ]);
  assert.deepEqual(names(given), given);
});

test('one that is written to takes its place, and nothing else moves', () => {
  const before = writtenFirst(all, new Set(['empty', 'unasked'])).map(({ name }) => name);
  const after = writtenFirst(all, new Set(['unasked'])).map(({ name }) => name);
  assert.equal(after.indexOf('empty'), 1);
  const others = (names: string[]) => names.filter((name) => name !== 'empty');
  assert.deepEqual(others(after), others(before));
});
