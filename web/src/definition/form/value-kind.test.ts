import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRounded, kindOf } from './value-kind';

const kinds: [string, string][] = [
  ['12', 'whole'],
  ['-0', 'whole'],
  ['12.00', 'whole'],
  ['1e3', 'whole'],
  ['9007199254740991', 'whole'],
  ['9007199254740992', 'fraction'],
  ['9007199254740993', 'fraction'],
  ['9007199254740991.25', 'fraction'],
  ['12.5', 'fraction'],
  ['1e400', 'fraction'],
  ['"12.50"', 'decimal'],
  ['"-1.5e2"', 'decimal'],
  ['"1001"', 'digits'],
  ['"-7"', 'digits'],
  ['"1,000"', 'text'],
  ['" 1"', 'text'],
  ['"+1"', 'text'],
  ['".5"', 'text'],
  ['""', 'text'],
  ['"\\u0031"', 'digits'],
  ['"2026-01-06T15:00:00Z"', 'moment'],
  ['"2026-01-06"', 'text'],
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
];

test('a scalar’s kind is what its text says', () => {
  for (const [text, kind] of kinds) assert.equal(kindOf(text), kind, text);
});

test('a number is rounded where another would be read of its text', () => {
  for (const text of ['0.1', '12.50', '1e21', '1.5E-7', '-0.0', '100', '9007199254740992']) {
    assert.equal(isRounded(text), false, text);
  }
  for (const text of [
    '9007199254740993',
    '12345678901234567.89',
    '1e400',
    '-1e-400',
    '0.1000000000000000055',
  ]) {
    assert.equal(isRounded(text), true, text);
  }
});
