// Own projections, where several tabs show one workspace, or the log is suddenly another.

import { expect, test } from './fixtures';
import { balances, bank } from './objects/bank';

test('another tab defines, asks and drops what the first one runs', async ({
  playground,
  context,
}) => {
  const { page } = playground;
  await playground.append(...bank);
  const other = await context.newPage();
  await other.goto('/');
  await other.evaluate(() => window.hindsight.ready);
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
