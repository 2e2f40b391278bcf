// The scripting API: what asks and changes nothing.

import type { EventQuery } from '../src/engine/api';
import { expect, test } from './shared';

test('events answers a page: a hundred at most, unless another limit is asked for', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.append(
    ...Array.from({ length: 242 }, (_, n) => ({ type: 'Noted', stream: 'note-1', data: n })),
  );
  const first = await page.evaluate(() => window.hindsight.events());
  expect(first.events).toHaveLength(100);
  expect(first.total).toBe(250);
  expect(first.next).toBe(100);
  expect(first.at).toMatchObject({ position: 250, latest: true });
  const positions = await page.evaluate(async () => {
    const all: number[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const { events, next } = await window.hindsight.events({ after, limit: 60 });
      all.push(...events.map(({ position }) => position));
      after = next;
    }
    return all;
  });
  expect(positions).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
});

test('an event has all its fields, its data both parsed and as text', async ({ playground }) => {
  const [event] = (await playground.stored()).slice(3, 4);
  expect(event).toEqual({
    position: 4,
    id: '019b9288-d680-7000-8000-000000000004',
    stream: 'order-1001',
    version: 2,
    type: 'PaymentReceived',
    schemaVersion: 1,
    time: '2026-01-06T10:07:30Z',
    recorded: '2026-01-06T10:07:30.25Z',
    data: { orderId: '1001', amount: '25.00', currency: 'EUR', method: 'card' },
    dataText: '{"orderId":"1001","amount":"25.00","currency":"EUR","method":"card"}',
    metadata: {
      correlationId: '019b9288-d680-7000-8000-000000000003',
      causationId: '019b9288-d680-7000-8000-000000000003',
    },
    metadataText:
      '{"correlationId":"019b9288-d680-7000-8000-000000000003","causationId":"019b9288-d680-7000-8000-000000000003"}',
  });
});

test('events are narrowed by every field of a query', async ({ playground }) => {
  const queries: [EventQuery, number[]][] = [
    [{ types: ['OrderPlaced', 'OrderShipped'] }, [3, 6, 8]],
    [{ streams: ['user-ada', 'product-mug'] }, [1, 2, 7]],
    [{ category: 'order' }, [3, 4, 6, 8]],
    [{ text: 'grace' }, [5, 6]],
    [{ from: '2026-01-06T10:05:00Z', to: '2026-01-06T14:10:00Z' }, [3, 4, 5]],
    [{ from: '2026-01-06T10:05:00.25Z', clock: 'recorded' }, [3, 4, 5, 6, 7, 8]],
    [{ from: '2026-01-07T00:00:00Z', to: '2026-01-06T00:00:00Z' }, []],
    [{ at: { position: 3 } }, [1, 2, 3]],
    [{ at: { time: '2026-01-06T10:07:30.25Z' } }, [1, 2, 3, 4]],
    [{ order: 'desc', limit: 3 }, [8, 7, 6]],
    [{ order: 'desc', after: 3 }, [2, 1]],
    [{ offset: 2, limit: 2 }, [3, 4]],
    [{ types: ['Nothing'] }, []],
  ];
  for (const [query, positions] of queries) {
    const { events, next } = await playground.page.evaluate(
      (asked) => window.hindsight.events(asked),
      query,
    );
    expect(
      events.map(({ position }) => position),
      JSON.stringify(query),
    ).toEqual(positions);
    if (!query.limit) expect(next, JSON.stringify(query)).toBeNull();
  }
});

test('questions that make no sense are refused with the code invalid_query', async ({
  playground,
}) => {
  const queries = {
    from: { from: 'yesterday' },
    to: { to: '2026-01-06' },
    clock: { clock: 'sundial' },
    order: { order: 'sideways' },
    limit: { limit: 10_001 },
    at: { at: { time: 'noon' } },
  };
  for (const [field, query] of Object.entries(queries)) {
    const error = await playground.errorOf(
      (asked) => window.hindsight.events(asked as never),
      query as object,
    );
    expect(error, field).toMatchObject({ isError: true, code: 'invalid_query' });
    expect(error?.details.field, field).toContain(field);
    expect(error?.message, field).toContain(field);
  }
});

