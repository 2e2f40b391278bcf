// The scripting API: what changes the log.

import { expect, test } from './shared';

test('append answers where each event went, and when it was recorded', async ({ playground }) => {
  const { page } = playground;
  const { one, many } = await page.evaluate(async () => ({
    one: await window.hindsight.append({ type: 'Noted', stream: 'note-1', data: { n: 1 } }),
    many: await window.hindsight.append([
      { type: 'Noted', stream: 'note-1', id: 'second' },
      { type: 'Noted', stream: 'note-2' },
    ]),
  }));
  expect(one.duplicate).toBe(false);
  expect(one.events).toEqual([
    expect.objectContaining({ position: 9, stream: 'note-1', version: 1 }),
  ]);
  expect(one.events[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  expect(one.events[0]?.recorded).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  expect(many.events).toMatchObject([
    { position: 10, id: 'second', stream: 'note-1', version: 2 },
    { position: 11, stream: 'note-2', version: 1 },
  ]);
  await playground.events.expectPositions([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('append keeps every field, and dataText byte for byte', async ({ playground }) => {
  const dataText = '{\n\t"n": 12345678901234567890.10,\r\n "é": "\\u00e9" }';
  await playground.append({
    type: 'Noted',
    stream: 'note-1',
    id: 'n1',
    time: '2026-03-01T12:00:00.000000001+02:00',
    schemaVersion: 4,
    metadata: { causationId: 'c' },
    dataText,
  });
  expect((await playground.stored()).at(-1)).toMatchObject({
    position: 9,
    id: 'n1',
    time: '2026-03-01T10:00:00.000000001Z',
    schemaVersion: 4,
    metadata: { causationId: 'c' },
    dataText,
    data: { é: 'é' },
  });
});

test('append is all or nothing', async ({ playground }) => {
  const before = await playground.log();
  const error = await playground.errorOf(() =>
    window.hindsight.append([
      { type: 'Noted', stream: 'note-1' },
      { type: '', stream: 'note-1' },
    ]),
  );
  expect(error).toMatchObject({
    isError: true,
    code: 'invalid_event',
    details: { index: 1, field: 'type' },
  });
  expect(await playground.log()).toBe(before);
});

test('an id that is taken is refused, naming the position that has it', async ({ playground }) => {
  const error = await playground.errorOf(async () => {
    await window.hindsight.append({ type: 'Noted', stream: 'note-1', id: 'n1' });
    await window.hindsight.append({ type: 'Noted', stream: 'note-2', id: 'n1' });
  });
  expect(error).toMatchObject({ code: 'duplicate_id', details: { id: 'n1', position: 9 } });
  const inBatch = await playground.errorOf(() =>
    window.hindsight.append([
      { type: 'Noted', stream: 'note-1', id: 'n2' },
      { type: 'Noted', stream: 'note-1', id: 'n2' },
    ]),
  );
  expect(inBatch).toMatchObject({ code: 'duplicate_id', details: { id: 'n2' } });
  expect(await playground.total()).toBe(9);
});

test('an idempotent retry is answered with its first positions', async ({ playground }) => {
  const { page } = playground;
  const batch = [
    { type: 'Noted', stream: 'note-1', id: 'n1', data: { a: 1 } },
    { type: 'Noted', stream: 'note-1', id: 'n2', data: { a: 2 } },
  ];
  const [first, again] = await page.evaluate(async (events) => {
    const options = { idempotent: true };
    return [
      await window.hindsight.append(events, options),
      await window.hindsight.append(events, options),
    ];
  }, batch);
  expect(first?.duplicate).toBe(false);
  expect(again?.duplicate).toBe(true);
  expect(again?.events).toEqual(first?.events);
  const changed = await playground.errorOf(
    (events) => window.hindsight.append({ ...events, data: 'other' }, { idempotent: true }),
    batch[0] as { type: string; stream: string },
  );
  expect(changed?.code).toBe('duplicate_id');
  expect(await playground.total()).toBe(10);
});

test('an expected version that is not met names the stream and where it is', async ({
  playground,
}) => {
  for (const expectedVersion of ['none', 2, 4] as const) {
    const error = await playground.errorOf(
      (expected) =>
        window.hindsight.append(
          { type: 'Noted', stream: 'order-1001' },
          { expectedVersion: expected as 'none' },
        ),
      expectedVersion,
    );
    expect(error).toMatchObject({
      code: 'version_conflict',
      details: { stream: 'order-1001', actual: 3 },
    });
  }
  const missing = await playground.errorOf(() =>
    window.hindsight.append({ type: 'Noted', stream: 'note-1' }, { expectedVersion: 'exists' }),
  );
  expect(missing).toMatchObject({ code: 'version_conflict', details: { actual: 0 } });
  expect(await playground.total()).toBe(8);
});

test('an expected version that is met lets the batch in, and is for one stream only', async ({
  playground,
}) => {
  const { page } = playground;
  const versions = await page.evaluate(async () => {
    const { hindsight } = window;
    const noted = { type: 'Noted', stream: 'order-1001' };
    const answers = [
      await hindsight.append(noted, { expectedVersion: 3 }),
      await hindsight.append(noted, { expectedVersion: 'exists' }),
      await hindsight.append(noted, { expectedVersion: 'any' }),
      await hindsight.append({ ...noted, stream: 'note-1' }, { expectedVersion: 'none' }),
    ];
    return answers.map(({ events }) => events[0]?.version);
  });
  expect(versions).toEqual([4, 5, 6, 1]);
  const error = await playground.errorOf(() =>
    window.hindsight.append(
      [
        { type: 'Noted', stream: 'a' },
        { type: 'Noted', stream: 'b' },
      ],
      { expectedVersion: 'none' },
    ),
  );
  expect(error).toMatchObject({ code: 'invalid_event', details: { index: 1, field: 'stream' } });
});

test('what JSON cannot hold is refused as data', async ({ playground }) => {
  const errors = await playground.page.evaluate(async () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const values = [Number.NaN, { a: [Number.POSITIVE_INFINITY] }, 10n, cycle];
    return Promise.all(
      values.map((data) =>
        window.hindsight.append({ type: 'Noted', stream: 'note-1', data }).then(
          () => 'went in',
          ({ code, details }) => `${code} ${details.field}`,
        ),
      ),
    );
  });
  expect(errors).toEqual(Array(4).fill('invalid_event data'));
  expect(await playground.total()).toBe(8);
});

test('data nested 10,000 deep and data that is no JSON are refused', async ({ playground }) => {
  const deep = await playground.errorOf(() =>
    window.hindsight.append({
      type: 'Noted',
      stream: 'note-1',
      dataText: '['.repeat(10_000) + ']'.repeat(10_000),
    }),
  );
  expect(deep).toMatchObject({ code: 'invalid_event', details: { index: 0, field: 'data' } });
  const broken = await playground.errorOf(() =>
    window.hindsight.append({ type: 'Noted', stream: 'note-1', dataText: '{\n"a": }' }),
  );
  expect(broken).toMatchObject({
    code: 'invalid_event',
    details: { index: 0, field: 'data', line: 2, column: 6 },
  });
  expect(await playground.total()).toBe(8);
});

test('what is no event at all is refused with a code, too', async ({ playground }) => {
  for (const none of [null, 7, 'event', [null], []]) {
    const error = await playground.errorOf(
      (events) => window.hindsight.append(events as never),
      none,
    );
    expect(error, JSON.stringify(none)).toMatchObject({ isError: true, code: 'invalid_event' });
    expect(error?.details, JSON.stringify(none)).toEqual(expect.anything());
  }
  expect(await playground.total()).toBe(8);
});

test('commands are told with their fields, and executed by name', async ({ playground }) => {
  const { page } = playground;
  const commands = await page.evaluate(() => window.hindsight.commands());
  expect(commands.map(({ name }) => name)).toEqual([
    'place-order',
    'pay',
    'ship',
    'refund',
    'register',
    'log-in',
    'add-stock',
    'remove-stock',
  ]);
  for (const { title, types, fields } of commands) {
    expect(title).not.toBe('');
    expect(types).toHaveLength(1);
    expect(fields.length).toBeGreaterThan(0);
    for (const { name, type } of fields) {
      expect(name).not.toBe('');
      expect(['text', 'integer', 'decimal', 'choice']).toContain(type);
    }
  }
  const { events } = await page.evaluate(() =>
    window.hindsight.execute('add-stock', { sku: 'mug', quantity: 5 }),
  );
  expect(events).toMatchObject([
    { position: 9, stream: 'product-mug', version: 3, type: 'StockAdded', data: { quantity: 5 } },
  ]);
});

test('a command that is refused, unknown or badly filled in says which', async ({ playground }) => {
  const rejected = await playground.errorOf(() =>
    window.hindsight.execute('ship', { orderId: '1002', carrier: 'post' }),
  );
  expect(rejected).toMatchObject({ code: 'rejected', details: { rule: 'ship_before_payment' } });
  const unknown = await playground.errorOf(() => window.hindsight.execute('fly', {}));
  expect(unknown?.code).toBe('unknown_command');
  const bad = await playground.errorOf(() =>
    window.hindsight.execute('add-stock', { sku: 'mug', quantity: 'many' }),
  );
  expect(bad).toMatchObject({ code: 'invalid_event', details: { field: 'quantity' } });
  expect(await playground.total()).toBe(8);
});
