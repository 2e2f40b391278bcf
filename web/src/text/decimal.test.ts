import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isZero, minus, plus, showChange } from './decimal';

test('sums are exact, to the digits of the finer number', () => {
  assert.equal(plus('0.1', '0.20'), '0.30');
  assert.equal(plus('9007199254740993', 1), '9007199254740994');
  assert.equal(minus('5', '12.50'), '-7.50');
  assert.equal(minus('0.05', '0.07'), '-0.02');
  assert.equal(minus(3, 3), '0');
});

test('what is no number counts as 0', () => {
  assert.equal(plus(null, '2.5'), '2.5');
  assert.equal(minus('', undefined), '0');
  assert.equal(plus('1e3', 4), '4');
});

test('a change is shown with its sign and in groups of three', () => {
  assert.equal(showChange('1250.00'), '+1,250.00');
  assert.equal(showChange('-1234567'), '−1,234,567');
  assert.equal(showChange('0.1234'), '+0.1234');
  assert.equal(showChange('0.00'), '±0');
});

test('zero is zero in whatever way it is written', () => {
  assert.deepEqual(['0', '-0.00', '0.0'].map(isZero), [true, true, true]);
  assert.deepEqual(['10', '0.01'].map(isZero), [false, false]);
});
