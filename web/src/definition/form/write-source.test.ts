import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defined, logged } from '../realm.support';
import type { Column, Form } from './form';
import { writeSource } from './write-source';

const count: Column = { kind: 'count', name: 'events', types: null };
const total: Column = {
  kind: 'sum',
  name: 'total',
  member: ['amount'],
  adds: 'decimal',
  types: null,
};
const quantity: Column = { ...total, name: 'quantity', member: ['quantity'], adds: 'whole' };

const written = (form: Partial<Form>) =>
  writeSource({ rows: 'stream', columns: [count], types: null, ...form });

/** The state of the only row after events with this data. */
function stateAfter(form: Partial<Form>, ...data: unknown[]): unknown {
  const { projection } = defined(written({ rows: 'one', ...form }), 'v1');
  for (const event of logged(data.map((one) => ({ data: one })))) projection?.apply(event);
  return JSON.parse(projection?.save().partitions[0]?.[1] ?? 'null');
}

test('a count of all events in each stream is no more than one would write', () => {
  assert.equal(
    written({}),
    `// One row for each stream.
fromAll()
  .foreachStream()
  .when({
    $init: () => ({ events: 0 }),
    $any: (state, event) => {
      state.events += 1;
    },
  });
`,
  );
});

test('types that are named have a handler each; several of several statements have one', () => {
  const last: Column = { kind: 'last', name: 'last note', member: ['note', 'text'], types: null };
  const source = written({
    rows: 'one',
    columns: [count, last, { kind: 'time', name: 'closed', types: ['Closed'] }],
    types: ['note-added', 'NoteChanged', 'Closed'],
  });
  assert.equal(
    source,
    `const onNoteAdded = (state, event) => {
  state.events += 1;
  state['last note'] = event.data?.note?.text ?? state['last note'];
};

// One row for all events.
fromAll().when({
  $init: () => ({ events: 0, 'last note': null, closed: null }),
  'note-added': onNoteAdded,
  NoteChanged: onNoteAdded,
  Closed: (state, event) => {
    state.events += 1;
    state['last note'] = event.data?.note?.text ?? state['last note'];
    state.closed = event.created;
  },
});
`,
  );
});

test('where all types count, a column of some types asks for them', () => {
  const some = (types: string[]) => written({ columns: [{ ...count, types }] });
  assert.ok(
    some(['A']).includes("      if (event.eventType === 'A') {\n        state.events += 1;"),
  );
  assert.ok(some(['A', 'B']).includes("      if (['A', 'B'].includes(event.eventType)) {\n"));
  const many = some(Array.from({ length: 9 }, (_, at) => `AnEventOfTheType${at}`));
  assert.ok(
    many.includes("\n          'AnEventOfTheType8',\n        ].includes(event.eventType)\n"),
  );
});

test('what the log names can’t be taken for code', () => {
  const names = [
    "it's",
    'a"b',
    `'"`,
    'line\nbreak',
    '\u2028',
    '*/',
    '\\',
    `a$${'{x}'}`,
    '\u202e',
    '\ud800',
  ];
  for (const name of names) {
    const columns = [
      { ...count, name, types: [name] },
      { ...total, name: `${name}2`, member: [name] },
    ];
    const form: Form = { rows: { member: [name] }, columns, types: [name] };
    const source = writeSource(form);
    assert.doesNotMatch(source, /[\u2028\u202e\ud800]/);
    const { projection } = defined(source, 'v2');
    const [event] = logged([{ type: name, data: { [name]: 1.5 } }]);
    assert.ok(event);
    const state = JSON.parse(projection?.apply(event).after ?? 'null');
    const kept = name.replace('\ud800', '\ufffd');
    assert.deepEqual(state, { [kept]: 1, [`${kept}2`]: '1.5' }, source);
  }
});

