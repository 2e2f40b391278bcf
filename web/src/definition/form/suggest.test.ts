import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelyAmounts, likelyRows } from './likely';
import { type LogEvent, membersOfLog } from './log-members';
import { newColumn } from './new-column';
import { pathText } from './path-text';
import { problemsOf } from './problems';
import { suggest } from './suggest';

const log = (...events: [type: string, stream: string, data: object][]) =>
  membersOfLog(
    events.map(
      ([type, stream, data]): LogEvent => ({ type, stream, dataText: JSON.stringify(data) }),
    ),
  );

const shop = log(
  ['UserRegistered', 'user-ada', { userId: 'ada', name: 'Ada' }],
  [
    'OrderPlaced',
    'order-1',
    { orderId: '1', userId: 'ada', sku: 'mug', quantity: 2, amount: '25.00', currency: 'EUR' },
  ],
  ['PaymentReceived', 'order-1', { orderId: '1', amount: '25.00', currency: 'EUR' }],
  [
    'OrderPlaced',
    'order-2',
    { orderId: '2', userId: 'grace', sku: 'cup', quantity: 1, amount: '9.50', currency: 'EUR' },
  ],
  ['OrderRefunded', 'order-1', { orderId: '1', amount: '25.00', currency: 'EUR' }],
);

test('the shop begins with what is left of each order’s payments', () => {
  assert.deepEqual(suggest(shop), {
    rows: { member: ['orderId'] },
    columns: [
      {
        kind: 'difference',
        name: 'balance',
        member: ['amount'],
        adds: 'decimal',
        plus: ['PaymentReceived'],
        minus: ['OrderRefunded'],
      },
    ],
    types: ['OrderPlaced', 'PaymentReceived', 'OrderRefunded'],
  });
});

test('members that name things stand first for rows, and amounts first for sums', () => {
  const names = (members: { path: readonly string[] }[]) =>
    members.map(({ path }) => pathText(path));
  assert.deepEqual(names(likelyRows(shop)).slice(0, 2), ['orderId', 'userId']);
  assert.deepEqual(names(likelyAmounts(shop)).slice(0, 2), ['amount', 'quantity']);
});

test('where only one side is found, amounts are summed', () => {
  const votes = log(
    ['Voted', 'poll-1', { poll: '1', points: 3 }],
    ['Voted', 'poll-1', { poll: '1', points: 4 }],
    ['Voted', 'poll-2', { poll: '2', points: 3 }],
  );
  assert.deepEqual(suggest(votes), {
    rows: { member: ['poll'] },
    columns: [{ kind: 'sum', name: 'points', member: ['points'], adds: 'whole', types: null }],
    types: null,
  });
});

test('amounts of one side only are summed, also where that side takes', () => {
  const fees = log(
    ['FeeCharged', 'account-1', { account: '1', amount: 3 }],
    ['FeeCharged', 'account-1', { account: '1', amount: 4 }],
    ['FeeCharged', 'account-2', { account: '2', amount: 3 }],
  );
  assert.deepEqual(
    suggest(fees).columns.map(({ kind, name }) => [kind, name]),
    [['sum', 'amount']],
  );
});

test('an amount is found by its name, and must be where the rows are', () => {
  const parcels = log(
    ['Weighed', 'parcel-1', { parcel: '1', grams: 12.5, price: 4 }],
    ['Weighed', 'parcel-2', { parcel: '2', grams: 80, price: 7 }],
    ['Weighed', 'parcel-1', { parcel: '1', grams: 12.5, price: 4 }],
    ['RateSet', 'rates', { total: 0.5 }],
  );
  assert.deepEqual(
    likelyAmounts(parcels)
      .slice(0, 3)
      .map(({ path }) => pathText(path)),
    ['total', 'price', 'grams'],
  );
  assert.deepEqual(suggest(parcels), {
    rows: { member: ['parcel'] },
    columns: [{ kind: 'sum', name: 'price', member: ['price'], adds: 'whole', types: null }],
    types: null,
  });
});

test('where some amounts are whole numbers and others are not, decimals are added', () => {
  for (const other of [0.5, '0.5', '5']) {
    const mixed = log(['A', 's', { amount: 1 }], ['A', 's', { amount: other }]);
    const column = newColumn('sum', mixed.members[0] ?? null, mixed);
    assert.equal('adds' in column && column.adds, 'decimal');
  }
});

test('without amounts events are counted, by stream where no member names anything', () => {
  const { rows, columns } = suggest(log(['A', 's-1', { at: 'x' }], ['B', 's-2', { note: 'y' }]));
  assert.equal(rows, 'stream');
  assert.deepEqual(
    columns.map(({ kind }) => kind),
    ['count', 'time'],
  );
});

test('numbers that are ids, years or digits only are no amounts', () => {
  const file = { path: 'a.go', mode: '100644', year: 2026, lineNumber: 7 };
  const { rows, columns } = suggest(
    log(['Added', 'file:a.go', file], ['Removed', 'file:a.go', file]),
  );
  assert.deepEqual(rows, { member: ['path'] });
  assert.deepEqual(
    columns.map(({ kind }) => kind),
    ['count', 'time'],
  );
});

test('an empty log has a form, too', () => {
  const form = suggest(log());
  assert.equal(form.rows, 'one');
  assert.deepEqual(problemsOf(form), []);
});

test('a new column is set by what the log has, and has a name of its own', () => {
  const [quantity] = likelyAmounts(shop).slice(1);
  const [amount] = likelyAmounts(shop);
  const [order] = likelyRows(shop);
  assert.ok(quantity && amount && order);
  assert.deepEqual(newColumn('largest', amount, shop), {
    kind: 'largest',
    name: 'largestAmount',
    member: ['amount'],
    compares: 'decimal',
    types: null,
  });
  const compares = [quantity, order].map((member) => newColumn('smallest', member, shop));
  assert.deepEqual(
    compares.map((column) => 'compares' in column && column.compares),
    ['number', 'decimal'],
  );
  const sum = newColumn('sum', quantity, shop, ['quantity', 'quantity2']);
  assert.deepEqual([sum.name, 'adds' in sum && sum.adds], ['quantity3', 'whole']);
});
