import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Slots } from './slots';

function placesOf(slots: Slots, keys: string[]): number[] {
  return slots.place(keys.map((key) => ({ key }))).map(([slot]) => slot);
}

test('a row that stays keeps its place, and one that comes takes that of one that left', () => {
  const slots = new Slots();
  assert.deepEqual(placesOf(slots, ['a', 'b', 'c']), [0, 1, 2]);
  assert.deepEqual(placesOf(slots, ['c', 'x', 'a']), [2, 1, 0]);
  assert.deepEqual(placesOf(slots, ['y', 'z', 'c', 'v']), [1, 0, 2, 3]);
  assert.deepEqual(placesOf(slots, []), []);
  assert.deepEqual(placesOf(slots, ['n', 'c']), [0, 1]);
});

test('whatever follows whatever, no place is had twice or left, and there are no more than rows', () => {
  const slots = new Slots();
  let before = new Map<string, number>();
  let mostRows = 0;
  let seed = 1;
  const next = (below: number) => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed % below;
  };
  for (let pages = 0; pages < 2_000; pages++) {
    const keys = [...new Set(Array.from({ length: next(12) }, () => `row ${next(20)}`))];
    mostRows = Math.max(mostRows, keys.length);
    const places = placesOf(slots, keys);
    const now = new Map(keys.map((key, i) => [key, places[i] as number]));
    assert.equal(new Set(places).size, keys.length, 'all different');
    assert.ok(Math.max(-1, ...places) < mostRows, 'no more than there were rows');
    for (const [key, place] of now) {
      if (before.has(key)) assert.equal(place, before.get(key), `${key} has stayed`);
    }
    before = now;
  }
});
