// Two moments compared: which rows differ, by how much, and the events between.

import { expect, test } from './shared';

test('from the moment of “Compare…” on, what changed since is shown', async ({ playground }) => {
  const { projections, comparison, moment, commands } = playground;
  await projections.show('Order totals');
  await comparison.compare.click();
  await comparison.expectEnds(8, 8);
  await expect(comparison.empty).toContainText('A and B are the same moment.');
  await commands.button('Pay').click();
  await comparison.expectEnds(8, 9);
  await expect(comparison.rows).toHaveCount(1);
  await expect(comparison.row('1002')).toContainText(/~ changed.*placed.*became.*paid/);
  await moment.step('First event').click();
  await comparison.expectEnds(8, 1);
  await expect(comparison.row('1002')).toContainText('removed');
  await comparison.stop.click();
  await expect(projections.table).toHaveAccessibleName('Order totals at the viewed moment');
});

test('what is shown is what the engine says differs, with before and after', async ({
  playground,
}) => {
  const { projections, comparison, moment, page, keys } = playground;
  await moment.asOf.fill('2026-01-06T13:00:00Z');
  await keys.press('Enter');
  await moment.expectPast(4, 8);
  await comparison.compare.click();
  await moment.backToNow.click();
  for (const [name, title] of [
    ['order_totals', 'Order totals'],
    ['user_activity', 'User activity'],
    ['inventory', 'Inventory'],
  ] as const) {
    await projections.tab(title).click();
    await expect(comparison.table).toHaveAccessibleName(new RegExp(`^${title}: `));
    const { rows } = await page.evaluate(
      (n) => window.hindsight.diff(n, { from: { position: 4 }, to: { position: 8 } }),
      name,
    );
    await expect(comparison.rows).toHaveCount(rows.length);
    for (const { key, kind, events } of rows) {
      await expect(comparison.row(key)).toContainText(kind);
      for (const position of events) {
        const event = comparison.row(key).getByRole('button', { name: `Event ${position}` });
        await expect(event).toBeVisible();
      }
    }
  }
  await expect(comparison.row('mug').getByRole('cell').nth(1)).toHaveText(/20.*18 −2$/);
});

test('numbers are summed, and money by currency', async ({ playground }) => {
  const { projections, comparison, commands, moment } = playground;
  await projections.show('Order totals');
  await moment.step('First event').click();
  await moment.expectPast(1, 8);
  await comparison.compare.click();
  await moment.backToNow.click();
  await expect(comparison.counts).toHaveText('2 added, 0 changed, 0 removed');
  await commands.button('Pay').click();
  await expect(comparison.sums).toContainText(/total\+25\.00 EUR/);
  await expect(comparison.sums).toContainText(/\+\d+\.\d\d USD/);
  await comparison.swap.click();
  await comparison.expectEnds(9, 1);
  await expect(comparison.counts).toHaveText(
    '0 added, 0 changed, 2 removed, going back in time from A to B',
  );
  await expect(comparison.sums).toContainText(/total−25\.00 EUR/);
});

test('a click with Shift compares the selected event with another', async ({ playground }) => {
  const { events, comparison, projections, detail } = playground;
  await projections.show('Inventory');
  await events.row(7).click();
  await events.row(3).click({ modifiers: ['Shift'] });
  await comparison.expectEnds(3, 7);
  await expect(detail.title).toHaveText('Event 7');
  await expect(comparison.row('mug')).toContainText('changed');
});

test('the list shows the events between, and all of them again', async ({ playground }) => {
  const { events, comparison, moment } = playground;
  await events.row(3).click();
  await events.row(6).click({ modifiers: ['Shift'] });
  await comparison.between.click();
  await events.expectPositions([4, 5, 6]);
  await expect(events.count).toContainText('3 of 8 events');
  await events.row(5).click();
  await expect(events.row(5)).toHaveAttribute('aria-selected', 'true');
  await moment.step('First event').click();
  await expect(events.count).toContainText('3 later than the viewed moment');
  await events.panel.getByRole('button', { name: 'Show all positions' }).click();
  await expect(events.rows).toHaveCount(8);
});

const stock = (sku: string) => ({
  type: 'StockAdded',
  stream: `product-${sku}`,
  data: { sku, quantity: 2 },
});

test('many differing rows are paged', async ({ playground }) => {
  const { comparison, projections } = playground;
  await projections.show('Inventory');
  await comparison.compare.click();
  await playground.append(...Array.from({ length: 120 }, (_, i) => stock(`item-${i}`)));
  await expect(comparison.counts).toHaveText('120 added, 0 changed, 0 removed');
  await expect(comparison.sums).toHaveText(/^on hand\+240 ?$/);
  await expect(projections.paging).toHaveText('1–25 of 120');
  for (let page = 2; page <= 5; page++) await projections.nextPage.click();
  await expect(comparison.rows).toHaveCount(20);
});

test('the ends of the range are compared by one press', async ({ playground }) => {
  const { comparison, projections, events, keys, moment, status } = playground;
  await projections.show('Order totals');
  await expect(comparison.compareRange).toHaveCount(0);
  await events.more.click();
  await events.from.fill('2026-01-06T14:00:00Z');
  await events.to.fill('2026-01-06T16:00:00Z');
  await comparison.compareRange.click();
  await comparison.expectEnds(5, 7);
  await expect(comparison.rows).toHaveCount(1);
  await expect(comparison.row('1002')).toContainText('added');
  await expect(comparison.row('1002')).toContainText('13.75 USD');
  await keys.press('Escape');
  await expect(comparison.compare).toBeVisible();
  await events.from.fill('2026-01-06T16:50:00Z');
  await comparison.compareRange.focus();
  await keys.press('c');
  await expect(status).toContainText('No event is in the range');
  await moment.expectNow(8);
  await expect(comparison.compare).toBeVisible();
});

test('another log leaves nothing of a comparison', async ({ playground }) => {
  const { comparison } = playground;
  await comparison.compare.click();
  await expect(comparison.stop).toBeVisible();
  await playground.clear();
  await expect(comparison.compare).toBeVisible();
});

test('by keyboard alone, two moments are compared', async ({ playground }) => {
  const { keys, comparison, moment, projections, events, detail } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press('End');
  await keys.to(projections.search);
  await keys.press('Tab');
  await keys.press('a');
  await comparison.expectEnds(8, 8);
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press(',');
  await moment.expectPast(6, 8);
  await keys.press('b');
  await comparison.expectEnds(8, 6);
  await keys.push(comparison.between);
  await events.expectPositions([7, 8]);
  await keys.push(comparison.row('mug').getByRole('button', { name: 'Event 7' }));
  await expect(detail.title).toHaveText('Event 7');
  await keys.to(detail.close);
  await keys.press('Escape');
  await expect(comparison.stop).toBeVisible();
  await keys.press('Escape');
  await expect(comparison.compare).toBeVisible();
});

test('with the comparison ends what the list was narrowed to for it', async ({ playground }) => {
  const { events, comparison, keys } = playground;
  await events.row(3).click();
  await events.row(7).click({ modifiers: ['Shift'] });
  await comparison.between.click();
  await events.expectPositions([4, 5, 6, 7]);
  await comparison.stop.click();
  await expect(events.rows).toHaveCount(8);
  await keys.press('a');
  await playground.moment.step('First event').click();
  await comparison.between.click();
  await events.search.fill('order');
  await comparison.stop.click();
  await expect(events.search).toHaveValue('order');
});
