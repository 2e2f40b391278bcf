// Looking at the past: every table, list and count shows the state at that moment.

import { test as alone } from './fixtures';
import { Playground } from './objects/playground';
import { expect, test } from './shared';

test('a step back shows the past: it says so, and later events are dimmed', async ({
  playground,
}) => {
  const { moment, events } = playground;
  await moment.expectNow(8);
  await expect(events.later).toHaveCount(0);
  await moment.step('Previous event').click();
  await moment.expectPast(7, 8);
  await expect(events.later).toHaveCount(1);
  await expect(events.row(8)).toHaveClass(/later/);
  await expect(events.row(8)).toContainText('later than the viewed moment');
  await expect(events.row(7)).not.toHaveClass(/later/);
  await expect(events.count).toContainText('1 later than the viewed moment');
  const [dimmed, plain] = await Promise.all([8, 7].map((n) => colorOf(playground, n)));
  expect(dimmed).not.toBe(plain);
});

test('the buttons step to the first event, on, and back to the latest', async ({ playground }) => {
  const { moment } = playground;
  await moment.step('First event').click();
  await moment.expectPast(1, 8);
  await moment.step('Next event').click();
  await moment.expectPast(2, 8);
  await moment.step('Previous event').click();
  await moment.step('Previous event').click();
  await moment.expectPast(0, 8);
  await expect(moment.step('Previous event')).toHaveAttribute('aria-disabled', 'true');
  await moment.step('Latest').click();
  await moment.expectNow(8);
  await expect(moment.step('Next event')).toHaveAttribute('aria-disabled', 'true');
});

test('the bar of the past leads back to now', async ({ playground }) => {
  const { moment, events } = playground;
  await moment.step('First event').click();
  await expect(events.later).toHaveCount(7);
  await moment.backToNow.click();
  await moment.expectNow(8);
  await expect(events.later).toHaveCount(0);
});

test('the slider is dragged to any moment', async ({ playground }) => {
  const { moment, page } = playground;
  const box = await moment.slider.boundingBox();
  if (!box) throw new Error('the slider is not in view');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 8, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, y, { steps: 5 });
  await moment.expectPast(4, 8);
  await page.mouse.move(box.x, y, { steps: 5 });
  await moment.expectPast(0, 8);
  await page.mouse.move(box.x + box.width, y, { steps: 5 });
  await page.mouse.up();
  await moment.expectNow(8);
});

test('the slider says the position, the time and the type it stands at', async ({ playground }) => {
  const { moment } = playground;
  await moment.slider.fill('4');
  await expect(moment.slider).toHaveAttribute(
    'aria-valuetext',
    'position 4, 2026-01-06 10:07:30.25 UTC, PaymentReceived',
  );
  await moment.slider.fill('0');
  await expect(moment.slider).toHaveAttribute('aria-valuetext', 'before the first event');
});

test('each table and count is what the engine says of that moment', async ({ playground }) => {
  const { moment, projections, page } = playground;
  for (const position of [0, 1, 3, 6, 7]) {
    await moment.slider.fill(String(position));
    await moment.expectPast(position, 8);
    const then = await page.evaluate(
      (at) => window.hindsight.projections({ at: { position: at } }),
      position,
    );
    await expect(projections.tabs).toHaveText(then.map(({ title, rows }) => `${title} ${rows}`));
  }
});

test('an order is seen as it was placed, paid and shipped', async ({ playground }) => {
  const { moment, projections } = playground;
  await projections.show('Order totals');
  const statuses = { 8: 'shipped', 4: 'paid', 3: 'placed' };
  for (const [position, status] of Object.entries(statuses)) {
    await moment.slider.fill(position);
    await expect(projections.cells('1001').first()).toHaveText(status);
    await expect(projections.changedAt('1001')).toHaveText(position);
  }
  await moment.slider.fill('2');
  await expect(projections.rows).toHaveCount(0);
  await expect(projections.panel).toContainText('No event up to this moment concerns');
  await moment.slider.fill('0');
  await expect(projections.panel).toContainText(
    'Before the first event every projection is empty.',
  );
});

test('any event leads to its own moment', async ({ playground }) => {
  const { moment, events, detail } = playground;
  await events.row(5).click();
  await detail.viewMoment.click();
  await moment.expectPast(5, 8);
  await expect(detail.viewMoment).toHaveText('Viewed moment');
});

test('what is appended while looking at the past is announced, and the moment stays', async ({
  playground,
}) => {
  const { moment, commands, events, projections, status } = playground;
  await moment.slider.fill('3');
  await moment.expectPast(3, 8);
  await projections.show('User activity');
  await projections.expectKeys(['ada']);
  await commands.button('Register').click();
  await expect(status).toContainText('UserRegistered on user-alan at position 9');
  await moment.expectPast(3, 9);
  await expect(events.row(9)).toHaveClass(/later/);
  await expect(events.count).toContainText('6 later than the viewed moment');
  await projections.expectKeys(['ada']);
  await moment.backToNow.click();
  await projections.expectKeys(['ada', 'grace', 'alan']);
});

test('a log that is emptied while looking at the past has no past left', async ({ playground }) => {
  const { moment, events, projections } = playground;
  await moment.slider.fill('3');
  await moment.expectPast(3, 8);
  await playground.clear();
  await expect(moment.past).toBeHidden();
  await expect(moment.where).toHaveText('0 of 0');
  await expect(moment.slider).toBeDisabled();
  await expect(events.rows).toHaveCount(0);
  await expect(projections.rows).toHaveCount(0);
});

function colorOf({ events }: Playground, position: number): Promise<string> {
  const cell = events.row(position).getByRole('gridcell').nth(3);
  return cell.evaluate((element) => getComputedStyle(element).color);
}

alone('what was appended while one looks at the past stays told', async ({ page }) => {
  // A clock that is put forward, in place of waiting.
  await page.clock.install();
  const { moment, commands, status } = await Playground.open(page);
  await moment.step('First event').click();
  await moment.expectPast(1, 8);
  await page.clock.runFor(1_000);
  await expect(status).toContainText('Viewing position 1 of 8');
  await commands.button('Register').click();
  await moment.expectPast(1, 9);
  await page.clock.runFor(1_000);
  await expect(status).toContainText('at position 9');
});
