// Own projections, by the scripting API: defined, folded, asked, stepped, kept and dropped.

import type { Definition } from '../src/engine/api';
import { account, balances, bank, spending } from './objects/bank';
import { expect, test } from './shared';

test('a projection of one’s own is asked like any other', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  const answers = await page.evaluate(async (source) => {
    const { hindsight } = window;
    const defined = await hindsight.define('balances', { source });
    await hindsight.caughtUp('balances');
    return {
      defined,
      definitions: await hindsight.definitions(),
      table: await hindsight.table('balances'),
      past: await hindsight.table('balances', { at: { position: 3 } }),
      row: await hindsight.row('balances', 'bob', { at: { position: 4 } }),
      diff: await hindsight.diff('balances', { from: { position: 2 }, to: { position: 5 } }),
      lineage: await hindsight.lineage('balances', 'bob'),
      find: await hindsight.find('balances', { column: 'balance', op: '<', value: 0 }),
    };
  }, balances);
  expect(answers.defined).toEqual({ name: 'balances', revision: 1, diagnostics: [] });
  const revision = {
    revision: 1,
    source: balances,
    engine: 'v1',
    onError: 'continue',
    state: 'current',
    position: 5,
    events: 5,
    failures: 0,
    fault: null,
  };
  expect(answers.definitions).toEqual([
    { name: 'balances', ...revision, answers: 1, revisions: [revision] },
  ]);
  const rows = (table: typeof answers.table) =>
    table.rows.map(({ key, values }) => [key, ...values]);
  expect(answers.table.columns.map(({ name }) => name)).toEqual(['balance', 'below']);
  expect(rows(answers.table)).toEqual([
    ['alice', 70, null],
    ['bob', 10, '2026-01-06T10:02:00.0000000Z'],
  ]);
  expect(rows(answers.past)).toEqual([
    ['alice', 100, null],
    ['bob', -30, '2026-01-06T10:02:00.0000000Z'],
  ]);
  expect(answers.row?.state).toBe('{"balance":-30,"below":"2026-01-06T10:02:00.0000000Z"}');
  expect(answers.diff.rows.map(({ key }) => key)).toEqual(['alice', 'bob']);
  expect(answers.lineage.versions.map(({ position }) => position)).toEqual([5, 3, 2]);
  expect(answers.find.flips.map(({ position, key }) => [position, key])).toEqual([
    [3, 'bob'],
    [5, 'bob'],
  ]);
});

test('an event that is appended is folded, by whoever writes it', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.clear();
    await hindsight.define('balances', { source });
  }, balances);
  for (const event of bank) await playground.append(event);
  const rows = await page.evaluate(async () => {
    await window.hindsight.caughtUp('balances');
    return (await window.hindsight.table('balances')).rows.map(({ values }) => values[0]);
  });
  expect(rows).toEqual([70, 10]);
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(account('Deposited', 'carol', 7, 9));
  const anew = await page.evaluate(async () => {
    await window.hindsight.caughtUp('balances');
    return (await window.hindsight.table('balances')).rows.map(({ key, values }) => [
      key,
      values[0],
    ]);
  });
  expect(anew, 'a log that was emptied begins anew').toEqual([['carol', 7]]);
});

test('it is kept with its workspace, and its table with it', async ({ playground }) => {
  const { page } = playground;
  await playground.append(...bank);
  await page.evaluate(async (source) => {
    await window.hindsight.define('balances', { source, engine: 'v2', onError: 'stop' });
    await window.hindsight.caughtUp('balances');
  }, balances);
  await page.reload();
  const there = await page.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.ready;
    await hindsight.caughtUp('balances');
    return { all: await hindsight.definitions(), table: await hindsight.table('balances') };
  });
  const [only] = there.all as [Definition];
  expect(only).toMatchObject({ name: 'balances', engine: 'v2', onError: 'stop', state: 'current' });
  expect(there.table.rows).toHaveLength(2);
  await page.evaluate(() => window.hindsight.drop('balances'));
  await page.reload();
  const gone = await page.evaluate(async () => {
    await window.hindsight.ready;
    return window.hindsight.definitions();
  });
  expect(gone).toEqual([]);
});

test('a step tells what an event did, from the states that it met', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank, { type: 'Noted', stream: 'note-1', data: {} });
  const source =
    `${balances}.outputState().transformBy((state) => ({ is: state.balance }))`.replace(
      'state.balance += event.data.amount;',
      `state.balance += event.data.amount;
      log('deposit'); emit('log-1', 'Seen', { at: event.sequenceNumber });`,
    );
  const steps = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.define('balances', { source });
    return Promise.all([5, 6].map((position) => hindsight.step('balances', position)));
  }, source);
  expect(steps).toEqual([
    {
      position: 5,
      partition: 'bob',
      before: '{"balance":-30,"below":"2026-01-06T10:02:00.0000000Z"}',
      after: '{"balance":10,"below":"2026-01-06T10:02:00.0000000Z"}',
      result: '{"is":10}',
      emitted: [{ stream: 'log-1', type: 'Seen', data: '{"at":2}', metadata: null, link: null }],
      logs: ['deposit'],
      skipped: null,
      error: null,
    },
    expect.objectContaining({
      position: 6,
      skipped: expect.objectContaining({ reason: 'unhandled' }),
    }),
  ]);
});

