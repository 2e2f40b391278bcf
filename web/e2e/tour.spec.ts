// The introduction of a first visit, and the tour: taken by mouse, by keyboard, left and found again.

import type { Locator } from '@playwright/test';
import { test as alone } from './fixtures';
import { Playground } from './objects/playground';
import { tourSteps } from './objects/tour';
import { Writing } from './objects/writing';
import { expect, test } from './shared';

alone('a first visit is introduced, until anything is done', async ({ playground }) => {
  const { page, introduction, keys, moment } = playground;
  await expect(introduction.strip).toBeVisible();
  await keys.press(',');
  await moment.expectPast(7, 8);
  await expect(introduction.strip).toBeHidden();
  await Playground.open(page);
  await moment.expectNow(8);
  await expect(introduction.strip).toBeHidden();
});

alone('the introduction can be dismissed for good, and found again', async ({ playground }) => {
  const { page, introduction, moment, keys } = playground;
  await introduction.dismiss.click();
  await expect(introduction.strip).toBeHidden();
  await expect(moment.slider).toBeFocused();
  await Playground.open(page);
  await expect(introduction.strip).toBeHidden();
  await keys.press('Control+k');
  await keys.type('introduction');
  await keys.press('Enter');
  await expect(introduction.strip).toBeVisible();
  await introduction.dismiss.click();
  await keys.press('?');
  await page.getByRole('dialog').getByRole('button', { name: 'Show the introduction' }).click();
  await expect(introduction.strip).toBeVisible();
});

alone('who follows a link to a moment has done nothing yet', async ({ page }) => {
  const { introduction, moment } = await Playground.open(page, '/#at=3');
  await moment.expectPast(3, 8);
  await expect(introduction.strip).toBeVisible();
});

alone('the tour is taken by mouse: doing what a step says goes on', async ({ playground }) => {
  const { page, introduction, tour, commands, moment, diff, projections, keys } = playground;
  const writing = new Writing(page);
  const { finding, lineage, importing } = playground;
  await introduction.takeTour.click();
  await expect(introduction.strip).toBeHidden();
  await tour.expectStep('Append');
  await commands.button('Pay').click();
  await tour.expectStep('Rewind');
  const box = await moment.slider.boundingBox();
  if (!box) throw new Error('the slider is not in view');
  await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await tour.expectStep('Compare');
  await expect(moment.past).toBeVisible();
  await diff.compare.click();
  // Nothing differs yet.
  await expect(diff.stop).toBeVisible();
  await expect(tour.card).toHaveAccessibleName('Compare');
  await keys.press(',');
  await tour.expectStep('Where a value comes from');
  await moment.expectNow(9);
  await projections.value('1001', 'shipped').click();
  await tour.expectStep('Find a flip');
  await expect(lineage.versions).toHaveCount(3);
  await finding.toggle.click();
  await finding.column.selectOption('status');
  await finding.operator.selectOption('=');
  await finding.value.fill('placed');
  await finding.submit.click();
  await tour.expectStep('A table of your own');
  await writing.begin.click();
  await expect(writing.panel).toBeVisible();
  await tour.expectStep('Bring your own log');
  await expect(writing.panel).toBeHidden();
  await playground.action('Import…').click();
  await expect(importing.dialog).toBeVisible();
  await expect(tour.card).toBeHidden();
});

alone('the tour is taken by keyboard alone', async ({ playground }) => {
  const { introduction, tour, keys, moment, diff, lineage, finding, importing } = playground;
  await keys.push(introduction.takeTour);
  await tour.expectStep('Append');
  await keys.push(tour.goToIt);
  await keys.press('Tab');
  await keys.press('Tab');
  await keys.press('Enter');
  await tour.expectStep('Rewind');
  await keys.press('ArrowLeft');
  await moment.expectPast(8, 9);
  await tour.expectStep('Compare');
  await keys.press('a');
  await expect(diff.stop).toBeVisible();
  await keys.press('ArrowLeft');
  await tour.expectStep('Where a value comes from');
  await keys.push(tour.goToIt);
  await keys.press('Enter');
  await expect(lineage.panel).toBeVisible();
  await tour.expectStep('Find a flip');
  await keys.push(tour.goToIt);
  await keys.press('Enter');
  await expect(finding.column).toBeFocused();
  await keys.fill(finding.value, '20');
  await keys.press('Enter');
  await tour.expectStep('A table of your own');
  await keys.push(tour.goToIt);
  await keys.press('Enter');
  await tour.expectStep('Bring your own log');
  await keys.push(tour.back);
  await tour.expectStep('A table of your own');
  await keys.push(tour.next);
  await tour.expectStep('Bring your own log');
  await keys.push(tour.goToIt);
  await keys.press('Enter');
  await expect(importing.dialog).toBeVisible();
  await expect(tour.card).toBeHidden();
});