test('decimals are added to the last digit, where JavaScript’s numbers round', () => {
  const sum = (...amounts: unknown[]) =>
    (
      stateAfter({ columns: [total] }, ...amounts.map((amount) => ({ amount }))) as {
        total: string;
      }
    ).total;
  assert.equal(sum(0.1, 0.2), '0.3');
  assert.equal(sum('0.10', '0.20'), '0.30');
  assert.equal(sum('9007199254740993', 0.25), '9007199254740993.25');
  assert.equal(sum(1e21, -1e-7), '999999999999999999999.9999999');
  assert.equal(sum('-0.50', '0.5'), '0.00');
  assert.equal(
    sum('-0.25', undefined, null, '', 'x', [], {}, true, '.5', '5.', '+5', '1e9999'),
    '-0.25',
  );
});

test('a whole number that can’t be added exactly fails its event, and is not lost', () => {
  const source = written({ rows: 'one', columns: [quantity] });
  for (const wrong of [0.5, 2 ** 53, '12', '12.50']) {
    const { projection } = defined(source, 'v1');
    const [first, second, third] = logged(
      [3, wrong, 4].map((quantity) => ({ data: { quantity } })),
    );
    assert.ok(first && second && third);
    assert.equal(projection?.apply(first).error, null);
    const { error, after } = projection?.apply(second) ?? {};
    assert.equal(error?.code, 'handler_error');
    assert.ok(error?.message.includes(`${wrong} can’t be added to 3 as a whole number`));
    assert.equal(after, '{"quantity":3}');
    assert.equal(projection?.apply(third).after, '{"quantity":7}');
  }
  assert.deepEqual(stateAfter({ columns: [quantity] }, { quantity: -1 }, { quantity: 2 ** 53 }), {
    quantity: -1,
  });
  const most = Number.MAX_SAFE_INTEGER;
  assert.deepEqual(stateAfter({ columns: [quantity] }, { quantity: most }, { quantity: 1 }), {
    quantity: most,
  });
});

test('functions are written where a column needs them, and no others', () => {
  const functions = (column: Column) =>
    written({ columns: [column] }).match(/(?<=\nfunction )\w+/g);
  assert.deepEqual(functions(count), null);
  assert.deepEqual(functions(quantity), ['plusWhole', 'addedWhole']);
  assert.deepEqual(functions(total), ['plus', 'added', 'decimalOf', 'unitsOf', 'textOf']);
  const least: Column = { ...count, kind: 'smallest', member: ['amount'], compares: 'decimal' };
  assert.deepEqual(functions(least), ['smaller', 'isLess', 'decimalOf', 'unitsOf']);
  assert.deepEqual(functions({ ...least, member: ['link'], compares: 'text' }), [
    'smallerText',
    'own',
  ]);
});

test('a member that JavaScript’s objects, lists and texts have by themselves counts where the event has it', () => {
  const first: Column = { kind: 'first', name: 'found', member: ['link', 'length'], types: null };
  const found = (data: unknown) => stateAfter({ columns: [first] }, data);
  assert.deepEqual(found({ link: { length: 5 } }), { found: 5 });
  for (const data of ['text', [1], { link: 'text' }, { link: [1, 2] }, {}, null]) {
    assert.deepEqual(found(data), { found: null });
  }
});

test('no word stands in a source for which the sandbox would run it in a slower way', () => {
  const columns = (['whole', 'decimal'] as const).flatMap((adds): Column[] => [
    { kind: 'difference', name: `${adds}A`, member: ['b'], adds, plus: ['P'], minus: ['M'] },
    { kind: 'smallest', name: `${adds}C`, member: ['b'], compares: 'number', types: null },
    { kind: 'largest', name: `${adds}D`, member: ['b'], compares: 'decimal', types: null },
    { kind: 'largest', name: `${adds}E`, member: ['b'], compares: 'text', types: null },
    { kind: 'smallest', name: `${adds}G`, member: ['b'], compares: 'text', types: null },
    { kind: 'smallest', name: `${adds}H`, member: ['b'], compares: 'decimal', types: null },
    { kind: 'largest', name: `${adds}I`, member: ['b'], compares: 'number', types: null },
    { kind: 'distinct', name: `${adds}F`, member: ['b'], types: null },
  ]);
  for (const types of [['P', 'M', 'N'], null]) {
    const source = writeSource({ rows: { member: ['id'] }, columns, types });
    assert.doesNotMatch(
      source,
      /\b(?:in|get|set|create|JSON|Object|Reflect|Symbol)\b|\bdefine|\.\.\./,
    );
  }
});
