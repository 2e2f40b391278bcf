import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column, Form } from './form';
import { problemsOf } from './problems';

const count: Column = { kind: 'count', name: 'n', types: null };
const sum: Column = { kind: 'sum', name: 'sum', member: ['a'], adds: 'decimal', types: null };
const difference: Column = {
  kind: 'difference',
  name: 'left',
  member: ['a'],
  adds: 'decimal',
  plus: ['In'],
  minus: ['Out'],
};

const cases: [Partial<Form>, string][] = [
  [{}, ''],
  [{ rows: { member: ['a'] }, columns: [count, sum, difference], types: ['In', 'Out', 'B'] }, ''],
  [{ rows: { member: [] } }, 'Choose the member whose values are the rows.'],
  [{ columns: [] }, 'Choose at least one column.'],
  [{ types: [] }, 'Choose at least one type of events.'],
  [
    { types: ['$init'] },
    'The type $init can’t be chosen: KurrentDB keeps names with $ for itself.',
  ],
  [{ columns: [{ ...count, name: '' }] }, 'Give each column a name.'],
  [{ columns: [{ ...count, name: '__proto__' }] }, 'Give each column a name.'],
  [
    { columns: [count, { ...sum, name: 'n' }] },
    'Give each column a name of its own: n is there twice.',
  ],
  [{ columns: [{ ...sum, member: [] }] }, 'Choose the member for sum.'],
  [{ columns: [{ ...count, types: [] }] }, 'Choose at least one type for n.'],
  [{ columns: [{ ...difference, plus: [], minus: [] }] }, 'Choose at least one type for left.'],
  [{ columns: [{ ...difference, minus: ['In'] }] }, 'In left, In can’t be both plus and minus.'],
  [
    { columns: [{ ...count, types: ['Out'] }], types: ['In'] },
    'n counts Out, which is none of the types that were chosen.',
  ],
];

test('what keeps a form from being written is said, a sentence each', () => {
  for (const [form, problem] of cases) {
    const problems = problemsOf({ rows: 'stream', columns: [count], types: null, ...form });
    assert.deepEqual(problems, problem ? [problem] : []);
  }
});
