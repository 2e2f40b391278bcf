import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Serializer } from './serializer';

/** A generator of numbers below a bound, the same for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) % below;
  };
}

const simple = [
  ...[0, -0, 1.5, 1e21, -7, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53],
  ...['', 'a', 'é€😀', 'a\ud83d', '\udc00b', '\\ud800', '"\n\u0000', '\u2028', true, false],
  ...[null, undefined, 12n, Symbol('s')],
];

/** A value of what a state may hold, seldom of what it can't. */
function made(below: (n: number) => number, depth = 0): unknown {
  const items = () => Array.from({ length: below(4) }, () => made(below, depth + 1));
  switch (depth > 4 ? 9 : below(10)) {
    case 0:
    case 1:
      return items();
    case 2:
    case 3:
    case 4:
      return Object.fromEntries(items().map((item, at) => [simple[(at + below(9)) % 18], item]));
    case 5:
      return below(6) === 0 ? [new Date(0), new Map(), /a/, () => 1, new Uint8Array(2)] : {};
    default:
      return simple[below(below(5) === 0 ? simple.length : simple.length - 2)];
  }
}

function attempt(serializer: Serializer, value: unknown): string {
  try {
    return serializer.text(value);
  } catch (error) {
    return `threw: ${(error as Error).message}`;
  }
}

test('the quick way writes what the exact one does', () => {
  const quick = new Serializer('');
  const exact = new Serializer('({ get x() {} })');
  const seen = { threw: 0, wrote: 0 };
  for (let seed = 0; seed < 5_000; seed++) {
    const value = made(chance(seed));
    const text = attempt(exact, value);
    assert.equal(attempt(quick, value), text, `seed ${seed}`);
    seen[text.startsWith('threw') ? 'threw' : 'wrote']++;
    if (!text.startsWith('threw')) JSON.parse(text);
  }
  assert.ok(seen.threw > 50 && seen.wrote > 4_000, JSON.stringify(seen));
});

test('what came of JSON is written as JSON.stringify does', () => {
  const serializer = new Serializer('');
  for (let seed = 0; seed < 2_000; seed++) {
    const text = attempt(serializer, made(chance(seed)));
    if (text.startsWith('threw') || text.includes('-0')) continue;
    const value: unknown = JSON.parse(text);
    assert.equal(serializer.text(value), JSON.stringify(value), `seed ${seed}`);
  }
});
