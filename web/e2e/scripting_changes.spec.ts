// The scripting API: what changed between two moments, what made a row, and when something was so.

import { expect, test } from './shared';

test('diff tells the rows that differ between two moments', async ({ playground }) => {
  const diff = await playground.page.evaluate(() =>
    window.hindsight.diff('order_totals', { from: { position: 3 }, to: { position: 8 } }),
  );
  expect(diff.from).toMatchObject({ position: 3, latest: false });
  expect(diff.to).toMatchObject({ position: 8, latest: true });
  expect(diff.total).toBe(2);
  expect(diff.rows).toEqual([
    {
      key: '1001',
      kind: 'changed',
      before: ['placed', 'EUR', '25.00', '0', '0', 'ada'],
      after: ['shipped', 'EUR', '25.00', '25.00', '0', 'ada'],
      events: [4, 8],
    },
    {
      key: '1002',
      kind: 'added',
      before: null,
      after: ['placed', 'USD', '13.75', '0', '0', 'grace'],
      events: [6],
    },
  ]);
});

test('diff works backwards, to the latest, and by time', async ({ playground }) => {
  const { back, latest, none } = await playground.page.evaluate(async () => ({
    back: await window.hindsight.diff('user_activity', {
      from: { position: 8 },
      to: { time: '2026-01-06T12:00:00Z' },
    }),
    latest: await window.hindsight.diff('inventory', { from: { position: 2 } }),
    none: await window.hindsight.diff('inventory', { from: { position: 7 } }),
  }));
  expect(back.rows).toMatchObject([{ key: 'grace', kind: 'removed', after: null }]);
  expect(latest.rows).toMatchObject([{ key: 'mug', before: [20, 0], after: [18, 2], events: [7] }]);
  expect(none).toMatchObject({ rows: [], total: 0 });
});

test('lineage tells the versions of a row, newest first, and the events that made them', async ({
  playground,
}) => {
  const { all, column, earlier } = await playground.page.evaluate(async () => ({
    all: await window.hindsight.lineage('order_totals', '1001'),
    column: await window.hindsight.lineage('order_totals', '1001', { column: 'paid' }),
    earlier: await window.hindsight.lineage('order_totals', '1001', { at: { position: 4 } }),
  }));
  expect(all.total).toBe(3);
  expect(all.versions.map(({ position, type }) => [position, type])).toEqual([
    [8, 'OrderShipped'],
    [4, 'PaymentReceived'],
    [3, 'OrderPlaced'],
  ]);
  expect(all.versions[1]?.changed).toEqual(['status', 'paid']);
  expect(all.versions[1]?.values?.[0]).toBe('paid');
  expect(column.versions.map(({ position }) => position)).toEqual([4, 3]);
  expect(earlier.at).toMatchObject({ position: 4, latest: false });
  expect(earlier.versions.map(({ position }) => position)).toEqual([4, 3]);
});

test('find tells when a condition became true and false', async ({ playground }) => {
  const { low, shipped } = await playground.page.evaluate(async () => ({
    low: await window.hindsight.find('inventory', { column: 'onHand', op: '<', value: 20 }),
    shipped: await window.hindsight.find('order_totals', {
      key: '1001',
      column: 'status',
      op: '=',
      value: 'paid',
    }),
  }));
  expect(low.flips).toMatchObject([{ position: 7, key: 'mug', becomes: true }]);
  expect(shipped.flips).toMatchObject([
    { position: 4, key: '1001', becomes: true },
    { position: 8, key: '1001', becomes: false },
  ]);
});

test('find looks into the data of events, which have members of their own', async ({
  playground,
}) => {
  await playground.append(
    { type: 'Deposited', stream: 'account-1', data: { amount: 100, by: { name: 'ada' } } },
    { type: 'Deposited', stream: 'account-1', dataText: '{"amount": 9007199254740993}' },
    { type: 'Renamed', stream: 'account-1', data: { name: 'savings' } },
  );
  const { large, named, there } = await playground.page.evaluate(async () => {
    const of = { key: 'account-1', column: 'data' };
    const find = window.hindsight.find.bind(window.hindsight);
    return {
      large: await find('streams', { ...of, member: 'amount', op: '>', value: '9007199254740992' }),
      named: await find('streams', { ...of, member: 'by.name', op: '=', value: 'ada' }),
      there: await find('streams', { ...of, member: 'amount', op: 'exists' }),
    };
  });
  const turns = ({ flips }: typeof large) =>
    flips.map(({ position, becomes }) => [position, becomes]);
  expect(turns(large)).toEqual([
    [10, true],
    [11, false],
  ]);
  expect(turns(named)).toEqual([
    [9, true],
    [10, false],
  ]);
  expect(turns(there)).toEqual([
    [9, true],
    [11, false],
  ]);
  const error = await playground.errorOf(() =>
    window.hindsight.find('inventory', { column: 'onHand', member: 'a', op: '=', value: 1 }),
  );
  expect(error).toMatchObject({ code: 'invalid_query', details: { field: 'member' } });
});

test('what a script leaves out of a question is refused with a code', async ({ playground }) => {
  const errors = [
    await playground.errorOf(() => Reflect.apply(window.hindsight.diff, null, ['streams'])),
    await playground.errorOf(() => Reflect.apply(window.hindsight.find, null, ['streams'])),
    await playground.errorOf(() => Reflect.apply(window.hindsight.generate, null, [])),
    await playground.errorOf(() => Reflect.apply(window.hindsight.subscribe, null, [5])),
  ];
  for (const error of errors) {
    expect(error).toMatchObject({ isError: true, code: 'invalid_query' });
    expect(error?.message).toMatch(/^(query|options|handler): got .*, want an? (object|function)$/);
  }
});

test('a diff of what does not exist is refused', async ({ playground }) => {
  const errors = [
    await playground.errorOf(() => window.hindsight.diff('profits', { from: { position: 1 } })),
    await playground.errorOf(() => window.hindsight.lineage('profits', 'EUR')),
    await playground.errorOf(() => window.hindsight.find('profits', { op: 'exists' })),
  ];
  for (const error of errors) {
    expect(error).toMatchObject({ isError: true, code: 'unknown_projection' });
  }
});
