// The lineage of a row: its versions, and the events that made them.

import { expect, test } from './shared';

test('a row’s lineage shows its versions, newest first, and what changed', async ({
  playground,
}) => {
  const { projections, lineage, page } = playground;
  await projections.show('Order totals');
  await projections.lineageOf('1001').click();
  await expect(lineage.title).toHaveText('Lineage of 1001');
  const asked = await page.evaluate(() => window.hindsight.lineage('order_totals', '1001'));
  await expect(lineage.versions).toContainText(
    asked.versions.map(({ position, type }) => new RegExp(`Event ${position}.*${type}`)),
  );
  await expect(lineage.versions.nth(1)).toContainText(/status.*placed.*paid/);
});

test('a version leads to its event and back, and to its moment', async ({ playground }) => {
  const { projections, lineage, detail, moment } = playground;
  await projections.show('Order totals');
  await projections.lineageOf('1001').click();
  await lineage.event(4).click();
  await expect(detail.title).toHaveText('Event 4');
  await detail.close.click();
  await expect(lineage.title).toHaveText('Lineage of 1001');
  await lineage.view(4).click();
  await moment.expectPast(4, 8);
  await expect(lineage.versions).toHaveCount(2);
  await moment.backToNow.click();
  await expect(lineage.versions).toHaveCount(3);
});

test('a row that is not there yet has no lineage', async ({ playground }) => {
  const { projections, lineage, moment } = playground;
  await projections.show('Order totals');
  await projections.lineageOf('1002').click();
  await expect(lineage.versions).toHaveCount(1);
  await moment.step('First event').click();
  await expect(lineage.panel).toContainText('The row is not there yet at the viewed moment.');
});

test('a row’s lineage grows with what is appended', async ({ playground }) => {
  const { projections, lineage, commands } = playground;
  await projections.show('Inventory');
  await projections.lineageOf('mug').click();
  await expect(lineage.versions).toHaveCount(2);
  await commands.button('Add stock').click();
  await expect(lineage.versions).toHaveCount(3);
  await expect(lineage.versions.first()).toContainText('Event 9');
});

test('a lineage says how long each version held, and draws the course of a number', async ({
  playground,
}) => {
  const { projections, lineage } = playground;
  await projections.show('Order totals');
  await projections.value('1001', 'shipped').click();
  await expect(lineage.course).toHaveCount(0);
  await expect(lineage.versions).toContainText([
    /for 250 ms, up to the viewed moment/,
    /for 6 h 38 min/,
    /for 2 min 30 s/,
  ]);
  await lineage.column.selectOption('paid');
  await expect(lineage.course).toHaveAccessibleName(
    'paid over the last 2 versions shown: from 0 to 25.00',
  );
  await expect(lineage.versions.first()).toContainText('0 EUR');
  await expect(lineage.versions.first()).toContainText('25.00 EUR');
});

test('by keyboard alone, a lineage is opened, followed and closed', async ({ playground }) => {
  const { keys, projections, lineage, detail } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press('End');
  await keys.push(projections.lineageOf('mug'));
  await expect(lineage.title).toHaveText('Lineage of mug');
  await expect(lineage.title).toBeFocused();
  await keys.push(lineage.event(2));
  await expect(detail.title).toHaveText('Event 2');
  await expect(detail.title).toBeFocused();
  await keys.press('Escape');
  await expect(lineage.title).toBeFocused();
  await keys.press('Escape');
  await expect(lineage.panel).toBeHidden();
  await expect(projections.lineageOf('mug')).toBeFocused();
});