test('what a handler throws is a failure, or stops the projection before it', async ({
  playground,
}) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  const source = `fromAll().when({
    $init: () => ({ n: 0 }),
    Withdrawn: (state, event) => {
      if (event.data.account === 'bob') throw new Error('no money');
      state.n++;
    },
    Deposited: (state) => { state.n++; },
  })`;
  const [goes, stops] = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.define('goes', { source });
    await hindsight.define('stops', { source, onError: 'stop' });
    await Promise.all([hindsight.caughtUp('goes'), hindsight.caughtUp('stops')]);
    const definitions = await hindsight.definitions();
    return Promise.all(
      definitions.map(async ({ name, state, position, failures, fault }) => ({
        state,
        position,
        failures,
        fault,
        told: await hindsight.failures(name),
        rows: (await hindsight.table(name)).rows.map(({ state }) => state),
      })),
    );
  }, source);
  expect(goes).toMatchObject({ state: 'current', position: 5, failures: 1, fault: null });
  expect(goes?.told).toMatchObject([
    { position: 3, code: 'handler_error', message: 'Error: no money (line 4, column 47)' },
  ]);
  expect(goes?.rows).toEqual(['{"n":4}']);
  const fault = { position: 3, code: 'handler_error', message: 'Error: no money', line: 4 };
  expect(stops).toMatchObject({ state: 'stopped', position: 2, failures: 0, fault });
  expect(stops?.rows).toEqual(['{"n":2}']);
});

test('a source that can’t be run is refused, and what was defined before stays', async ({
  playground,
}) => {
  const { page } = playground;
  const refused = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.define('balances', { source });
    const tries = [
      'fromAll().when({',
      'fromAll().foreachStream().foreachStream()',
      'throw new Error("no")',
      'fromAll().when({ A: (s) => console.log(s) })',
    ];
    const told: unknown[] = [];
    for (const source of tries) {
      const { code, details } = await hindsight.define('balances', { source }).then(
        ({ diagnostics }) => ({ code: 'defined', details: { diagnostics } }),
        (error) => error,
      );
      const [first] = details.diagnostics;
      told.push([code, first?.severity, first?.code, first?.line]);
    }
    for (const name of ['streams', 'no name', '']) {
      const { code } = await hindsight.define(name, { source }).catch((error) => error);
      told.push([name, code]);
    }
    return { told, kept: (await hindsight.definitions()).map(({ revision }) => revision) };
  }, balances);
  expect(refused.told).toEqual([
    ['invalid_definition', 'error', 'syntax_error', 1],
    ['invalid_definition', 'error', 'definition_error', 1],
    ['invalid_definition', 'error', 'definition_error', 1],
    ['defined', 'warning', 'unknown_type', 1],
    ['streams', 'duplicate_projection'],
    ['no name', 'invalid_query'],
    ['', 'invalid_query'],
  ]);
  expect(refused.kept).toEqual([2]);
});

test('what it emits is a table of its own, and not in the log', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  const ask = async () => {
    const { hindsight } = window;
    await hindsight.ready;
    await hindsight.caughtUp('balances');
    const table = await hindsight.table('balances/emitted');
    const past = await hindsight.table('balances/emitted', { at: { position: 3 } });
    const { events } = await hindsight.stats();
    return {
      rows: table.rows.map(({ key, changedAt, state }) => [
        key,
        changedAt,
        JSON.parse(state ?? ''),
      ]),
      past: past.total,
      events,
    };
  };
  await page.evaluate((source) => window.hindsight.define('balances', { source }), spending);
  const before = await page.evaluate(ask);
  expect(before).toEqual({
    rows: [
      [
        '3/1',
        3,
        { stream: 'alerts', type: 'Spent', data: { account: 'bob' }, metadata: { by: 'balances' } },
      ],
      [
        '3/2',
        3,
        {
          stream: 'spending',
          type: '$>',
          data: '1@account-bob',
          link: { stream: 'account-bob', sequenceNumber: 1 },
        },
      ],
      [
        '4/1',
        4,
        {
          stream: 'alerts',
          type: 'Spent',
          data: { account: 'alice' },
          metadata: { by: 'balances' },
        },
      ],
      [
        '4/2',
        4,
        {
          stream: 'spending',
          type: '$>',
          data: '1@account-alice',
          link: { stream: 'account-alice', sequenceNumber: 1 },
        },
      ],
    ],
    past: 2,
    events: 5,
  });
  await page.reload();
  expect(await page.evaluate(ask)).toEqual(before);
});
