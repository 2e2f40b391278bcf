import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataTextOf, memberLines, membersOf, metadataTextOf } from './stored-line';

test('members of a line keep their bytes, whatever numbers and spaces they have', () => {
  const members = membersOf(
    '{"position":7,"data":{ "n": 9007199254740993, "x": 12.50 },"type":"A}"}',
  );
  assert.deepEqual(
    [...members],
    [
      ['position', '7'],
      ['data', '{ "n": 9007199254740993, "x": 12.50 }'],
      ['type', '"A}"'],
    ],
  );
});

test('of a name that is there twice, the last counts', () => {
  assert.equal(membersOf('{"a":1,"\\u0061":2}').get('a'), '2');
});

test('__proto__ is a name like any other', () => {
  assert.equal(membersOf('{"__proto__":1}').get('__proto__'), '1');
});

test('the payload is the member, or the text that a line can’t hold as a value', () => {
  assert.equal(dataTextOf(membersOf('{"data":1e400}')), '1e400');
  assert.equal(dataTextOf(membersOf('{"dataText":"{\\n\\t\\"a\\": 1 }"}')), '{\n\t"a": 1 }');
  assert.equal(dataTextOf(membersOf('{"dataText":"1 ","data":1}')), '1 ');
  assert.equal(dataTextOf(membersOf('{"type":"Noted"}')), 'null');
});

test('an event without metadata has none, and any other its bytes', () => {
  assert.equal(metadataTextOf(membersOf('{"type":"Noted"}')), undefined);
  assert.equal(metadataTextOf(membersOf('{"metadata":{"n":12.50}}')), '{"n":12.50}');
  assert.equal(metadataTextOf(membersOf('{"metadataText":"{ }"}')), '{ }');
});

test('each member has a line of its own, with its bytes', () => {
  assert.equal(memberLines(' {"a" : 1.0,"b":[1, 2]}'), '{\n  "a": 1.0,\n  "b": [1, 2]\n}');
});
