// What the selected event did to the projections that are open, and the way from there to the next one.

import { balances, bank } from './objects/bank';
import type { Playground } from './objects/playground';
import { Stepping } from './objects/stepping';
import { expect, expectAccessible, test } from './shared';

/** Balances that refuse a deposit of more than 30, and tell of each withdrawal. */
const watched = balances
  .replace(
    'state.balance += event.data.amount;',
    `
      if (event.data.amount === 40) throw new Error('too much for one day');
      state.balance += event.data.amount;`,
  )
  .replace(
    'state.balance -= event.data.amount;',
    `state.balance -= event.data.amount;
      log('withdrawn', event.data.account);
      emit('alerts', 'Spent', { account: event.data.account }, { by: 'balances' });
      linkTo('spending', event);`,
  );

/** Defines a projection over the bank's events and shows it. */
async function open({ page, projections, playground }: Shown, source: string): Promise<Stepping> {
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank, { type: 'Noted', stream: 'note-1', data: {} });
  await define({ page }, source);
  await projections.show('balances');
  return new Stepping(page, 'balances');
}

type Shown = Pick<Playground, 'page' | 'projections'> & { playground: Playground };

async function define({ page }: Pick<Playground, 'page'>, source: string): Promise<void> {
  await page.evaluate(async (source) => {
    await window.hindsight.define('balances', { source });
    await window.hindsight.caughtUp('balances');
  }, source);
}

test('of a built-in projection the rows are shown that an event changed', async ({
  playground,
}) => {
  const { page, projections, events, lineage } = playground;
  await projections.show('Order totals');
  const orders = new Stepping(page, 'Order totals');
  await events.row(4).click();
  await expect(orders.rows).toHaveText([
    /1001.*placed →\s+became paid.*0 EUR →\s+became 25.00 EUR \+25.00/,
  ]);
  await events.row(3).click();
  await expect(orders.rows).toHaveText([/1001.*added.*placed/]);
  await events.row(1).click();
  await expect(orders.part).toContainText('No row of “Order totals” changed.');
  await projections.show('User activity');
  await expect(new Stepping(page, 'User activity').rows).toHaveText([/ada.*added/]);
  await new Stepping(page, 'User activity').part.getByRole('button', { name: /^ada/ }).click();
  await expect(lineage.title).toHaveText('Lineage of ada');
});

test('each projection that is open says what the event did', async ({ playground }) => {
  const { page, projections, events, keys } = playground;
  await projections.show('Order totals');
  await keys.press('o');
  await events.row(4).click();
  await expect(page.getByRole('region', { name: /^What it did to/ })).toHaveCount(2);
  await expect(new Stepping(page, 'Order totals').rows).toHaveCount(1);
});

test('an own projection shows the state before and after, and what came of it', async ({
  playground,
}) => {
  const { page, events } = playground;
  const step = await open({ ...playground, playground }, watched);
  await events.row(3).click();
  await expect(step.state.getByRole('listitem')).toHaveText([
    'balance: 20 → became -30 −50',
    'below: null → became "2026-01-06T10:02:00.0000000Z"',
  ]);
  await expect(step.logged).toHaveText(['withdrawn', 'bob', 'an empty line']);
  await expect(step.emitted).toHaveText([
    'Spent to alerts {"account":"bob"} with metadata {"by":"balances"}',
    'linked event 1@account-bob to spending',
  ]);
  await expectAccessible(page);
  await step.show('Before');
  await expect(step.part.locator('pre')).toHaveText('{\n  "balance": 20,\n  "below": null\n}');
  await step.show('After');
  await expect(step.part.locator('pre')).toContainText('"balance": -30');
  await step.show('Difference');
  await events.row(2).click();
  await expect(step.part).toContainText('There was none before.');
  await expect(step.state).toContainText('balance: 20');
});

test('no digit of a state is lost', async ({ playground }) => {
  const { events } = playground;
  const step = await open(
    { ...playground, playground },
    `fromAll().when({ $init: () => ({ n: 0, list: [] }),
      Deposited: ({ n, list }) => ({ n: n + 0.1, list: [...list, n] }) })`,
  );
  await events.row(5).click();
  await expect(step.state).toContainText(
    'n: 0.2 → became 0.30000000000000004 +0.10000000000000004',
  );
  await expect(step.state).toContainText('1: 0.1');
});

