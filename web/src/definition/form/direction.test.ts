import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf } from './direction';
import { wordsOf } from './words';

test('a name’s words are found in whatever way it is written', () => {
  assert.deepEqual(wordsOf('MoneyTransferredIn'), ['money', 'transferred', 'in']);
  assert.deepEqual(wordsOf('money_transferred.in-2'), ['money', 'transferred', 'in', '2']);
  assert.deepEqual(wordsOf('ATMWithdrawal'), ['atm', 'withdrawal']);
  assert.deepEqual(wordsOf('accountID'), ['account', 'id']);
  assert.deepEqual(wordsOf('größeÄndern'), ['größe', 'ändern']);
});

test('a type adds or takes by the last word of its name that says so', () => {
  const types = {
    plus: [
      'Deposited',
      'MoneyDeposited',
      'transfer-received',
      'AccountOpened',
      'StockAdded',
      'bank.credit',
      'TransferIn',
    ],
    minus: [
      'Withdrawn',
      'FeeCharged',
      'CreditCardCharged',
      'TransferSent',
      'TRANSFER_OUT',
      'OrderRefunded',
      'StockRemoved',
      'ATMWithdrawal',
    ],
    neither: [
      'OrderPlaced',
      'DepositRejected',
      'WithdrawalRequested',
      'PaymentAuthorized',
      'Inserted',
      '',
    ],
  };
  for (const type of types.plus) assert.equal(directionOf(type), 'plus', type);
  for (const type of types.minus) assert.equal(directionOf(type), 'minus', type);
  for (const type of types.neither) assert.equal(directionOf(type), null, type);
});
