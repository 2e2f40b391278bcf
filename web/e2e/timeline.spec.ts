// The timeline by mouse: a picture of the log that is also where one looks and what is asked for.

import { expect, test } from './shared';

test('events are drawn where they happened, in the colours of their types', async ({
  playground,
}) => {
  const { timeline } = playground;
  await expect(timeline.legend).toHaveText([
    'UserRegistered2',
    'OrderPlaced2',
    'StockAdded1',
    'PaymentReceived1',
    'StockRemoved1',
    'OrderShipped1',
  ]);
  await expect(timeline.note).toHaveText('2 min a bar, at most 1 event, UTC');
  // From 9:00 to 16:45: the first event is at the left, and nothing happened from 11:00 to 13:00.
  await expect.poll(() => timeline.drawn(0, 0.03)).toBe(true);
  expect(await timeline.drawn(0.27, 0.5)).toBe(false);
  await playground.append({ type: 'Noted', stream: 'n-1', time: '2026-01-06T12:00:00Z' });
  await expect(timeline.legend).toHaveCount(7);
  await expect(timeline.legend.last()).toHaveText('Noted1');
  await expect.poll(() => timeline.drawn(0, 0.03)).toBe(true);
});

test('each type has a colour of its own, the same everywhere, that it keeps', async ({
  playground,
}) => {
  const { timeline, events } = playground;
  const hues = (badges: typeof timeline.legend) =>
    badges
      .locator('.badge')
      .evaluateAll((found) =>
        found.map((badge) => [
          badge.textContent ?? '',
          getComputedStyle(badge).getPropertyValue('--hue'),
        ]),
      );
  await expect(timeline.legend).toHaveCount(6);
  const before = await hues(timeline.legend);
  expect(new Set(before.map(([, hue]) => hue)).size).toBe(6);
  const byType = new Map(before.map(([type = '', hue]) => [type, hue]));
  for (const [type = '', hue] of await hues(events.rows)) expect(hue).toBe(byType.get(type));
  await playground.append(...['Aa', 'Bb', 'Cc', 'Dd'].map((type) => ({ type, stream: 'n-1' })), {
    type: 'UserLoggedIn',
    stream: 'user-1',
    data: { userId: '1' },
  });
  await expect(events.rows).toHaveCount(13);
  const after = new Map(
    (await hues(events.rows)).map(([type = '', hue]): [string, string | undefined] => [type, hue]),
  );
  for (const [type, hue] of byType) expect(after.get(type)).toBe(hue);
  expect(new Set(after.values()).size).toBe(11);
});

test('an empty log has an empty timeline', async ({ playground }) => {
  const { timeline } = playground;
  await playground.clear();
  await expect(timeline.plot).toHaveAccessibleName('Timeline: no events');
  await expect(timeline.playhead).toHaveCount(0);
  await expect(timeline.legend).toHaveCount(0);
});

test('a click looks at that moment, and the end is the latest', async ({ playground }) => {
  const { timeline, moment, events } = playground;
  // Nothing happened between 10:07 and 13:30.
  await timeline.click(0.4);
  await moment.expectPast(4, 8);
  expect(await timeline.playheadShare()).toBeCloseTo(0.4, 2);
  await expect(events.later).toHaveCount(4);
  await timeline.click(0.999);
  await moment.expectNow(8);
});

test('the playhead is dragged through the log and out of it', async ({ playground }) => {
  const { timeline, moment, page } = playground;
  await timeline.drag(0.9, [0.5]);
  await moment.expectPast(4, 8);
  const before = await timeline.pointAt(-0.2);
  await page.mouse.move(before.x, before.y, { steps: 3 });
  await moment.expectPast(0, 8);
  const after = await timeline.pointAt(1.2);
  await page.mouse.move(after.x, after.y, { steps: 3 });
  await page.mouse.up();
  await moment.expectNow(8);
  // The button is up: it goes nowhere any more.
  await page.mouse.move(before.x, before.y, { steps: 3 });
  await moment.expectNow(8);
});

test('the pointer tells what is in a bar', async ({ playground }) => {
  const { timeline, page } = playground;
  const { x, y } = await timeline.pointAt(0.0175);
  await page.mouse.move(x, y);
  await expect(timeline.note).toHaveText('2 min from 6 Jan 2026 09:00:00: 1 event');
  await expect(timeline.legend.first()).toHaveText('UserRegistered1');
  await page.mouse.move(x, y + 300);
  await expect(timeline.note).toHaveText('2 min a bar, at most 1 event, UTC');
});

test('dragged with Shift, a stretch becomes the range of the filter', async ({ playground }) => {
  const { timeline, events, moment, page } = playground;
  await page.keyboard.down('Shift');
  await timeline.drag(0.5, [0.76, 0.7]);
  await expect(timeline.band).toBeVisible();
  await expect(events.rows).toHaveCount(8);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await events.expectPositions([5, 6]);
  await expect(events.count).toHaveText(/^2 of 8 events/);
  await moment.expectNow(8);
  await events.more.click();
  await expect(events.from).toHaveValue(/^2026-01-06T12:/);
  await expect(events.to).toHaveValue(/^2026-01-06T14:/);
  await timeline.clearRange.click();
  await expect(events.rows).toHaveCount(8);
  await expect(events.from).toHaveValue('');
  await expect(timeline.band).toHaveCount(0);
});

