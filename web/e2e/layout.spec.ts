// What has room on the page, and what is in line with what.

import type { Locator, Page } from '@playwright/test';
import { expect, test } from './shared';

test('in a log of thousands every count is grouped', async ({ playground }) => {
  const { page, events, detail, status, commands } = playground;
  await page.evaluate(() => window.hindsight.generate({ events: 9_000 }));
  await expect(events.count).toContainText('9,008 events');
  await commands.button('Register').click();
  await expect(status).toContainText('at position 9,009');
  await expect(events.count).toContainText('9,009 events');
  await events.grid.press('End');
  await expect(detail.title).toHaveText('Event 9,009');
  const ungrouped = await page.evaluate(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      // Keys, ids and data are what they are, and a year is no count.
      const asStored = node.parentElement?.closest(
        'tbody th, .list-table td:nth-child(n+4), .of-json, .tree, .code, time',
      );
      if (!asStored && /^\d{4,}$/.test(node.textContent?.trim() ?? '')) {
        found.push(node.textContent ?? '');
      }
    }
    return found;
  });
  expect(ungrouped).toEqual([]);
});

test('nothing but its title is above the list of workspaces', async ({ playground }) => {
  const { workspaces, page } = playground;
  await workspaces.open();
  await expect(workspaces.all).toHaveCount(1);
  const [title, list] = [
    await boxOf(page.locator('.dialog-head')),
    await boxOf(workspaces.dialog.getByRole('list', { name: 'Workspaces', exact: true })),
  ];
  expect(list.y - title.y - title.height).toBeLessThanOrEqual(16);
  await expect(workspaces.dialog.getByRole('alert')).toBeAttached();
});

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 900, height: 900 },
  { width: 360, height: 740 },
]) {
  test(`at ${width} by ${height} px six rows are left beside an event and a condition`, async ({
    playground,
  }) => {
    const { page, events, projections, finding } = playground;
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.hindsight.generate({ events: 1_000 }));
    await expect(events.count).toContainText('1,008 events');
    await projections.show('Order totals');
    await finding.toggle.click();
    await finding.ask('status', '=', 'placed');
    await expect(finding.count).toContainText('turned');
    // Where the event is shown over the page, it comes over what is at the lower edge.
    await events.panel.evaluate((panel) => panel.scrollIntoView({ block: 'end' }));
    await events.row(1006).click();
    await expect(page.locator('.panel.event.open')).toBeVisible();
    await expect.poll(() => rowsInSight(page, events.rows)).toBeGreaterThanOrEqual(6);
    await page.locator('.table-frame').evaluate((frame) => frame.scrollIntoView());
    await expect
      .poll(() => rowsInSight(page, page.locator('.table-frame tbody tr')))
      .toBeGreaterThanOrEqual(6);
  });
}

test('in a narrow window the tools of the timeline fill their rows', async ({ playground }) => {
  const { page, timeline } = playground;
  await page.setViewportSize({ width: 360, height: 740 });
  const bar = page.getByRole('region', { name: 'Viewed moment' });
  const line = await boxOf(bar.locator('.timeline'));
  const rows = new Map<number, { x: number; width: number }[]>();
  for (const button of await bar.getByRole('button').all()) {
    const { x, y, width, height } = await boxOf(button);
    expect(Math.min(width, height), 'is easily hit').toBeGreaterThanOrEqual(32);
    rows.set(y, [...(rows.get(y) ?? []), { x, width }]);
  }
  expect(rows.size).toBe(4);
  for (const row of rows.values()) {
    const [first, last] = [row[0], row.at(-1)];
    expect(first?.x).toBeCloseTo(line.x, 0);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(line.x + line.width, 0);
  }
  const [time, position] = [
    await boxOf(timeline.axis('Time')),
    await boxOf(timeline.axis('Position')),
  ];
  expect(time.width).toBeCloseTo(position.width, 0);
  expect(time.width + position.width).toBeGreaterThan(line.width - 4);
});

test('in a wide window the tools of the timeline have words', async ({ playground }) => {
  const { keys, timeline, moment } = playground;
  for (const [tool, word] of [
    [timeline.fold, 'Fold idle'],
    [timeline.startHere, 'From here'],
    [timeline.endHere, 'To here'],
    [timeline.loop, 'Loop'],
  ] as const) {
    await expect(tool.getByText(word, { exact: true })).toBeVisible();
    await expect(tool).toHaveAccessibleName(new RegExp(`^${word}`));
  }
  await expect(timeline.clearRange).toBeHidden();
  const before = await boxOf(timeline.endHere);
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press('[');
  await expect(timeline.clearRange).toBeVisible();
  const { x, width } = await boxOf(timeline.endHere);
  expect({ x, width }, 'nothing moves beside it').toEqual({ x: before.x, width: before.width });
});

/** How many of some rows are seen whole: in the window, and under nothing. */
function rowsInSight(page: Page, rows: Locator): Promise<number> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  return rows.evaluateAll(
    (all, [width, height]) =>
      all.filter((row) => {
        const { left, top, bottom } = row.getBoundingClientRect();
        const isOnTop = (y: number) =>
          row.contains(document.elementFromPoint(Math.min(left + 60, width - 1), y));
        return top >= 0 && bottom <= height && isOnTop(top + 2) && isOnTop(bottom - 2);
      }).length,
    [width, height] as const,
  );
}

async function boxOf(
  part: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error(`${part} is not in view`);
  return box;
}
