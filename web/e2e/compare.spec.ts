// Two moments compared: which rows differ, by how much, and the events between.

import { expect, test } from './shared';

test('from the moment of “Compare…” on, what changed since is shown', async ({ playground }) => {
  const { projections, diff, moment, commands } = playground;
  await projections.show('Order totals');
  await diff.compare.click();
  await diff.expectEnds(8, 8);
  await expect(diff.empty).toContainText('A and B are the same moment.');
  await commands.button('Pay').click();
  await diff.expectEnds(8, 9);
  await expect(diff.rows).toHaveCount(1);
  await expect(diff.row('1002')).toContainText(/~ changed.*placed.*became.*paid/);
  await moment.step('First event').click();
  await diff.expectEnds(8, 1);
  await expect(diff.row('1002')).toContainText('removed');
  await diff.stop.click();
  await expect(projections.table).toHaveAccessibleName('Order totals at the viewed moment');
});

test('what is shown is what the engine says differs, with before and after', async ({
  playground,
}) => {
  const { projections, diff, moment, page, keys } = playground;
  await moment.asOf.fill('2026-01-06T13:00:00Z');
  await keys.press('Enter');
  await moment.expectPast(4, 8);
  await diff.compare.click();
  await moment.backToNow.click();
  for (const [name, title] of [
    ['order_totals', 'Order totals'],
    ['user_activity', 'User activity'],
    ['inventory', 'Inventory'],
  ] as const) {
    await projections.tab(title).click();
    await expect(diff.table).toHaveAccessibleName(new RegExp(`^${title}: `));
    const { rows } = await page.evaluate(
      (n) => window.hindsight.diff(n, { from: { position: 4 }, to: { position: 8 } }),
      name,
    );
    await expect(diff.rows).toHaveCount(rows.length);
    for (const { key, kind, events } of rows) {
      await expect(diff.row(key)).toContainText(kind);
      for (const position of events) {
        const event = diff.row(key).getByRole('button', { name: `Event ${position}` });
        await expect(event).toBeVisible();
      }
    }
  }
  await expect(diff.row('mug').getByRole('cell').nth(1)).toHaveText(/20.*18 −2$/);
});

test('numbers are summed, and money by currency', async ({ playground }) => {
  const { projections, diff, commands, moment } = playground;
  await projections.show('Order totals');
  await moment.step('First event').click();
  await moment.expectPast(1, 8);
  await diff.compare.click();
  await moment.backToNow.click();
  await expect(diff.counts).toHaveText('2 added, 0 changed, 0 removed');
  await commands.button('Pay').click();
  await expect(diff.sums).toContainText(/total\+25\.00 EUR/);
  await expect(diff.sums).toContainText(/\+\d+\.\d\d USD/);
  await diff.swap.click();
  await diff.expectEnds(9, 1);
  await expect(diff.counts).toHaveText(
    '0 added, 0 changed, 2 removed, going back in time from A to B',
  );
  await expect(diff.sums).toContainText(/total−25\.00 EUR/);
});

test('a click with Shift compares the selected event with another', async ({ playground }) => {
  const { events, diff, projections, detail } = playground;
  await projections.show('Inventory');
  await events.row(7).click();
  await events.row(3).click({ modifiers: ['Shift'] });
  await diff.expectEnds(3, 7);
  await expect(detail.title).toHaveText('Event 7');
  await expect(diff.row('mug')).toContainText('changed');
});

test('the list shows the events between, and all of them again', async ({ playground }) => {
  const { events, diff, moment } = playground;
  await events.row(3).click();
  await events.row(6).click({ modifiers: ['Shift'] });
  await diff.between.click();
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
  const { diff, projections } = playground;
  await projections.show('Inventory');
  await diff.compare.click();
  await playground.append(...Array.from({ length: 120 }, (_, i) => stock(`item-${i}`)));
  await expect(diff.counts).toHaveText('120 added, 0 changed, 0 removed');
  await expect(diff.sums).toHaveText(/^on hand\+240 ?$/);
  await expect(projections.paging).toHaveText('1–25 of 120');
  for (let page = 2; page <= 5; page++) await projections.nextPage.click();
  await expect(diff.rows).toHaveCount(20);
});

test('the ends of the range are compared by one press', async ({ playground }) => {
  const { diff, projections, events, keys, moment, status } = playground;
  await projections.show('Order totals');
  await expect(diff.compareRange).toHaveCount(0);
  await events.more.click();
  await events.from.fill('2026-01-06T14:00:00Z');
  await events.to.fill('2026-01-06T16:00:00Z');
  await diff.compareRange.click();
  await diff.expectEnds(5, 7);
  await expect(diff.rows).toHaveCount(1);
  await expect(diff.row('1002')).toContainText('added');
  await expect(diff.row('1002')).toContainText('13.75 USD');
  await keys.press('Escape');
  await expect(diff.compare).toBeVisible();
  await events.from.fill('2026-01-06T16:50:00Z');
  await diff.compareRange.focus();
  await keys.press('c');
  await expect(status).toContainText('No event is in the range');
  await moment.expectNow(8);
  await expect(diff.compare).toBeVisible();
});

test('another log leaves nothing of a diff', async ({ playground }) => {
  const { diff } = playground;
  await diff.compare.click();
  await expect(diff.stop).toBeVisible();
  await playground.clear();
  await expect(diff.compare).toBeVisible();
});

test('by keyboard alone, two moments are compared', async ({ playground }) => {
  const { keys, diff, moment, projections, events, detail } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press('End');
  await keys.to(projections.search);
  await keys.press('Tab');
  await keys.press('a');
  await diff.expectEnds(8, 8);
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press(',');
  await moment.expectPast(6, 8);
  await keys.press('b');
  await diff.expectEnds(8, 6);
  await keys.push(diff.between);
  await events.expectPositions([7, 8]);
  await keys.push(diff.row('mug').getByRole('button', { name: 'Event 7' }));
  await expect(detail.title).toHaveText('Event 7');
  await keys.to(detail.close);
  await keys.press('Escape');
  await expect(diff.stop).toBeVisible();
  await keys.press('Escape');
  await expect(diff.compare).toBeVisible();
});

test('when a diff is closed, the list is no longer narrowed to it', async ({ playground }) => {
  const { events, diff, keys } = playground;
  await events.row(3).click();
  await events.row(7).click({ modifiers: ['Shift'] });
  await diff.between.click();
  await events.expectPositions([4, 5, 6, 7]);
  await diff.stop.click();
  await expect(events.rows).toHaveCount(8);
  await keys.press('a');
  await playground.moment.step('First event').click();
  await diff.between.click();
  await events.search.fill('order');
  await diff.stop.click();
  await expect(events.search).toHaveValue('order');
});
