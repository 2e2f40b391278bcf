// Revisions of own projections, by the scripting API: the next one beside the one that answers, compared, stepped, gone
// back to, renamed, dropped and kept.

import type { Page } from '@playwright/test';
import { account, balances, bank } from './objects/bank';
import { expect, test } from './shared';

/** The same, but who withdraws pays a fee, and an account is there once it is opened. */
const withFee = balances
  .replace('-= event.data.amount', '-= event.data.amount + 1')
  .replace('Deposited:', 'Opened: (state) => state,\n    Deposited:');

const opened = { ...account('Opened', 'carol', 0, 5) };

/** Counts the events of each stream, and takes its time. */
const slow = (step: number) => `
fromAll().foreachStream().when({
  $init: () => ({ n: 0 }),
  $any: (state) => { for (let i = 0; i < 20_000; i++); state.n += ${step}; },
})
`;

/** Two revisions of the bank's balances, the second with a fee. */
async function defineTwice(page: Page): Promise<void> {
  await page.evaluate(
    async ([first, second]) => {
      const { hindsight } = window;
      for (const source of [first, second]) {
        await hindsight.define('balances', { source });
        await hindsight.caughtUp('balances');
      }
    },
    [balances, withFee] as const,
  );
}

function revisionsOf(page: Page) {
  return page.evaluate(async () =>
    (await window.hindsight.definitions()).map(({ name, revision, answers, revisions }) => ({
      name,
      revision,
      answers,
      kept: revisions.map(({ revision, state }) => `${revision} ${state}`),
    })),
  );
}

/** The first value of each row; the code of the error where there is no such table. */
function table(page: Page, name: string) {
  return page.evaluate(
    (name) =>
      window.hindsight.table(name).then(
        ({ rows }) => rows.map(({ key, values }) => [key, values[0]]),
        (error) => error.code,
      ),
    name,
  );
}

test('the revision before answers until the new one has caught up, and is kept beside it', async ({
  playground,
}) => {
  const { page } = playground;
  const told = await page.evaluate(
    async ([first, second]) => {
      const { hindsight } = window;
      await hindsight.clear();
      await hindsight.generate({ events: 20_000 });
      await hindsight.define('count', { source: first });
      await hindsight.caughtUp('count');
      const look = async () => {
        const [definitions, [total, next, projections]] = await Promise.all([
          hindsight.definitions(),
          hindsight.ask([
            { ask: 'table', name: 'count', limit: 1 },
            { ask: 'table', name: 'count@2', limit: 1 },
            { ask: 'projections' },
          ]) as Promise<[Answer, Answer & { error?: { code: string } }, { name: string }[]]>,
        ]);
        const [{ revision, answers, state, revisions }] = definitions as [(typeof definitions)[0]];
        return {
          revision,
          answers,
          state,
          states: revisions.map(({ state }) => state),
          behind: total.behind,
          first: total.rows[0]?.values[0],
          nextIsBehind: next.behind > 0,
          shown: projections.map(({ name }) => name).filter((name) => name.startsWith('count')),
        };
      };
      interface Answer {
        behind: number;
        rows: { values: number[] }[];
      }
      await hindsight.define('count', { source: second });
      const before = await look();
      await hindsight.caughtUp('count');
      return { before, after: await look() };
    },
    [slow(1), slow(-1)] as const,
  );
  const { first } = told.before;
  expect(told.before).toEqual({
    revision: 2,
    answers: 1,
    state: 'running',
    states: ['current', 'running'],
    behind: 0,
    first,
    nextIsBehind: true,
    shown: ['count'],
  });
  expect(first).toBeGreaterThan(0);
  expect(told.after).toEqual({
    revision: 2,
    answers: 2,
    state: 'current',
    states: ['current', 'current'],
    behind: 0,
    first: -(first as number),
    nextIsBehind: false,
    shown: ['count'],
  });
});

test('two revisions are compared at any moment, and say where they part', async ({
  playground,
}) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank, opened);
  await defineTwice(page);
  const compared = await page.evaluate(async () => {
    const { hindsight } = window;
    const revisions: [number, number] = [1, 2];
    const all = [0, 2, 3, 5].map((position) =>
      hindsight.compare('balances', { revisions, at: { position } }),
    );
    return {
      all: await Promise.all(all),
      latest: await hindsight.compare('balances', { revisions: [2, 1], offset: 1, limit: 2 }),
      steps: await Promise.all(
        [{ revision: 1 }, { revision: 2 }, {}].map((of) => hindsight.step('balances', 3, of)),
      ),
    };
  });
  const below = '"below":"2026-01-06T10:02:00.0000000Z"';
  const bob = (left: number, right: number) => ({
    key: 'bob',
    kind: 'changed',
    left: `{"balance":${left},${below}}`,
    right: `{"balance":${right},${below}}`,
  });
  const none = { total: 0, rows: [], parts: null };
  expect(compared.all.map(({ at: _, behind: __, ...rest }) => rest)).toEqual([
    none,
    none,
    { total: 1, rows: [bob(-30, -31)], parts: 3 },
    {
      total: 2,
      rows: [
        {
          key: 'alice',
          kind: 'changed',
          left: '{"balance":70,"below":null}',
          right: '{"balance":69,"below":null}',
        },
        bob(10, 9),
      ],
      parts: 3,
    },
  ]);
  expect(compared.latest).toMatchObject({
    at: { position: 6, latest: true },
    total: 3,
    rows: [
      bob(9, 10),
      { key: 'carol', kind: 'removed', left: '{"balance":0,"below":null}', right: null },
    ],
    behind: 0,
  });
  expect(compared.steps.map(({ before, after }) => [before, after])).toEqual([
    ['{"balance":20,"below":null}', `{"balance":-30,${below}}`],
    ['{"balance":20,"below":null}', `{"balance":-31,${below}}`],
    ['{"balance":20,"below":null}', `{"balance":-31,${below}}`],
  ]);
});

