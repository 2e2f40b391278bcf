// The projections as tables: sorted, paged, searched, and leading to the events that made them.

import { drop, file } from './objects/logs';
import { expect, expectAccessible, test } from './shared';

/** Each projection of the sample shop: its tab, its columns and one row. */
const tables: [string, string, string[], string, string[]][] = [
  [
    'streams',
    'Streams',
    ['version', 'last type', 'first time', 'last time', 'data'],
    'product-mug',
    ['2', 'StockRemoved', '6 Jan 09:20:00', '6 Jan 15:20:00', 'quantity: 2 · orderId: 1001', '7'],
  ],
  [
    'event_types',
    'Event types',
    ['count', 'first', 'last'],
    'OrderPlaced',
    ['2', '6 Jan 10:05:00', '6 Jan 14:10:00', '6'],
  ],
  [
    'order_totals',
    'Order totals',
    ['status', 'currency', 'total', 'paid', 'refunded', 'user'],
    '1001',
    ['shipped', 'EUR', '25.00 EUR', '25.00 EUR', '0 EUR', 'ada', '8'],
  ],
  [
    'user_activity',
    'User activity',
    ['events', 'last event', 'last seen'],
    'grace',
    ['2', 'OrderPlaced', '6 Jan 14:10:00', '6'],
  ],
  [
    'revenue',
    'Revenue',
    ['orders', 'gross', 'refunded', 'net'],
    'EUR',
    ['1', '25.00 EUR', '0 EUR', '25.00 EUR', '4'],
  ],
  ['inventory', 'Inventory', ['on hand', 'shipped'], 'mug', ['18', '2', '7']],
];

test('each projection is a table that says what the engine says', async ({ playground }) => {
  const { projections, page } = playground;
  for (const [name, title, columns, key, cells] of tables) {
    await test.step(title, async () => {
      await projections.show(title);
      await expect(projections.selected).toContainText(title);
      await expect(projections.table.getByRole('columnheader')).toHaveText([
        'key',
        ...columns,
        'changed at',
      ]);
      await expect(projections.cells(key)).toHaveText(cells);
      const { rows } = await page.evaluate((n) => window.hindsight.table(n), name);
      await projections.expectKeys(rows.map((row) => row.key));
    });
  }
});

test('a click on a column sorts by it, and once more the other way round', async ({
  playground,
}) => {
  const { projections } = playground;
  await expect(projections.header('version')).toHaveAttribute('aria-sort', 'none');
  await projections.sort('version').click();
  await expect(projections.header('version')).toHaveAttribute('aria-sort', 'ascending');
  await expect(projections.header('key')).toHaveAttribute('aria-sort', 'none');
  await expect(projections.keys.last()).toHaveText('order-1001');
  await projections.sort('version').click();
  await expect(projections.header('version')).toHaveAttribute('aria-sort', 'descending');
  await expect(projections.keys.first()).toHaveText('order-1001');
});

test('numbers are sorted as numbers', async ({ playground }) => {
  const { projections } = playground;
  const stock = (sku: string, quantity: number) => ({
    type: 'StockAdded',
    stream: `product-${sku}`,
    data: { sku, quantity },
  });
  await playground.append(stock('bowl', 100), stock('cup', 9));
  await projections.show('Inventory');
  await projections.sort('on hand').click();
  await projections.expectKeys(['cup', 'mug', 'bowl']);
});

test('a long table is paged, and its ends are where paging stops', async ({ playground }) => {
  const { projections } = playground;
  const names = Array.from({ length: 120 }, (_, i) => `item-${String(i + 1).padStart(3, '0')}`);
  await playground.clear();
  await playground.append(...names.map((stream) => ({ type: 'Noted', stream })));
  await expect(projections.paging).toHaveText('1–25 of 120');
  await expect(projections.previousPage).toHaveAttribute('aria-disabled', 'true');
  await projections.nextPage.click();
  await expect(projections.paging).toHaveText('26–50 of 120');
  await projections.expectKeys(names.slice(25, 50));
  for (const next of ['51–75', '76–100']) {
    await projections.nextPage.click();
    await expect(projections.paging).toHaveText(`${next} of 120`);
  }
  await projections.nextPage.click();
  await expect(projections.paging).toHaveText('101–120 of 120');
  await expect(projections.nextPage).toHaveAttribute('aria-disabled', 'true');
  await projections.sort('key').click();
  await projections.sort('key').click();
  await expect(projections.paging).toHaveText('1–25 of 120');
  await expect(projections.keys.first()).toHaveText('item-120');
});

test('a table is searched in all its columns', async ({ playground }) => {
  const { projections } = playground;
  await projections.show('Order totals');
  await projections.search.fill('grace');
  await projections.expectKeys(['1002']);
  await projections.search.fill('nobody');
  await expect(projections.panel).toContainText('No row of “Order totals” has this text.');
  await expect(projections.rows).toHaveCount(0);
  await projections.search.fill('');
  await projections.expectKeys(['1001', '1002']);
});