test('projections and their tables are told with columns, rows and the moment', async ({
  playground,
}) => {
  const { page } = playground;
  const projections = await page.evaluate(() => window.hindsight.projections());
  expect(projections.map(({ name }) => name)).toEqual([
    'streams',
    'event_types',
    'order_totals',
    'user_activity',
    'revenue',
    'inventory',
  ]);
  for (const { name, title, rows, versions, failures, columns, at } of projections) {
    expect(title, name).not.toBe('');
    expect(versions, name).toBeGreaterThanOrEqual(rows);
    expect(failures, name).toBe(0);
    expect(at, name).toEqual({ position: 8, time: '2026-01-06T16:45:00.25Z', latest: true });
    const table = await page.evaluate((n) => window.hindsight.table(n), name);
    expect(table.columns, name).toEqual(columns);
    expect(table.total, name).toBe(rows);
    expect(table.rows, name).toHaveLength(rows);
    for (const row of table.rows) {
      expect(row.values, name).toHaveLength(columns.length);
      const alone = await page.evaluate(
        ([n = '', key = '']) => window.hindsight.row(n, key),
        [name, row.key],
      );
      expect(alone, name).toEqual({ at, behind: 0, ...row });
    }
  }
});

test('a table is sorted, searched, paged and asked at a moment', async ({ playground }) => {
  const keys = (query: object) =>
    playground.page.evaluate(
      (asked) => window.hindsight.table('streams', asked).then((t) => t.rows.map((r) => r.key)),
      query,
    );
  const all = ['order-1001', 'order-1002', 'product-mug', 'user-ada', 'user-grace'];
  expect(await keys({ sort: 'key' })).toEqual(all);
  expect(await keys({ sort: 'key', descending: true })).toEqual(all.toReversed());
  expect((await keys({ sort: 'version', descending: true }))[0]).toBe('order-1001');
  expect(await keys({ sort: 'key', search: 'USER' })).toEqual(['user-ada', 'user-grace']);
  expect(await keys({ sort: 'key', offset: 1, limit: 2 })).toEqual(['order-1002', 'product-mug']);
  expect(await keys({ sort: 'key', at: { position: 2 } })).toEqual(['product-mug', 'user-ada']);
  expect(await keys({ at: { position: 0 } })).toEqual([]);
});

test('a table gives a hundred rows, unless another limit is asked for', async ({ playground }) => {
  await playground.append(
    ...Array.from({ length: 130 }, (_, n) => ({ type: 'Noted', stream: `note-${n}` })),
  );
  const lengths = await playground.page.evaluate(async () => {
    const usual = await window.hindsight.table('streams');
    const more = await window.hindsight.table('streams', { limit: 10_000 });
    return [usual.rows.length, more.rows.length, usual.total];
  });
  expect(lengths).toEqual([100, 135, 135]);
});

test('a moment is a position or a time, and every answer names the one it is for', async ({
  playground,
}) => {
  const { page } = playground;
  const at = { position: 4, time: '2026-01-06T10:07:30.25Z', latest: false };
  const answers = await page.evaluate(async () => {
    const { hindsight } = window;
    const moments = [{ position: 4 }, { time: '2026-01-06T13:00:00Z' }];
    return Promise.all(
      moments.map(async (moment) => [
        (await hindsight.table('revenue', { at: moment })).at,
        (await hindsight.row('revenue', 'EUR', { at: moment }))?.at,
        (await hindsight.events({ at: moment })).at,
        (await hindsight.projections({ at: moment }))[0]?.at,
      ]),
    );
  });
  expect(answers.flat()).toEqual(Array(8).fill(at));
  const before = await page.evaluate(() => window.hindsight.events({ at: { position: 0 } }));
  expect(before.at).toEqual({ position: 0, time: '', latest: false });
  const missing = await page.evaluate(() =>
    window.hindsight.row('revenue', 'EUR', { at: { position: 3 } }),
  );
  expect(missing).toBeNull();
});

