// The timeline of 100,000 events, and a playhead that is dragged across all of them.

import { expect, test } from './shared';

test('100,000 events are drawn, dragged across, zoomed and narrowed', async ({ playground }) => {
  const { page, timeline, moment, events } = playground;
  await page.evaluate(async () => {
    await window.hindsight.clear();
    await window.hindsight.generate({ events: 100_000, seed: 7 });
  });
  await expect(moment.where).toHaveText('100,000 of 100,000');
  await test.step('every event is in a bar, and in the legend', async () => {
    await expect.poll(() => timeline.legendSum()).toBe(100_000);
    await expect(timeline.legend.last()).toHaveText(/^others/);
    await expect.poll(() => timeline.drawn(0.4, 0.6)).toBe(true);
  });
  await test.step('dragged across, everything follows to where it is let go', async () => {
    await timeline.drag(0.02, [0.25, 0.5, 0.75, 0.4]);
    await page.mouse.up();
    expect(await timeline.playheadShare()).toBeCloseTo(0.4, 2);
    const { first, last } = await page.evaluate(async () => {
      const stats = await window.hindsight.stats();
      return { first: Date.parse(stats.firstTime), last: Date.parse(stats.lastTime) };
    });
    // Before the first event and after the last there is a little room.
    const time = first + (0.4 * 1.03 - 0.015) * (last - first);
    await expect(async () => {
      const seen = Date.parse(await moment.asOf.inputValue());
      expect(Math.abs(seen - time) / (last - first)).toBeLessThan(0.01);
      const position = Number(await moment.slider.inputValue());
      const later = (100_000 - position).toLocaleString('en-US');
      await expect(events.count).toContainText(`${later} later than the viewed moment`);
    }).toPass();
  });
  await test.step('zoomed in, bars are finer and the viewed moment stays in view', async () => {
    const before = await timeline.note.textContent();
    for (let times = 0; times < 5; times++) await timeline.zoomIn.click();
    await expect(timeline.note).not.toHaveText(before ?? '');
    await expect(timeline.playhead).toBeInViewport();
    await expect.poll(() => timeline.legendSum()).toBeLessThan(10_000);
    expect(await timeline.legendSum()).toBeGreaterThan(100);
  });
  await test.step('what is chosen there is what the list has', async () => {
    await timeline.drag(0.3, [0.6], 'axis');
    await page.mouse.up();
    await expect(events.count).toContainText('of 100,000 events');
    await events.more.click();
    const range = { from: await events.from.inputValue(), to: await events.to.inputValue() };
    const { total } = await page.evaluate(
      (query) => window.hindsight.events({ ...query, limit: 1 }),
      range,
    );
    expect(total).toBeGreaterThan(0);
    await expect(events.count).toContainText(`${total.toLocaleString('en-US')} of 100,000`);
  });
});
