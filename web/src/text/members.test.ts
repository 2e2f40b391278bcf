import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membersOf } from './members';

const json = (value: unknown) => JSON.stringify(value);

test('members are named by the way to them, each once', () => {
  const values = [
    { amount: 5, by: { name: 'ada', at: { city: 'Bern' } } },
    { amount: null, lines: [{ sku: 'mug' }, { colour: 'red' }] },
  ];
  assert.deepEqual(membersOf(values.map(json)), ['amount', 'by.name', 'by.at.city', 'lines.0.sku']);
});

test('a name that a path would take for more than a name is in quotes', () => {
  assert.deepEqual(membersOf([json({ 'a.b': { '': 1 }, '"x': 2, 'a b': 3 })]), [
    '"a.b".""',
    '"\\"x"',
    'a b',
  ]);
});

test('names are what is written, and of a name that is there twice all members are named', () => {
  const text = ' {"__proto__":{"b":1},"2":0,"1":0,"a":{"x":1},"a":{"y":1}}';
  assert.deepEqual(membersOf([text]), ['__proto__.b', '2', '1', 'a.x', 'a.y']);
});

test('what has no members has none to name, and too deep or too many are left out', () => {
  assert.deepEqual(membersOf([1, 'text', null, [], {}].map(json)), []);
  assert.deepEqual(membersOf([json({ a: { b: { c: { d: 1 } } } })]), []);
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`m${i}`, i]));
  assert.equal(membersOf([json(many)]).length, 100);
});
