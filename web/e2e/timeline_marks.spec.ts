// What is marked on the timeline: flips, and the moments that are compared.

import type { Playground } from './objects/playground';
import { expect, test } from './shared';

/** Finds when a column of the shown projection was what. */
async function find(
  { finding }: Playground,
  column: string,
  diff: string,
  value: string,
): Promise<void> {
  await finding.toggle.click();
  await finding.column.selectOption(column);
  await finding.operator.selectOption(diff);
  await finding.value.fill(value);
  await finding.submit.click();
}

test('flips are marked where they are, and a click leads there', async ({ playground }) => {
  const { projections, timeline, moment, finding } = playground;
  await projections.show('Order totals');
  await expect(timeline.flips).toHaveCount(0);
  await find(playground, 'status', '=', 'placed');
  await timeline.drawAlong('Position');
  await expect(timeline.flips).toHaveCount(3);
  for (const [i, share] of [3 / 8, 4 / 8, 6 / 8].entries()) {
    const { from, to } = await timeline.sharesOf(timeline.flips.nth(i));
    expect((from + to) / 2).toBeCloseTo(share, 2);
  }
  await expect(timeline.flips.nth(1)).toHaveAccessibleName('Turned false at position 4: 1001');
  // Not by colour alone: one is filled, the other is not.
  const inside = (i: number) =>
    timeline.flips.nth(i).evaluate((mark) => getComputedStyle(mark, '::before').backgroundColor);
  expect(await inside(0)).not.toBe(await inside(1));
  await timeline.flips.nth(1).click();
  await moment.expectPast(4, 8);
  await expect(timeline.currentFlip).toHaveAccessibleName(/position 4/);
  await expect(finding.current).toContainText('false');
  await finding.toggle.click();
  await expect(timeline.flips).toHaveCount(0);
});

test('those too near to each other have one mark, which leads to each of them', async ({
  playground,
}) => {
  const { projections, timeline, moment } = playground;
  await projections.show('Order totals');
  await find(playground, 'status', '=', 'placed');
  await expect(timeline.flips).toHaveCount(2);
  await expect(timeline.flips.first()).toHaveAccessibleName(
    '2 flips, true and false: positions 3 to 4',
  );
  await timeline.flips.first().click();
  await moment.expectPast(3, 8);
  await timeline.flips.first().click();
  await moment.expectPast(4, 8);
  await timeline.flips.first().click();
  await moment.expectPast(3, 8);
  // Where they are farther apart, there is one for each.
  await timeline.zoomIn.click();
  await timeline.zoomIn.click();
  await expect(timeline.flips).toHaveCount(2);
  await expect(timeline.flips.first()).toHaveAccessibleName('Turned true at position 3: 1001');
  await timeline.showAll.click();
  await timeline.fold.click();
  await expect(timeline.flips).toHaveCount(3);
});

test('by keyboard alone, the mark that was gone to stands out', async ({ playground }) => {
  const { projections, timeline, moment, keys, finding } = playground;
  await projections.show('Order totals');
  await find(playground, 'status', '=', 'placed');
  await expect(finding.count).toHaveText('turned 3 times');
  await keys.press('Tab');
  await keys.press('p');
  await moment.expectPast(6, 8);
  await expect(timeline.currentFlip).toHaveAccessibleName(/position 6/);
  await keys.press('p');
  await moment.expectPast(4, 8);
  await expect(timeline.currentFlip).toHaveAccessibleName(/positions 3 to 4/);
});

test('hundreds of flips are no more marks than there is room for', async ({ playground }) => {
  const { page, projections, timeline, moment, finding } = playground;
  await page.evaluate(async () => {
    await window.hindsight.clear();
    await window.hindsight.generate({ events: 20_000, seed: 7 });
  });
  await expect(moment.where).toHaveText('20,000 of 20,000');
  await projections.show('Order totals');
  await find(playground, 'status', '=', 'placed');
  await expect(finding.count).toHaveText(/^turned [\d,]+ times$/);
  const total = Number((await finding.count.textContent())?.replace(/\D/g, ''));
  expect(total).toBeGreaterThan(1000);
  for (const axis of ['Time', 'Position'] as const) {
    await timeline.drawAlong(axis);
    await expect(timeline.flips.first()).toBeVisible();
    const names = await timeline.flips.evaluateAll((marks) =>
      marks.map((mark) => mark.getAttribute('title') ?? ''),
    );
    expect(names.length).toBeLessThan(180);
    const marked = names.map((name) =>
      Number(/^([\d,]+) flips?/.exec(name)?.[1]?.replaceAll(',', '') ?? 1),
    );
    expect(marked.reduce((sum, n) => sum + n, 0)).toBe(Math.min(total, 10_000));
  }
});

test('the moments that are compared are marked, on both axes', async ({ playground }) => {
  const { timeline, keys, moment, diff } = playground;
  await moment.step('First event').click();
  await keys.press('.');
  await moment.expectPast(2, 8);
  await keys.press('a');
  await expect(timeline.end('A')).toBeVisible();
  await expect(timeline.end('B')).toHaveCount(0);
  await moment.step('Latest').click();
  await keys.press('b');
  await timeline.drawAlong('Position');
  await expect(timeline.end('A')).toHaveAttribute('title', 'A: position 2');
  expect((await timeline.sharesOf(timeline.end('A'))).from).toBeCloseTo(2 / 8, 2);
  await diff.swap.click();
  await expect(timeline.end('B')).toHaveAttribute('title', 'B: position 2');
  await diff.setHere('B').click();
  await diff.swap.click();
  // At the same moment both letters can be read, and at the end.
  await expect(timeline.end('A')).toHaveAttribute('title', 'A: position 8');
  await expect(timeline.end('B')).toHaveAttribute('title', 'B: position 8');
  const letters = await Promise.all(
    (['A', 'B'] as const).map((end) =>
      timeline.end(end).getByText(end, { exact: true }).boundingBox(),
    ),
  );
  expect((letters[0]?.y ?? 0) + (letters[0]?.height ?? 0)).toBeLessThanOrEqual(letters[1]?.y ?? 0);
  for (const end of ['A', 'B'] as const) {
    const letter = timeline.end(end).getByText(end, { exact: true });
    expect((await timeline.sharesOf(letter)).to).toBeLessThanOrEqual(1);
  }
  await diff.stop.click();
  await expect(timeline.end('B')).toHaveCount(0);
});
