import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Room } from './room';

test('the buffer of an answer is there for the next one, once', () => {
  const room = new Room();
  assert.equal(room.take(), undefined);
  const answer = new Uint8Array(100).subarray(0, 10);
  room.give(answer);
  assert.equal(room.take(), answer.buffer);
  assert.equal(room.take(), undefined);
});

test('of several the largest is kept, but none that is very large, and no error', () => {
  const room = new Room();
  const large = new Uint8Array(200);
  for (const answer of [new Uint8Array(100), large, new Uint8Array(50), new Uint8Array(2 << 20)])
    room.give(answer);
  room.give({ error: { code: 'invalid_query', message: '', details: '' } });
  assert.equal(room.take(), large.buffer);
});
