import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dataTextOf, membersOf } from '../../text/stored-line';
import { diagnose } from '../diagnostics/diagnose';
import type { Form } from '../form/form';
import { membersOfLog } from '../form/log-members';
import { notesOf } from '../form/notes';
import { suggest } from '../form/suggest';
import { writeSource } from '../form/write-source';
import { defined, logged } from '../realm.support';

const read = (file: string) =>
  readFileSync(join(process.cwd(), 'src/definition/examples', file), 'utf8');

/** A log's events, with the text of their data as it is stored. */
function eventsOf(file: string) {
  const lines = read(file).trimEnd().split('\n').map(membersOf);
  const text = (line: Map<string, string>, name: string): string =>
    JSON.parse(line.get(name) ?? '""');
  return logged(
    lines.map((line) => ({
      id: text(line, 'id'),
      type: text(line, 'type'),
      stream: text(line, 'stream'),
      time: text(line, 'time'),
      text: dataTextOf(line),
    })),
  );
}

const logOf = (file: string) =>
  membersOfLog(eventsOf(file).map(({ type, stream, data }) => ({ type, stream, dataText: data })));

/** The rows after each event, by both engines; no event fails. */
function history(source: string, file: string): Record<string, Record<string, unknown>>[] {
  const [first, second] = (['v1', 'v2'] as const).map((engine) => {
    const { projection } = defined(source, engine);
    return eventsOf(file).map((event) => {
      assert.equal(projection?.apply(event).error, null);
      const rows = projection?.save().partitions ?? [];
      return Object.fromEntries(rows.map(([key, state]) => [key, JSON.parse(state)]));
    });
  });
  assert.deepEqual(first, second);
  return first ?? [];
}

test('the bank log’s first form is the balance of each account, and writes the example', () => {
  const form = suggest(logOf('bank.ndjson'));
  assert.deepEqual(form, {
    rows: { member: ['accountId'] },
    columns: [
      {
        kind: 'difference',
        name: 'balance',
        member: ['amount'],
        adds: 'decimal',
        plus: ['Deposited', 'TransferReceived', 'InterestCredited'],
        minus: ['Withdrawn', 'TransferSent', 'FeeCharged'],
      },
    ],
    types: [
      'AccountOpened',
      'Deposited',
      'Withdrawn',
      'TransferSent',
      'TransferReceived',
      'FeeCharged',
      'WithdrawalRejected',
      'AccountClosed',
      'InterestCredited',
    ],
  } satisfies Form);
  assert.equal(writeSource(form), read('balance-per-account.js'));
  assert.deepEqual(
    notesOf(form, logOf('bank.ndjson')).map(({ code }) => code),
    ['doubles'],
  );
});

test('balances are exact, and one account is below zero for a while', () => {
  const tables = history(read('balance-per-account.js'), 'bank.ndjson');
  const balances = Object.entries(tables.at(-1) ?? {}).map(([key, row]) => [key, row.balance]);
  assert.deepEqual(balances, [
    ['1001', '1362.173'],
    ['1002', '2694.308'],
    ['1003', '367.95'],
    ['1004', '0.00'],
    ['1005', '0'],
  ]);
  const below = tables.flatMap((table, at) =>
    Object.entries(table).flatMap(([key, { balance }]) =>
      String(balance).startsWith('-') ? [`${at + 1}: ${key} ${balance}`] : [],
    ),
  );
  assert.deepEqual(below, [
    '15: 1001 -20.00',
    '16: 1001 -45.25',
    '17: 1001 -48.75',
    '18: 1001 -48.75',
    '19: 1001 -48.75',
  ]);
});

/** What the shop's own projection `revenue` is, as a form. */
const revenue: Form = {
  rows: { member: ['currency'] },
  columns: [
    { kind: 'count', name: 'orders', types: ['PaymentReceived'] },
    { kind: 'sum', name: 'gross', member: ['amount'], adds: 'decimal', types: ['PaymentReceived'] },
    {
      kind: 'sum',
      name: 'refunded',
      member: ['amount'],
      adds: 'decimal',
      types: ['OrderRefunded'],
    },
    {
      kind: 'difference',
      name: 'net',
      member: ['amount'],
      adds: 'decimal',
      plus: ['PaymentReceived'],
      minus: ['OrderRefunded'],
    },
  ],
  types: ['PaymentReceived', 'OrderRefunded'],
};

test('revenue by currency is the table that the shop’s own projection gives', () => {
  const source = read('revenue-by-currency.js');
  assert.equal(writeSource(revenue), source);
  const table = history(source, 'shop.ndjson').at(-1);
  assert.deepEqual(table, JSON.parse(read('shop.revenue.json')));
});

test('there is nothing to say of the examples', () => {
  for (const [file, log] of [
    ['balance-per-account.js', 'bank.ndjson'],
    ['revenue-by-currency.js', 'shop.ndjson'],
  ] as const) {
    for (const engine of ['v1', 'v2'] as const) {
      const types = [...logOf(log).types.keys()];
      assert.deepEqual(diagnose(read(file), { engine, types }), []);
    }
  }
});
