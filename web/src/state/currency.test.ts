import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../engine/api';
import { currencyOf } from './currency';

const total: Column = { name: 'total', type: 'money' };
const currency: Column = { name: 'currency', type: 'text' };

test('a column of that name says the currency', () => {
  assert.equal(currencyOf([total, currency], '1001', ['25.00', 'EUR']), 'EUR');
  assert.equal(currencyOf([total, currency], 'USD', ['25.00', null]), '');
  assert.equal(currencyOf([total, currency], '1001', null), '');
});

test('otherwise a key that is a currency does, and no other key', () => {
  assert.equal(currencyOf([total], 'EUR', ['25.00']), 'EUR');
  assert.equal(currencyOf([total], 'EURO', ['25.00']), '');
});
