// The boundaries between what stands side by side: dragged, moved by keys, and staying put.

import { expect, test } from './shared';

const two = 'projection=order_totals&projection=inventory';

test('a boundary is dragged, stays put over a reload, and a double click evens it', async ({
  playground,
}) => {
  const { panes, page } = playground;
  await playground.follow(two);
  const splitter = panes.splitter(1);
  await panes.expectShown(['Order totals', 'Inventory']);
  const [left, right] = await panes.widths(splitter);
  expect(Math.abs(left - right)).toBeLessThan(3);
  await panes.drag(splitter, 120);
  await expect.poll(async () => (await panes.widths(splitter))[0] - left).toBeGreaterThan(110);
  const dragged = await panes.widths(splitter);
  expect(dragged[0] - left).toBeLessThan(130);
  await page.reload();
  await panes.expectShown(['Order totals', 'Inventory']);
  await expect.poll(() => panes.widths(splitter)).toEqual(dragged);
  await splitter.dblclick();
  await expect.poll(() => panes.widths(splitter)).toEqual([left, right]);
});

test('the list of events is made wider, as far as the projections can still be read', async ({
  playground,
}) => {
  const { panes, page } = playground;
  const splitter = panes.eventsSplitter;
  const before = await panes.widths(splitter);
  await panes.drag(splitter, -200);
  await expect.poll(async () => before[0] - (await panes.widths(splitter))[0]).toBeGreaterThan(190);
  await panes.drag(splitter, 2_000);
  await expect(splitter).toHaveAttribute('aria-valuenow', '85');
  const widest = await panes.widths(splitter);
  await page.reload();
  await expect.poll(() => panes.widths(splitter)).toEqual(widest);
  await splitter.dblclick();
  await expect.poll(() => panes.widths(splitter)).toEqual(before);
});

test('by keyboard alone, boundaries are moved, and nothing else', async ({ playground }) => {
  const { panes, keys, moment } = playground;
  await playground.follow(two);
  await panes.expectShown(['Order totals', 'Inventory']);
  const splitter = panes.splitter(1);
  await keys.to(splitter);
  await expect(splitter).toHaveAttribute('aria-valuenow', '50');
  await keys.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '52');
  await keys.press('Shift+ArrowLeft');
  await expect(splitter).toHaveAttribute('aria-valuenow', '42');
  await keys.press('Home');
  await expect(splitter).toHaveAttribute('aria-valuenow', '15');
  await keys.press('End');
  await expect(splitter).toHaveAttribute('aria-valuenow', '85');
  await keys.press('Enter');
  await expect(splitter).toHaveAttribute('aria-valuenow', '50');
  await moment.expectNow(8);
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.backTo(panes.eventsSplitter);
  await keys.press('ArrowLeft');
  await expect(panes.eventsSplitter).toHaveAttribute('aria-valuenow', '44');
});

test('in a narrow window panes are one below the other, without boundaries', async ({
  playground,
}) => {
  const { panes, page } = playground;
  await page.setViewportSize({ width: 360, height: 740 });
  await playground.follow(two);
  await panes.expectShown(['Order totals', 'Inventory']);
  await expect(page.getByRole('separator')).toHaveCount(0);
  const [first, second] = await Promise.all([
    panes.pane(1).panel.boundingBox(),
    panes.pane(2).panel.boundingBox(),
  ]);
  expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + (first?.height ?? 0));
  await panes.close(2).click();
  await expect(panes.all).toHaveCount(0);
});
