import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName } from './free-name';

test('a name that nothing has is kept', () => {
  assert.equal(freeName('sum', ['sum2', 'Sum']), 'sum');
});

test('a name that is taken gets the first number that is free', () => {
  assert.equal(freeName('sum', ['sum']), 'sum2');
  assert.equal(freeName('sum', ['sum', 'sum2', 'sum4']), 'sum3');
  assert.equal(freeName('My shop', ['My shop', 'My shop 2'], ' '), 'My shop 3');
});
