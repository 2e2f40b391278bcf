// The address says what is looked at, and a link opens the same view.

import { settledMs } from '../src/state/address';
import { test as alone, watch } from './fixtures';
import { Playground } from './objects/playground';
import { expect, test } from './shared';

test('the address follows what is looked at, and is bare when all is as usual', async ({
  playground,
}) => {
  const { projections, moment, events, diff } = playground;
  await projections.show('Inventory');
  await moment.step('First event').click();
  await events.search.fill('mug');
  await diff.compare.click();
  await playground.expectAddress('at=1&projection=inventory&a=1&text=mug');
  await diff.stop.click();
  await events.clearFilters.click();
  await moment.backToNow.click();
  await projections.show('Streams');
  await playground.expectAddress('');
});

alone('a link opens the same view', async ({ page }) => {
  const link = '/#at=6&projection=order_totals&a=3&b=6&type=OrderPlaced&from=2026-01-06T11:00:00Z';
  await page.goto(link);
  const { projections, moment, events, diff } = new Playground(page);
  await moment.expectPast(6, 8);
  await events.expectPositions([6]);
  await events.more.click();
  await expect(events.from).toHaveValue('2026-01-06T11:00:00Z');
  await expect(projections.selected).toContainText('Order totals');
  await diff.expectEnds(3, 6);
  await page.reload();
  await moment.expectPast(6, 8);
  await diff.expectEnds(3, 6);
});

alone('a link to another log shows of this one what it can', async ({ page }) => {
  await page.goto('/#at=5000&projection=unknown&a=2&b=7000&after=6&until=9');
  const { projections, moment, events, diff, alerts } = new Playground(page);
  await diff.expectEnds(2, 8);
  await expect(alerts).toContainText('leads to position 7,000, and this log ends at 8:');
  await moment.expectNow(8);
  await events.expectPositions([7, 8]);
  await expect(projections.selected).toContainText('Streams');
});

test('another address typed into the bar is gone to', async ({ playground }) => {
  const { page, moment } = playground;
  await playground.follow('at=2026-01-06T13:00:00Z');
  await moment.expectPast(4, 8);
  await page.getByRole('link', { name: 'Skip to the events' }).press('Enter');
  await moment.expectPast(4, 8);
});

test('an address typed in the moment in which the page writes its own is gone to', async ({
  playground,
}) => {
  const { page, moment } = playground;
  await page.evaluate((settled) => {
    // The page's timer is due with this one, and is next: the browser has not told it yet.
    setTimeout(() => {
      location.hash = 'at=3';
    }, settled);
    document.querySelector<HTMLElement>('[aria-label="First event"]')?.click();
    const due = performance.now() + settled;
    while (performance.now() <= due);
  }, settledMs);
  await moment.expectPast(3, 8);
  await playground.expectAddress('at=3');
});

test('a cleared log leaves the address bare', async ({ playground }) => {
  const { moment } = playground;
  await moment.step('First event').click();
  await playground.expectAddress('at=1');
  await playground.clear();
  await playground.expectAddress('');
});

alone(
  'what was looked at for a while is gone back to, and forward again; what was passed is not',
  async ({ page }) => {
    // A clock that only goes when it is told to, in place of waiting.
    await page.clock.install();
    const playground = await Playground.open(page);
    const { moment } = playground;
    await playground.expectAddress('');
    await page.clock.pauseAt(Date.now() + 60_000);
    for (const [step, stands] of [
      ['First event', 400],
      ['Next event', 2_000],
      ['Next event', 400],
    ] as const) {
      await moment.step(step).click();
      await page.clock.runFor(stands);
    }
    await page.clock.resume();
    await playground.expectAddress('at=3');
    await page.goBack();
    await moment.expectPast(2, 8);
    await page.goBack();
    await moment.expectNow(8);
    await page.goForward();
    await moment.expectPast(2, 8);
    await playground.expectAddress('at=2');
  },
);

alone(
  'a link opens its workspace, and to go back may lead to another one',
  async ({ page, context, complaints }) => {
    const playground = await Playground.open(page);
    const { moment, workspaces, events, kept } = playground;
    await moment.step('First event').click();
    await playground.expectAddress('at=1');
    const link = page.url();
    await workspaces.open();
    await workspaces.make('Create empty', 'Another');
    await playground.append({ type: 'Noted', stream: 'n' });
    await expect(events.rows).toHaveCount(1);
    await playground.expectAddress('');
    const other = await context.newPage();
    await watch(other, complaints);
    await other.goto(link);
    const linked = new Playground(other);
    await linked.moment.expectPast(1, 8);
    await expect(linked.kept).toContainText('Sample shop');
    await expect(linked.alerts).toBeEmpty();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(link).hash);
    await moment.expectPast(1, 8);
    await expect(kept).toContainText('Sample shop');
    await page.goBack();
    await expect(events.rows).toHaveCount(1);
    await expect(kept).toContainText('Another');
  },
);

test('a link to a workspace that is not here says so, and shows this one in its way', async ({
  playground,
}) => {
  const { moment, alerts } = playground;
  await playground.follow('workspace=1-2-3&at=2');
  await moment.expectPast(2, 8);
  await expect(alerts).toContainText('names a workspace that is not in this browser');
  await playground.expectAddress('at=2');
});
