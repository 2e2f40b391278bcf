// Own projections, where several tabs show one workspace, or the log is suddenly another.

import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { balances, bank } from './objects/bank';

/** Another tab, which shows the same workspace. */
async function anotherTab(context: BrowserContext): Promise<Page> {
  const other = await context.newPage();
  await other.goto('/');
  await other.evaluate(() => window.hindsight.ready);
  return other;
}

test('another tab defines, asks and drops what the first one runs', async ({
  playground,
  context,
}) => {
  const { page } = playground;
  await playground.append(...bank);
  const other = await anotherTab(context);
  const rows = await other.evaluate(async (source) => {
    await window.hindsight.define('balances', { source });
    await window.hindsight.caughtUp('balances');
    return (await window.hindsight.table('balances')).rows.length;
  }, balances);
  expect(rows).toBe(2);
  await page.close();
  const after = await other.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.append({
      type: 'Deposited',
      stream: 'account-dora',
      data: { account: 'dora', amount: 1 },
    });
    await hindsight.caughtUp('balances');
    return (await hindsight.table('balances')).rows.map(({ key }) => key);
  });
  expect(after).toEqual(['alice', 'bob', 'dora']);
});

test('a revision and a new name reach the other tab, whichever of them asks for it', async ({
  playground,
  context,
}) => {
  const { page } = playground;
  await playground.append(...bank);
  const other = await anotherTab(context);
  const left = await other.evaluate(
    async ([first, second]) => {
      const { hindsight } = window;
      for (const source of [first, second]) {
        await hindsight.define('balances', { source });
        await hindsight.caughtUp('balances');
      }
      await hindsight.rename('balances', 'accounts');
      const { rows } = await hindsight.compare('accounts', { revisions: [1, 2] });
      return rows.map(({ left }) => left);
    },
    [balances, balances.replace('-=', '+=')] as const,
  );
  expect(left).toEqual([
    '{"balance":70,"below":null}',
    '{"balance":10,"below":"2026-01-06T10:02:00.0000000Z"}',
  ]);
  await expect(playground.projections.tab('accounts')).toBeVisible();
  await expect(playground.projections.tab('balances')).toHaveCount(0);
  await page.evaluate(() => window.hindsight.drop('accounts', { revision: 2 }));
  const there = await other.evaluate(async () => {
    const [only] = await window.hindsight.definitions();
    const { rows } = await window.hindsight.table('accounts');
    return [only?.name, only?.answers, only?.revisions.length, rows[0]?.values[0]];
  });
  expect(there).toEqual(['accounts', 1, 1, 70]);
});

test('it folds the log that takes the place of one that it was still folding', async ({
  playground,
}) => {
  const { page } = playground;
  const source =
    'fromAll().foreachStream().when({ $init: () => ({ n: 0 }), $any: (s) => { s.n++; } })';
  const told = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.generate({ events: 30_000 });
    await hindsight.define('count', { source });
    await hindsight.clear();
    await hindsight.append({ type: 'A', stream: 'a', data: {} });
    await hindsight.caughtUp('count');
    const [only] = await hindsight.definitions();
    const { rows } = await hindsight.table('count');
    return { only, rows: rows.map(({ state }) => state) };
  }, source);
  expect(told.only).toMatchObject({ state: 'current', position: 1, fault: null });
  expect(told.rows).toEqual(['{"n":1}']);
});