test('a projection or a column that does not exist is refused', async ({ playground }) => {
  const codes = [
    await playground.errorOf(() => window.hindsight.table('profits')),
    await playground.errorOf(() => window.hindsight.row('profits', 'EUR')),
    await playground.errorOf(() => window.hindsight.failures('profits')),
  ].map((error) => error?.code);
  expect(codes).toEqual(Array(3).fill('unknown_projection'));
  const sort = await playground.errorOf(() => window.hindsight.table('revenue', { sort: 'luck' }));
  expect(sort).toMatchObject({ code: 'invalid_query', details: { field: 'sort' } });
});

test('failures name the events that a projection could not apply', async ({ playground }) => {
  await playground.append({ type: 'PaymentReceived', stream: 'order-1', data: { orderId: 7 } });
  const failures = await playground.page.evaluate(() => window.hindsight.failures('revenue'));
  expect(failures).toEqual([
    { position: 9, code: expect.any(String), message: expect.any(String) },
  ]);
  expect(failures[0]?.message).not.toBe('');
});

test('a histogram counts events over time, in all or by type', async ({ playground }) => {
  const { all, byType, day } = await playground.page.evaluate(async () => ({
    all: await window.hindsight.histogram({ buckets: 4 }),
    byType: await window.hindsight.histogram({ buckets: 4, by: 'type' }),
    day: await window.hindsight.histogram({
      buckets: 24,
      from: '2026-01-06T00:00:00Z',
      to: '2026-01-07T00:00:00Z',
    }),
  }));
  expect(all.counts).toHaveLength(4);
  expect(sum(all.counts as number[])).toBe(8);
  const types = byType.counts as { type: string; counts: number[] }[];
  expect(sum(types.flatMap(({ counts }) => counts))).toBe(8);
  expect(types.find(({ type }) => type === 'OrderPlaced')?.counts).toHaveLength(4);
  expect(day).toMatchObject({ from: '2026-01-06T00:00:00Z', to: '2026-01-07T00:00:00Z' });
  expect(day.width).toBe(3_600_000);
  expect((day.counts as number[])[9]).toBe(2);
  const error = await playground.errorOf(() => window.hindsight.histogram({ buckets: 0 }));
  expect(error).toMatchObject({ code: 'invalid_query', details: { field: 'buckets' } });
});

test('a histogram counts over positions and recorded times too, named types on their own', async ({
  playground,
}) => {
  const { positions, named, recorded } = await playground.page.evaluate(async () => ({
    positions: await window.hindsight.histogram({ buckets: 2, axis: 'position', from: 2, to: 7 }),
    named: await window.hindsight.histogram({
      buckets: 1,
      axis: 'position',
      by: 'type',
      types: ['OrderPlaced'],
    }),
    recorded: await window.hindsight.histogram({ buckets: 3, axis: 'recorded' }),
  }));
  expect(positions).toEqual({ from: 2, to: 7, width: 2.5, counts: [3, 2] });
  expect(named.counts).toEqual([
    { type: 'OrderPlaced', counts: [2] },
    { type: '', counts: [6] },
  ]);
  expect(recorded.from).toBe('2026-01-06T09:00:00.25Z');
  expect(sum(recorded.counts as number[])).toBe(8);
});

test('stats tell what the log holds and costs', async ({ playground }) => {
  const stats = await playground.page.evaluate(() => window.hindsight.stats());
  expect(stats).toMatchObject({
    events: 8,
    streams: 5,
    firstTime: '2026-01-06T09:00:00Z',
    lastTime: '2026-01-06T16:45:00Z',
    storage: {
      kind: 'file',
      role: 'writer',
      workspace: { name: 'Sample shop' },
      file: { events: 8 },
    },
  });
  expect(stats.bytes).toBeGreaterThan(500);
  expect(stats.wasmMemory).toBeGreaterThan(1_000_000);
});

test('every answer is a plain object, and survives structuredClone', async ({ playground }) => {
  const strange = await playground.page.evaluate(answersThatAreStrange);
  expect(strange.inAnswers, 'members of answers that are no JSON').toEqual([]);
  // What looks for them finds them.
  expect(strange.inExample).toEqual(['.map', '.list.0', '.computed', '.nothing', '.error']);
});

