import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minus, showChange } from './decimal';

test('differences are exact, to the digits of the finer number', () => {
  assert.equal(minus('0.1', '-0.20'), '0.30');
  assert.equal(minus('9007199254740993', -1), '9007199254740994');
  assert.equal(minus('5', '12.50'), '-7.50');
  assert.equal(minus('0.05', '0.07'), '-0.02');
  assert.equal(minus(3, 3), '0');
});

test('what is no number counts as 0', () => {
  assert.equal(minus(null, '2.5'), '-2.5');
  assert.equal(minus('', undefined), '0');
  assert.equal(minus('1e3', 4), '-4');
});

test('a change is shown with its sign and in groups of three', () => {
  assert.equal(showChange('1250.00'), '+1,250.00');
  assert.equal(showChange('-1234567'), '−1,234,567');
  assert.equal(showChange('0.1234'), '+0.1234');
  assert.deepEqual(['0', '-0.00', '0.0'].map(showChange), ['±0', '±0', '±0']);
  assert.equal(showChange('0.01'), '+0.01');
});