test('an error has its line, its column and the source line', async ({ playground }) => {
  const { page, events } = playground;
  const step = await open({ ...playground, playground }, watched);
  await events.row(5).click();
  await expect(step.error).toContainText('Error: too much for one day');
  await expect(step.error).toContainText('handler_error');
  await expect(step.error).toContainText(/line 7, column \d+/);
  await expect(step.error.locator('.source-line code')).toHaveText(
    "if (event.data.amount === 40) throw new Error('too much for one day');",
  );
  await expect(step.state).toBeHidden();
  await expectAccessible(page);
});

test('an event that did nothing has its reason', async ({ playground }) => {
  const { events } = playground;
  const step = await open({ ...playground, playground }, watched);
  await events.row(6).click();
  await expect(step.skipped).toContainText('Nothing happened:');
  await expect(step.skipped).toContainText('unhandled');
});

test('a state that all partitions share is shown beside their own', async ({ playground }) => {
  const { events } = playground;
  const step = await open(
    { ...playground, playground },
    `fromAll().partitionBy((event) => event.data.account).when({
      $init: () => ({ n: 0 }), $initShared: () => ({ all: 0 }),
      Deposited: ([own, shared]) => [{ n: own.n + 1 }, { all: shared.all + 1 }],
    }).transformBy(([own]) => ({ half: own.n / 2 }))`,
  );
  await events.row(5).click();
  await expect(step.state).toContainText('n: 1 → became 2');
  await expect(step.part.getByRole('list', { name: 'Shared state: what differs' })).toContainText(
    'all: 2 → became 3',
  );
  await expect(step.part.getByRole('region', { name: 'Result after' })).toContainText('"half": 1');
});

test('a projection that is defined anew is stepped anew', async ({ playground }) => {
  const { page, events } = playground;
  const step = await open({ ...playground, playground }, balances);
  await events.row(3).click();
  await expect(step.state).toContainText('balance: 20 → became -30');
  await define({ page }, balances.replace('-= event.data.amount', '-= 2 * event.data.amount'));
  await expect(step.state).toContainText('balance: 20 → became -80');
  await page.evaluate(() => window.hindsight.drop('balances'));
  await define({ page }, balances);
  await expect(step.state).toContainText('balance: 20 → became -30');
});

test('keys and buttons lead to the next event of the row, and back', async ({ playground }) => {
  const { events } = playground;
  const step = await open({ ...playground, playground }, balances);
  await events.row(2).click();
  await step.expectKey('j', 3);
  await step.expectKey('j', 5);
  await step.expectKey('j', 5);
  await expect(playground.status).toHaveText('No later event changed bob');
  await step.button('Previous event of bob').click();
  await step.expectAt(3);
  await expect(step.button('Previous event of bob')).toBeFocused();
  await step.expectKey('k', 2);
  await events.row(1).click();
  await step.expectKey('j', 4);
  await events.row(6).click();
  await step.expectKey('k', 4);
});

test('keys and buttons lead to the next error and the next emit, and back', async ({
  playground,
}) => {
  const { events } = playground;
  const step = await open({ ...playground, playground }, watched);
  await events.row(1).click();
  await step.expectKey('m', 3);
  await step.button('Next emit').click();
  await step.expectAt(4);
  await step.expectKey('Shift+M', 3);
  await step.expectKey('e', 5);
  await step.expectKey('e', 5);
  await expect(playground.status).toHaveText('balances could apply every later event');
  await events.row(6).click();
  await step.button('Previous error').click();
  await step.expectAt(5);
});

test('the rows of a built-in projection are followed as well', async ({ playground }) => {
  const { page, projections, events } = playground;
  await projections.show('Order totals');
  const orders = new Stepping(page, 'Order totals');
  await events.row(3).click();
  await orders.expectKey('j', 4);
  await orders.button('Next event of 1001').click();
  await orders.expectAt(8);
  await orders.expectKey('k', 4);
});
