// Own projections, where several tabs show one workspace.

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