test('both go on folding, and the third lets go of the first', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  await defineTwice(page);
  await playground.append(account('Withdrawn', 'alice', 5, 9));
  await page.evaluate(() => window.hindsight.caughtUp('balances'));
  await expect.poll(() => table(page, 'balances@1')).toContainEqual(['alice', 65]);
  expect(await table(page, 'balances')).toContainEqual(['alice', 63]);
  expect(await table(page, 'balances@2')).toContainEqual(['alice', 63]);
  await page.evaluate(async (source) => {
    await window.hindsight.define('balances', { source });
    await window.hindsight.caughtUp('balances');
  }, balances);
  const kept = ['2 current', '3 current'];
  expect(await revisionsOf(page)).toEqual([{ name: 'balances', revision: 3, answers: 3, kept }]);
  expect(await table(page, 'balances@1')).toBe('unknown_projection');
  expect(await table(page, 'balances')).toContainEqual(['alice', 65]);
});

test('one that stops takes the place of the one before, too', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  const told = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.define('balances', { source });
    await hindsight.caughtUp('balances');
    const throws = source.replace('Withdrawn: (state, event) => {', '$&throw new Error("no");');
    await hindsight.define('balances', { source: throws, onError: 'stop' });
    await hindsight.caughtUp('balances');
    const [only] = await hindsight.definitions();
    return { ...only, behind: (await hindsight.table('balances')).behind };
  }, balances);
  expect(told).toMatchObject({ state: 'stopped', answers: 2, behind: 3, fault: { position: 3 } });
});

test('what is dropped of two leaves the other, whichever it is', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  await defineTwice(page);
  const drop = (revision?: number) =>
    page.evaluate(
      (options) => window.hindsight.drop('balances', options).catch((error) => error.message),
      revision === undefined ? {} : { revision },
    );
  expect(await drop(7)).toBe('revision: got 7, want 1 or 2');
  await drop(2);
  expect(await revisionsOf(page)).toEqual([
    { name: 'balances', revision: 1, answers: 1, kept: ['1 current'] },
  ]);
  expect(await table(page, 'balances')).toContainEqual(['alice', 70]);
  await page.evaluate(async (source) => {
    await window.hindsight.define('balances', { source });
    await window.hindsight.caughtUp('balances');
  }, withFee);
  await drop(1);
  expect(await table(page, 'balances')).toContainEqual(['alice', 69]);
  expect(await table(page, 'balances@1')).toBe('unknown_projection');
  await page.evaluate(async (source) => {
    await window.hindsight.define('balances', { source });
    await window.hindsight.caughtUp('balances');
  }, balances);
  await drop();
  expect(await revisionsOf(page)).toEqual([]);
  for (const name of ['balances', 'balances@2', 'balances@3'])
    expect(await table(page, name)).toBe('unknown_projection');
});

test('a source that can’t be run lets go of nothing', async ({ playground }) => {
  const { page } = playground;
  await playground.append(...bank);
  await defineTwice(page);
  const before = await revisionsOf(page);
  const code = await page.evaluate(() =>
    window.hindsight.define('balances', { source: 'throw 1' }).catch((error) => error.code),
  );
  expect(code).toBe('invalid_definition');
  expect(await revisionsOf(page)).toEqual(before);
  expect(await table(page, 'balances@1')).toHaveLength(2);
});

