import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQuery, wordAt } from './query';
import { suggestionsFor, wantsStreams } from './suggestions';
import { readTime } from './time';

const known = {
  types: [
    { name: 'PaymentReceived', count: 9 },
    { name: 'OrderPlaced', count: 5 },
    { name: 'Reordered', count: 2 },
    { name: 'say "x"', count: 1 },
  ],
  streams: [
    { name: 'order-1', events: 3 },
    { name: 'order-2', events: 1 },
    { name: 'cart:order', events: 1 },
  ],
};

const suggested = (typed: string, caret = typed.length) =>
  suggestionsFor(wordAt(typed, caret), readQuery(typed, readTime).query, known).map(
    ({ term }) => term,
  );

test('nothing typed leads to the fields', () => {
  assert.deepEqual(suggested(''), ['type:', 'stream:', 'category:', 'from:', 'to:']);
  assert.deepEqual(suggested('a '), ['type:', 'stream:', 'category:', 'from:', 'to:']);
});

test('a field leads to its values, the most frequent first, and not to those it has', () => {
  assert.deepEqual(suggested('type:').slice(0, 2), ['type:PaymentReceived', 'type:OrderPlaced']);
  assert.equal(suggested('type:OrderPlaced type:').includes('type:OrderPlaced'), false);
  assert.deepEqual(suggested('stream:2'), ['stream:order-2']);
  assert.deepEqual(suggested('category:'), ['category:order', 'category:cart']);
  assert.deepEqual(suggested('from:'), []);
});

test('a word leads to all that has it, what begins with it first, few of each kind', () => {
  assert.deepEqual(suggested('order'), [
    'type:OrderPlaced',
    'type:Reordered',
    'category:order',
    'stream:order-1',
    'stream:order-2',
    'stream:cart:order',
  ]);
  assert.deepEqual(suggested('t').slice(0, 2), ['type:', 'to:']);
});

test('a value that is typed out leads to nothing more, and one in quotes stays in them', () => {
  assert.deepEqual(suggested('type:OrderPlaced'), []);
  assert.deepEqual(suggested('type:say'), ['type:"say \\"x\\""']);
});

test('streams are only asked for where they could be meant', () => {
  const wants = (typed: string) => wantsStreams(wordAt(typed, typed.length));
  assert.deepEqual(['', 'type:', 'a', 'stream:', 'category:x'].map(wants), [
    false,
    false,
    true,
    true,
    true,
  ]);
});