test('each row leads to the event that changed it last', async ({ playground }) => {
  const { projections, events, detail } = playground;
  await projections.show('Inventory');
  await projections.changedAt('mug').click();
  await expect(detail.title).toHaveText('Event 7');
  await expect(detail.fact('Type')).toHaveText('StockRemoved');
  await expect(events.row(7)).toHaveAttribute('aria-selected', 'true');
});

test('events that could not be applied are counted, told, and led to', async ({ playground }) => {
  const { projections, detail, page } = playground;
  await projections.show('Order totals');
  const before = await page.evaluate(() => window.hindsight.table('order_totals'));
  await playground.append({
    type: 'OrderPlaced',
    stream: 'order-9',
    schemaVersion: 2,
    data: { orderId: '9' },
  });
  await expect(projections.failures).toHaveText('1 event could not be applied');
  const after = await page.evaluate(() => window.hindsight.table('order_totals'));
  expect(after.rows).toEqual(before.rows);
  await projections.failures.click();
  const dialog = page.getByRole('dialog', { name: /could not apply/ });
  const failures = await page.evaluate(() => window.hindsight.failures('order_totals'));
  expect(failures).toHaveLength(1);
  await expect(dialog.getByRole('listitem')).toContainText([failures[0]?.message ?? 'a failure']);
  await dialog.getByRole('button', { name: 'Event 9' }).click();
  await expect(dialog).toBeHidden();
  await expect(detail.title).toHaveText('Event 9');
});

test('by keyboard alone, tables are chosen, sorted, searched and followed', async ({
  playground,
}) => {
  const { keys, projections, detail } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press('ArrowRight');
  await expect(projections.tab('Event types')).toBeFocused();
  await expect(projections.selected).toHaveText('Event types 6');
  await keys.press('End');
  await expect(projections.selected).toHaveText('Inventory 1');
  await keys.press('ArrowRight');
  await expect(projections.selected).toHaveText('Streams 5');
  await keys.fill(projections.search, 'order');
  await projections.expectKeys(['order-1001', 'order-1002']);
  await keys.push(projections.sort('version'));
  await expect(projections.header('version')).toHaveAttribute('aria-sort', 'ascending');
  await keys.press('Enter');
  await expect(projections.header('version')).toHaveAttribute('aria-sort', 'descending');
  await expect(projections.keys.first()).toHaveText('order-1001');
  await keys.push(projections.changedAt('order-1001'));
  await expect(detail.title).toHaveText('Event 8');
});

test('a log of another domain has the projections that say something about it, and no others', async ({
  playground,
}) => {
  const { projections, moment, page } = playground;
  await projections.show('Revenue');
  await playground.becomeForeign();
  await projections.expectTabs(['Streams', 'Event types']);
  await expect(projections.selected).toContainText('Streams');
  await expectAccessible(page);
  const names = await page.evaluate(async () =>
    (await window.hindsight.projections()).map(({ name }) => name),
  );
  expect(names, 'the answer is as it was').toEqual(tables.map(([name]) => name));
  await playground.append({ type: 'Measured', stream: 'sensor-2' });
  await moment.step('First event').click();
  await projections.expectTabs(['Streams', 'Event types']);
});

test('with an event of the domain a log is the domain’s, and has all projections', async ({
  playground,
}) => {
  const { projections, moment } = playground;
  await playground.becomeForeign();
  await projections.show('Event types');
  await playground.append({
    type: 'StockAdded',
    stream: 'product-cup',
    data: { sku: 'cup', quantity: 1 },
  });
  await projections.expectTabs(tables.map(([, title]) => title));
  await expect(projections.selected).toContainText('Event types');
  await moment.step('First event').click();
  await expect(projections.tab('Inventory')).toHaveText('Inventory 0');
});

test('by keyboard alone, tabs are gone through as they stand', async ({ playground }) => {
  const { keys, projections, panes } = playground;
  await playground.becomeForeign();
  await projections.expectTabs(['Streams', 'Event types']);
  await keys.to(projections.tab('Streams'));
  await keys.press('ArrowRight');
  await expect(projections.selected).toContainText('Event types');
  await expect(projections.tab('Event types')).toBeFocused();
  await keys.press('ArrowRight');
  await expect(projections.selected).toContainText('Streams');
  await keys.press('End');
  await expect(projections.selected).toContainText('Event types');
  await keys.press('Home');
  await keys.press('o');
  await panes.expectShown(['Streams', 'Event types']);
});

test('a log of another domain is shown by a table that has something of it', async ({
  playground,
}) => {
  const { page, projections, workspaces, job, kept, events } = playground;
  await projections.show('Order totals');
  await workspaces.open();
  await workspaces.make('Create empty', 'Sensors');
  await expect(kept).toContainText('Sensors');
  await expect(events.empty).toContainText('The log is empty.');
  await drop(page, file('{"type":"Measured","stream":"sensor-1","data":{"celsius":21}}\n'));
  await job.expectSummary({ appended: 1 });
  await expect(projections.selected).toContainText('Streams');
});