test('one is renamed with all that it has, also while it folds', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  const emitting = balances.replace(
    'state.balance += event.data.amount;',
    "$& emit('log-1', 'Seen', { n: 1 });",
  );
  const codes = await page.evaluate(
    async ([first, second]) => {
      const { hindsight } = window;
      await hindsight.define('other', { source: first });
      for (const source of [first, second]) {
        await hindsight.define('balances', { source });
        await hindsight.caughtUp('balances');
      }
      const refused: string[] = [];
      for (const [name, to] of [
        ['balances', 'streams'],
        ['balances', 'other'],
        ['balances', 'a/b'],
        ['nobody', 'somebody'],
        ['streams', 'somebody'],
      ] as const)
        refused.push(await hindsight.rename(name, to).then(String, (error) => error.code));
      await hindsight.rename('balances', 'accounts');
      return refused;
    },
    [emitting, withFee] as const,
  );
  expect(codes).toEqual([
    'duplicate_projection',
    'duplicate_projection',
    'invalid_query',
    'unknown_projection',
    'unknown_projection',
  ]);
  const all = [
    { name: 'other', revision: 1, answers: 1, kept: ['1 current'] },
    { name: 'accounts', revision: 2, answers: 2, kept: ['1 current', '2 current'] },
  ];
  const look = async () => {
    expect(await revisionsOf(page)).toEqual(all);
    expect(await table(page, 'accounts')).toContainEqual(['alice', 69]);
    expect(await table(page, 'accounts@1')).toContainEqual(['alice', 70]);
    expect(await table(page, 'accounts@1/emitted')).toHaveLength(3);
    expect(await table(page, 'balances')).toBe('unknown_projection');
  };
  await look();
  const step = await page.evaluate(() => window.hindsight.step('accounts', 3));
  expect(step.before).toBe('{"balance":20,"below":null}');
  await page.reload();
  await page.evaluate(async () => {
    await window.hindsight.ready;
    for (const name of ['accounts', 'other']) await window.hindsight.caughtUp(name);
  });
  await expect.poll(async () => (await revisionsOf(page))[1]?.kept).toEqual(all[1]?.kept);
  await look();
});

test('it is renamed while it folds, and folds nothing twice', async ({ playground }) => {
  const { page } = playground;
  const counts = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.clear();
    await hindsight.generate({ events: 20_000 });
    await hindsight.define('count', { source });
    await hindsight.rename('count', 'counted');
    const state = (await hindsight.definitions())[0]?.state;
    await hindsight.caughtUp('counted');
    const all = await hindsight.table('streams', { limit: 10_000, sort: 'key' });
    const own = await hindsight.table('counted', { limit: 10_000, sort: 'key' });
    return {
      state,
      fault: (await hindsight.definitions())[0]?.fault,
      want: all.rows.map(({ key, values }) => [key, values[0]]),
      got: own.rows.map(({ key, values }) => [key, values[0]]),
    };
  }, slow(1));
  expect(counts).toMatchObject({ state: 'running', fault: null });
  expect(counts.got).toEqual(counts.want);
});

/** What a file of the workspace holds. */
function kept(page: Page, name: string): Promise<string> {
  return page.evaluate(async (name) => {
    const all = await window.hindsight.workspaces.list();
    const id = all.find(({ current }) => current)?.id ?? '';
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('workspaces')).getDirectoryHandle(id);
    return (await (await folder.getFileHandle(name)).getFile()).text();
  }, name);
}

test('opened again, neither revision is folded anew', async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(async () => {
    await window.hindsight.clear();
    await window.hindsight.generate({ events: 6_000 });
  });
  for (const step of [1, 2]) {
    await page.evaluate(async (source) => {
      await window.hindsight.define('count', { source });
      await window.hindsight.caughtUp('count');
    }, slow(step));
    // The table is saved with what it does, once the log has rested for a while.
    await expect
      .poll(() => kept(page, 'tables'), { timeout: 15_000 })
      .toContain(`state.n += ${step};`);
  }
  await page.evaluate(() => window.hindsight.rename('count', 'counted'));
  await page.reload();
  const behind = await page.evaluate(async () => {
    await window.hindsight.ready;
    const all = await window.hindsight.projections({ revisions: true });
    const own = all.filter(({ revision }) => revision);
    return Object.fromEntries(own.map(({ name, behind }) => [name, behind]));
  });
  expect(behind).toEqual({ counted: 0, 'counted@1': 0 });
});

test('definitions that the version before has kept are there, and can have revisions', async ({
  playground,
}) => {
  const { page } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  await page.evaluate(async (source) => {
    const all = await window.hindsight.workspaces.list();
    const id = all.find(({ current }) => current)?.id ?? '';
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('workspaces')).getDirectoryHandle(id);
    const file = await folder.getFileHandle('definitions.json', { create: true });
    const writable = await file.createWritable();
    const one = { name: 'balances', revision: 3, source, engine: 'v1', onError: 'continue' };
    await writable.write(JSON.stringify([{ ...one, emits: false, fault: null }]));
    await writable.close();
  }, balances);
  await page.reload();
  await page.evaluate(async () => {
    await window.hindsight.ready;
    await window.hindsight.caughtUp('balances');
  });
  expect(await revisionsOf(page)).toEqual([
    { name: 'balances', revision: 3, answers: 3, kept: ['3 current'] },
  ]);
  expect(await table(page, 'balances')).toContainEqual(['alice', 70]);
  await page.evaluate(async (source) => {
    await window.hindsight.define('balances', { source });
    await window.hindsight.caughtUp('balances');
  }, withFee);
  await page.reload();
  await page.evaluate(async () => {
    await window.hindsight.ready;
    await window.hindsight.caughtUp('balances');
  });
  await expect
    .poll(() => revisionsOf(page))
    .toEqual([{ name: 'balances', revision: 4, answers: 4, kept: ['3 current', '4 current'] }]);
  expect(await table(page, 'balances@3')).toContainEqual(['alice', 70]);
  expect(await table(page, 'balances@4')).toContainEqual(['alice', 69]);
});