/** In the page: the members of every method's answer that JSON does not know; and those of an example. */
async function answersThatAreStrange() {
  const { hindsight } = window;
  const strangeIn = (value: unknown, path: string): string[] => {
    if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return [];
    if (typeof value !== 'object') return [path];
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return [path];
    return Object.entries(Object.getOwnPropertyDescriptors(value))
      .filter(([, { enumerable }]) => enumerable)
      .flatMap(([name, member]) =>
        'value' in member ? strangeIn(member.value, `${path}.${name}`) : [`${path}.${name}`],
      );
  };
  const heard: unknown[] = [];
  await hindsight.subscribe((event) => heard.push(event));
  const answers: Record<string, unknown> = {
    append: await hindsight.append({ type: 'Noted', stream: 'note-1' }),
    import: await hindsight.import('{"type":"Noted","stream":"note-2"}'),
    events: await hindsight.events(),
    projections: await hindsight.projections(),
    table: await hindsight.table('streams'),
    row: await hindsight.row('streams', 'note-1'),
    diff: await hindsight.diff('streams', { from: { position: 3 }, to: { position: 9 } }),
    lineage: await hindsight.lineage('streams', 'note-1'),
    find: await hindsight.find('streams', { column: 'version', op: '>', value: '1' }),
    failures: await hindsight.failures('streams'),
    histogram: await hindsight.histogram({ buckets: 2 }),
    byType: await hindsight.histogram({ buckets: 2, by: 'type' }),
    commands: await hindsight.commands(),
    execute: await hindsight.execute('add-stock', { sku: 'mug', quantity: 1 }),
    generate: await hindsight.generate({ events: 3 }),
    stats: await hindsight.stats(),
    ask: await hindsight.ask([{ ask: 'stats' }, { ask: 'table', name: 'nothing' }]),
    workspaces: await hindsight.workspaces.list(),
    heard,
  };
  structuredClone(answers);
  const example = {
    map: new Map(),
    list: [() => {}],
    get computed() {
      return 1;
    },
    nothing: undefined,
    error: new Error('strange'),
    fine: [{ a: [1, 'b', null, true] }],
  };
  return { inAnswers: strangeIn(answers, ''), inExample: strangeIn(example, '') };
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

test('ask answers several questions from one snapshot, an error in the place of its answer', async ({
  playground,
}) => {
  const asked = await playground.page.evaluate(() => {
    const answers = window.hindsight.ask([
      { ask: 'moment', at: { position: 3 } },
      { ask: 'events', types: ['OrderPlaced'], limit: 1 },
      { ask: 'table', name: 'nothing' },
      { ask: 'stats' },
    ]);
    // Comes after it, so it is not in its snapshot.
    window.hindsight.append({ type: 'Noted', stream: 'n-1', data: 1 });
    return answers as Promise<[object, { events: object[] }, object, object]>;
  });
  expect(asked[0]).toMatchObject({ position: 3, latest: false });
  expect(asked[1].events).toHaveLength(1);
  expect(asked[1].events[0]).toMatchObject({
    data: { orderId: '1001' },
    metadata: {},
    metadataText: '{}',
  });
  expect(asked[2]).toMatchObject({
    error: { code: 'unknown_projection', details: { name: 'nothing' } },
  });
  expect(asked[3]).toMatchObject({ events: 8 });
});

test('a wrong type is named, in words of JSON', async ({ playground }) => {
  const at = '2026-01-06' as never;
  for (const [error, message] of [
    [
      await playground.errorOf(
        (wrong) => window.hindsight.table('order_totals', { at: wrong }),
        at,
      ),
      'at: got a string, want an object with a position or a time',
    ],
    [
      await playground.errorOf((wrong) => window.hindsight.events({ types: wrong }), at),
      'types: got a string, want an array of strings',
    ],
    [
      await playground.errorOf((wrong) => window.hindsight.diff('revenue', wrong), {} as never),
      'from: got nothing, want an object with a position or a time',
    ],
  ] as const) {
    expect(error).toMatchObject({ code: 'invalid_query', message });
  }
});
