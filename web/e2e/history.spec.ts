// The history of a row: its versions, and the events that made them.

import { expect, test } from './shared';

test('a row’s history shows its versions, newest first, and what changed', async ({
  playground,
}) => {
  const { projections, history, page } = playground;
  await projections.show('Order totals');
  await projections.historyOf('1001').click();
  await expect(history.title).toHaveText('History of 1001');
  const lineage = await page.evaluate(() => window.hindsight.lineage('order_totals', '1001'));
  await expect(history.versions).toContainText(
    lineage.versions.map(({ position, type }) => new RegExp(`Event ${position}.*${type}`)),
  );
  await expect(history.versions.nth(1)).toContainText(/status.*placed.*paid/);
});

test('a version leads to its event and back, and to its moment', async ({ playground }) => {
  const { projections, history, detail, moment } = playground;
  await projections.show('Order totals');
  await projections.historyOf('1001').click();
  await history.event(4).click();
  await expect(detail.title).toHaveText('Event 4');
  await detail.close.click();
  await expect(history.title).toHaveText('History of 1001');
  await history.view(4).click();
  await moment.expectPast(4, 8);
  await expect(history.versions).toHaveCount(2);
  await moment.backToNow.click();
  await expect(history.versions).toHaveCount(3);
});

test('a row that is not there yet has no history', async ({ playground }) => {
  const { projections, history, moment } = playground;
  await projections.show('Order totals');
  await projections.historyOf('1002').click();
  await expect(history.versions).toHaveCount(1);
  await moment.step('First event').click();
  await expect(history.panel).toContainText('The row is not there yet at the viewed moment.');
});

test('a row’s history grows with what is appended', async ({ playground }) => {
  const { projections, history, commands } = playground;
  await projections.show('Inventory');
  await projections.historyOf('mug').click();
  await expect(history.versions).toHaveCount(2);
  await commands.button('Add stock').click();
  await expect(history.versions).toHaveCount(3);
  await expect(history.versions.first()).toContainText('Event 9');
});

test('a history says how long each version held, and draws the course of a number', async ({
  playground,
}) => {
  const { projections, history } = playground;
  await projections.show('Order totals');
  await projections.value('1001', 'shipped').click();
  await expect(history.course).toHaveCount(0);
  await expect(history.versions).toContainText([
    /for 250 ms, up to the viewed moment/,
    /for 6 h 38 min/,
    /for 2 min 30 s/,
  ]);
  await history.column.selectOption('paid');
  await expect(history.course).toHaveAccessibleName(
    'paid over the last 2 versions shown: from 0 to 25.00',
  );
  await expect(history.versions.first()).toContainText('0 EUR');
  await expect(history.versions.first()).toContainText('25.00 EUR');
});

test('by keyboard alone, a history is opened, followed and closed', async ({ playground }) => {
  const { keys, projections, history, detail } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press('End');
  await keys.push(projections.historyOf('mug'));
  await expect(history.title).toHaveText('History of mug');
  await expect(history.title).toBeFocused();
  await keys.push(history.event(2));
  await expect(detail.title).toHaveText('Event 2');
  await expect(detail.title).toBeFocused();
  await keys.press('Escape');
  await expect(history.title).toBeFocused();
  await keys.press('Escape');
  await expect(history.panel).toBeHidden();
  await expect(projections.historyOf('mug')).toBeFocused();
});
