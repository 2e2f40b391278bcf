import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membersIn } from './data-members';

const brief = (samples: unknown[]) =>
  membersIn(samples).map(({ name, type, example }) => [name, type, example]);

test('members come in the order in which they are first seen, with all their types', () => {
  assert.deepEqual(brief([{ b: 1 }, { a: 'x', b: 'two' }, { b: null }]), [
    ['b', 'number | string | null', '1'],
    ['a', 'string', '"x"'],
  ]);
});

test('an example is rather a value than null, and fits a line', () => {
  assert.deepEqual(brief([{ a: null }, { a: true }]), [['a', 'null | boolean', 'true']]);
  const [long] = membersIn([{ a: 'x'.repeat(100) }]);
  assert.equal(long?.example.length, 40);
  assert.equal(long?.example.endsWith('…'), true);
});

test('objects have members, and arrays those of the objects in them', () => {
  const [order, lines] = membersIn([
    { order: { id: 1 }, lines: [{ sku: 'mug' }, 3, { quantity: 2 }] },
    { order: { user: 'ada' }, lines: [] },
  ]);
  assert.deepEqual(
    order?.members.map(({ name }) => name),
    ['id', 'user'],
  );
  assert.deepEqual(
    lines?.members.map(({ name }) => name),
    ['sku', 'quantity'],
  );
});

test('what is no object has no members, and __proto__ is a name', () => {
  assert.deepEqual(membersIn([1, 'text', null, undefined]), []);
  assert.deepEqual(brief([JSON.parse('{"__proto__":1}')]), [['__proto__', 'number', '1']]);
});

test('there is an end to members and to levels', () => {
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i]));
  assert.equal(membersIn([wide]).length, 100);
  let deep: unknown = 1;
  for (let level = 0; level < 50; level++) deep = { deep };
  let levels = 0;
  for (let all = membersIn([deep]); all.length > 0; all = [...(all[0]?.members ?? [])]) levels++;
  assert.equal(levels, 8);
});