test('dragged along the axis, backwards, a stretch becomes the range', async ({ playground }) => {
  const { timeline, events, page } = playground;
  await timeline.drag(0.76, [0.5], 'axis');
  await page.mouse.up();
  await events.expectPositions([5, 6]);
});

test('Escape gives up the stretch that is being chosen', async ({ playground }) => {
  const { timeline, events, page } = playground;
  await timeline.drag(0.5, [0.7], 'axis');
  await expect(timeline.band).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(timeline.band).toHaveCount(0);
  await page.mouse.up();
  await expect(events.rows).toHaveCount(8);
  await expect(events.count).toHaveText(/^8 events/);
});

test('a range that is typed is drawn', async ({ playground }) => {
  const { timeline, events } = playground;
  await events.more.click();
  await events.from.fill('2026-01-06T13:00:00Z');
  await expect(timeline.band).toBeVisible();
  const [plot, band] = await Promise.all([
    timeline.plot.boundingBox(),
    timeline.band.boundingBox(),
  ]);
  expect(((band?.x ?? 0) - (plot?.x ?? 0)) / (plot?.width ?? 1)).toBeCloseTo(0.516, 2);
  await events.clearFilters.click();
  await expect(timeline.band).toHaveCount(0);
});

test('along positions, events are as far apart as they were appended', async ({ playground }) => {
  const { timeline, moment, events, page } = playground;
  await timeline.drawAlong('Position');
  await expect(timeline.note).toHaveText('1 event a bar');
  await timeline.click(0.5);
  await moment.expectPast(4, 8);
  await timeline.click(0.999);
  await moment.expectNow(8);
  // Events 3 to 6: the stretch of an event ends at its position.
  await timeline.drag(0.3, [0.7], 'axis');
  await page.mouse.up();
  await events.expectPositions([3, 4, 5, 6]);
  await events.more.click();
  await expect(events.clock).toHaveValue('recorded');
  const [plot, band] = await Promise.all([
    timeline.plot.boundingBox(),
    timeline.band.boundingBox(),
  ]);
  expect((band?.width ?? 0) / (plot?.width ?? 1)).toBeCloseTo(0.5, 2);
});

test('the wheel zooms at the pointer with Control, and pans what is zoomed', async ({
  playground,
}) => {
  const { timeline, moment, page } = playground;
  await timeline.drawAlong('Position');
  await timeline.click(0.5);
  await moment.expectPast(4, 8);
  await expect(timeline.minimap).toHaveCount(0);
  await page.keyboard.down('Control');
  await timeline.wheel(0.5, 0, -100);
  await timeline.wheel(0.5, 0, -100);
  await page.keyboard.up('Control');
  await expect(timeline.minimap).toBeVisible();
  // What is under the pointer stays there.
  await expect.poll(() => timeline.playheadShare()).toBeCloseTo(0.5, 2);
  const width = (await timeline.plot.boundingBox())?.width ?? 0;
  await timeline.wheel(0.5, 0.25 * width, 0);
  await expect.poll(() => timeline.playheadShare()).toBeCloseTo(0.25, 2);
  await timeline.showAll.click();
  await expect(timeline.minimap).toHaveCount(0);
  await expect.poll(() => timeline.playheadShare()).toBeCloseTo(0.5, 2);
});

test('a step out of view brings the view along', async ({ playground }) => {
  const { timeline, moment } = playground;
  await timeline.drawAlong('Position');
  await timeline.click(0.25);
  await moment.expectPast(2, 8);
  await timeline.zoomIn.click();
  await timeline.zoomIn.click();
  await timeline.zoomIn.click();
  for (const position of [3, 4, 5, 6, 7]) {
    await moment.step('Next event').click();
    await moment.expectPast(position, 8);
    await expect(timeline.playhead).toBeInViewport();
  }
  await expect(timeline.minimap).toBeVisible();
});

test('the minimap leads to any part', async ({ playground }) => {
  const { timeline, page } = playground;
  await timeline.zoomIn.click();
  await timeline.zoomIn.click();
  const map = page.locator('.minimap');
  const box = await map.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
  // It is drawn with the next frame.
  const left = async () => ((await timeline.minimap.boundingBox())?.x ?? Infinity) - (box?.x ?? 0);
  await expect.poll(left).toBeLessThan(2);
  await expect(timeline.playhead).toHaveCount(0);
});

test('in the dark the same is drawn in other colours', async ({ playground }) => {
  const { timeline, page } = playground;
  await expect.poll(() => timeline.drawn(0, 0.03)).toBe(true);
  const canvas = timeline.plot.locator('canvas');
  const picture = () => canvas.evaluate((it: HTMLCanvasElement) => it.toDataURL());
  const light = await picture();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(picture).not.toBe(light);
  await expect.poll(() => timeline.drawn(0, 0.03)).toBe(true);
});
