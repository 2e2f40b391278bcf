// The address says what is looked at, and a link opens the same view.

import { expect, test } from './fixtures';
import { Playground } from './objects/playground';

test('the address follows what is looked at, and is bare when all is as usual', async ({
  playground,
}) => {
  const { page, projections, moment, events, comparison } = playground;
  await projections.show('Inventory');
  await moment.step('First event').click();
  await events.search.fill('mug');
  await comparison.compare.click();
  await expect(page).toHaveURL(/#at=1&projection=inventory&a=1&text=mug$/);
  await comparison.stop.click();
  await events.clearFilters.click();
  await moment.backToNow.click();
  await projections.show('Streams');
  await expect(page).toHaveURL(/\/$/);
});

test('a link opens the same view', async ({ page }) => {
  const link = '/#at=6&projection=order_totals&a=3&b=6&type=OrderPlaced&from=2026-01-06T11:00:00Z';
  await page.goto(link);
  const { projections, moment, events, comparison } = new Playground(page);
  await moment.expectPast(6, 8);
  await events.expectPositions([6]);
  await events.more.click();
  await expect(events.from).toHaveValue('2026-01-06T11:00:00Z');
  await expect(projections.selected).toContainText('Order totals');
  await comparison.expectEnds(3, 6);
  await page.reload();
  await moment.expectPast(6, 8);
  await comparison.expectEnds(3, 6);
});

test('a link to another log shows of this one what it can', async ({ page }) => {
  await page.goto('/#at=5000&projection=unknown&a=2&b=7000&after=6&until=9');
  const { projections, moment, events, comparison } = new Playground(page);
  await comparison.expectEnds(2, 8);
  await moment.expectNow(8);
  await events.expectPositions([7, 8]);
  await expect(projections.selected).toContainText('Streams');
});

test('another address typed into the bar is gone to', async ({ playground }) => {
  const { page, moment } = playground;
  await page.evaluate(() => {
    location.hash = 'at=2026-01-06T13:00:00Z';
  });
  await moment.expectPast(4, 8);
  await page.getByRole('link', { name: 'Skip to the events' }).press('Enter');
  await moment.expectPast(4, 8);
});

test('a cleared log leaves the address bare', async ({ playground }) => {
  const { page, moment } = playground;
  await moment.step('First event').click();
  await expect(page).toHaveURL(/#at=1$/);
  await playground.clear();
  await expect(page).toHaveURL(/\/$/);
});
