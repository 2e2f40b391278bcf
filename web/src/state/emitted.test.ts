import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emittedLine } from './emitted-line';

test('an emitted event is a line with all its digits, and an id of its own', () => {
  const state =
    '{"stream":"a \\"b\\"","type":"Seen","data":{"n":12345678901234567890.10},"metadata":{"by":1.0}}';
  assert.equal(
    emittedLine('bal"ances', { key: '3/1', state }, '2026-01-06T10:02:00Z'),
    `{"id":"bal\\"ances/3/1","time":"2026-01-06T10:02:00Z",${state.slice(1)}\n`,
  );
});

test('a link is an event that says where it leads, and metadata that are none are left out', () => {
  const state =
    '{"stream":"spending","type":"$>","data":"1@account-bob","metadata":null,"link":{"stream":"account-bob","sequenceNumber":1}}';
  assert.equal(
    emittedLine('p', { key: '3/2', state }, 't'),
    '{"id":"p/3/2","time":"t","stream":"spending","type":"$>","data":"1@account-bob"}\n',
  );
});
