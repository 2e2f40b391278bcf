import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlainWalk } from './plain-walk';

const walk = new PlainWalk();
const look = (value: unknown) => [walk.isPlain(value), walk.lossy];
const one = { n: 1 };
const many = Array.from({ length: 20 }, (_, at) => ({ at }));

const values: [string, unknown, boolean, boolean][] = [
  ['plain JSON', { a: [1, 'b', null, true, { c: {} }] }, true, false],
  ['many objects', many, true, false],
  ['undefined', { a: undefined }, true, true],
  ['NaN', [Number.NaN], true, true],
  ['an infinity', { a: { b: Number.NEGATIVE_INFINITY } }, true, true],
  ['-0', [-0], false, true],
  ['a Date', { at: new Date(0) }, false, true],
  ['one object in two places', { a: one, b: { c: one } }, true, true],
  ['one object in two places among many', [...many, many[3]], true, true],
  ['one object in two places after many', [...many, one, one], true, true],
  ['a function', [() => 1], false, true],
  ['an object of a class', new (class Order {})(), false, true],
];
for (const [name, value, plain, lossy] of values) {
  test(`${name} ${plain ? 'is' : 'isn’t'} plain and ${lossy ? 'loses' : 'loses nothing'} as text`, () => {
    assert.deepEqual(look(value), [plain, lossy]);
    assert.deepEqual(look(value), [plain, lossy], 'what it holds is not taken for seen before');
    assert.deepEqual(look({ a: 1 }), [true, false], 'what was noticed before is forgotten');
  });
}
