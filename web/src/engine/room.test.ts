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

test('of answers that came beside each other each buffer is there again', () => {
  const room = new Room();
  const answers = [new Uint8Array(100), new Uint8Array(200)];
  for (const answer of answers) room.give(answer);
  const taken = [room.take(), room.take()];
  assert.deepEqual(new Set(taken), new Set(answers.map(({ buffer }) => buffer)));
  assert.equal(room.take(), undefined);
});

test('no more than a few are kept, none that is very large, and no error', () => {
  const room = new Room();
  for (const answer of [1, 2, 3, 4, 5, 6].map(() => new Uint8Array(100))) room.give(answer);
  const kept = [];
  for (let buffer = room.take(); buffer; buffer = room.take()) kept.push(buffer);
  assert.equal(kept.length, 4);
  room.give(new Uint8Array(2 << 20));
  room.give({ error: { code: 'invalid_query', message: '', details: '' } });
  assert.equal(room.take(), undefined);
});
