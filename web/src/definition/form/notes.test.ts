import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column, Form } from './form';
import { membersOfLog } from './log-members';
import { notesOf } from './notes';

const bank = (...amounts: string[]) =>
  membersOfLog([
    { type: 'Opened', stream: 'a-1', dataText: '{"id":"1"}' },
    { type: 'Opened', stream: 'a-2', dataText: '{"id":"2"}' },
    ...amounts.map((amount) => ({
      type: 'Deposited',
      stream: 'a-1',
      dataText: `{"id":"1","amount":${amount}}`,
    })),
    { type: 'Transferred', stream: 't-1', dataText: '{"from":"1","to":"2","amount":"5.00"}' },
  ]);

const sum: Column = {
  kind: 'sum',
  name: 'total',
  member: ['amount'],
  adds: 'decimal',
  types: null,
};
const form = (columns: Column[], types: string[] | null = null): Form => ({
  rows: { member: ['id'] },
  columns,
  types,
});

const codes = (...given: Parameters<typeof notesOf>) => notesOf(...given).map(({ code }) => code);

test('events without the row’s member are named, and a transfer between two rows', () => {
  const [without, two] = notesOf(form([sum]), bank('1'));
  assert.equal(without?.message, 'Without id, and so not counted: Transferred (1).');
  assert.equal(two?.code, 'one_row_an_event');
  assert.match(
    two?.message ?? '',
    /^Transferred names two rows, by from and to, .* one table for each side\.$/,
  );
  assert.deepEqual(codes(form([{ ...sum, adds: 'whole' }], ['Deposited']), bank('1')), [
    'one_row_an_event',
  ]);
});

test('numbers with more digits than JavaScript keeps are shown as they are read', () => {
  const rounded = notesOf(form([sum]), bank('9007199254740993')).find(
    ({ code }) => code === 'rounded',
  );
  assert.match(rounded?.message ?? '', /such as 9007199254740993, read as 9007199254740992\./);
  const keys = membersOfLog([{ type: 'A', stream: 's', dataText: '{"id":9007199254740993}' }]);
  assert.deepEqual(codes(form([{ kind: 'count', name: 'n', types: null }]), keys), ['large_keys']);
});

test('how a usual sum would differ is said where numbers or texts are no whole numbers', () => {
  const said = (...amounts: string[]) =>
    notesOf({ ...form([sum]), rows: 'one' }, bank(...amounts)).map(({ message }) => message);
  assert.match(
    said('0.1', '0.2')[0] ?? '',
    /^The usual state\.total \+= event\.data\.amount adds doubles/,
  );
  assert.match(said('"0.10"')[0] ?? '', /^amount is text: /);
  const whole: Column = { ...sum, adds: 'whole' };
  assert.deepEqual(codes({ ...form([whole]), rows: 'one' }, bank('1')), []);
});

test('what adds nothing is counted', () => {
  const said = notesOf(
    { ...form([{ ...sum, types: ['Opened'] }]), rows: 'one' },
    bank('"much"', 'true', '1'),
  );
  assert.deepEqual(
    said.filter(({ code }) => code === 'no_number').map(({ message }) => message),
    [
      'amount is no number in 2 of 4 events: those add nothing.',
      'Opened: no amount in the events that were looked at, so nothing is added.',
    ],
  );
});

test('a list that grows with the log, and a time that the second engine hasn’t got, are noted', () => {
  const ids = Array.from({ length: 100 }, (_, at) => ({
    type: 'A',
    stream: 's',
    dataText: `{"id":"${at}","same":"x"}`,
  }));
  const list = (member: string): Form => ({
    rows: 'one',
    columns: [{ kind: 'distinct', name: 'all', member: [member], types: null }],
    types: null,
  });
  assert.deepEqual(codes(list('id'), membersOfLog(ids)), ['many_distinct']);
  assert.deepEqual(codes(list('same'), membersOfLog(ids)), []);
  const times: Column[] = ['a', 'b'].map((name) => ({ kind: 'time', name, types: null }));
  assert.deepEqual(codes({ rows: 'one', columns: times, types: null }, membersOfLog(ids)), [
    'no_time',
  ]);
});