alone('the tour can be left at any step, and found again', async ({ playground }) => {
  const { page, tour, keys, introduction } = playground;
  await tour.start.click();
  await tour.expectStep('Append');
  await tour.next.click();
  await tour.expectStep('Rewind');
  await keys.press('Escape');
  await expect(tour.card).toBeHidden();
  await keys.press('Control+k');
  await keys.type('tour');
  await keys.press('Enter');
  await tour.expectStep('Append');
  await tour.leave.click();
  await expect(tour.card).toBeHidden();
  await keys.press('?');
  await page.getByRole('dialog').getByRole('button', { name: 'Take the tour' }).click();
  await tour.expectStep('Append');
  for (const title of tourSteps.slice(1)) {
    await tour.next.click();
    await tour.expectStep(title);
  }
  await tour.finish.click();
  await expect(tour.card).toBeHidden();
  await Playground.open(page);
  await expect(introduction.strip).toBeHidden();
});

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 800, height: 600 },
  { width: 360, height: 740 },
]) {
  test(`at ${width} px no step covers what it points at`, async ({ playground }) => {
    const { page, tour, commands, moment, diff, projections, finding } = playground;
    await page.setViewportSize({ width, height });
    const targets: Record<(typeof tourSteps)[number], Locator> = {
      Append: commands.button('Pay'),
      Rewind: moment.slider,
      Compare: diff.compare,
      'Where a value comes from': projections.value('1001', 'shipped'),
      'Find a flip': finding.toggle,
      'A table of your own': new Writing(page).begin,
      'Bring your own log': playground.action('Import…'),
    };
    await tour.start.click();
    for (const title of tourSteps) {
      await tour.expectStep(title);
      await expect(async () => {
        const [card, ring, target] = await Promise.all(
          [tour.card, tour.ring, targets[title]].map((part) => part.boundingBox()),
        );
        if (!card || !ring || !target) throw new Error(`${title} is not in view`);
        expect(holds(ring, target), `${title}: the ring is around it`).toBe(true);
        expect(overlap(ring, card), `${title}: the card covers it`).toBe(false);
        expect(holds({ x: 0, y: 0, width, height }, card), `${title}: the card is in view`).toBe(
          true,
        );
        expect(holds({ x: 0, y: 0, width, height }, target), `${title}: it is in view`).toBe(true);
      }).toPass();
      await tour.card.getByRole('button', { name: /^(Next|Finish)$/ }).click();
    }
    await expect(tour.card).toBeHidden();
  });
}

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 900, height: 900 },
  { width: 900, height: 500 },
  { width: 360, height: 740 },
]) {
  test(`at ${width} by ${height} px nothing is covered that a step leads to`, async ({
    playground,
  }) => {
    const { page, tour, diff, finding } = playground;
    await page.setViewportSize({ width, height });
    await tour.start.click();
    await tour.next.click();
    await tour.next.click();
    await tour.expectStep('Compare');
    await diff.compare.click();
    const bar = page.locator('.ends');
    await expectUncovered(tour.card, [diff.stop, bar]);
    await tour.next.click();
    await tour.next.click();
    await tour.expectStep('Find a flip');
    await finding.toggle.click();
    await expectUncovered(tour.card, [finding.form]);
    // Wherever that is scrolled to.
    for (const block of ['start', 'end'] as const) {
      await finding.form.evaluate((form, block) => {
        document.documentElement.style.scrollPadding = '0';
        form.scrollIntoView({ block });
        document.documentElement.removeAttribute('style');
      }, block);
      await expectUncovered(tour.card, [finding.form]);
    }
  });
}

/** Expects a card to be in the window, and over none of what it is about. */
async function expectUncovered(card: Locator, parts: Locator[]): Promise<void> {
  const { width = 0, height = 0 } = card.page().viewportSize() ?? {};
  await expect(async () => {
    const box = await card.boundingBox();
    if (!box) throw new Error('the card is not in view');
    expect(holds({ x: 0, y: 0, width, height }, box), 'the card is in the window').toBe(true);
    for (const part of parts) {
      const covered = await part.boundingBox();
      if (!covered) throw new Error(`${part} is not in view`);
      expect(overlap(box, covered), `the card covers ${part}`).toBe(false);
    }
  }).toPass();
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
