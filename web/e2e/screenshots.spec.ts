// Pictures of the page, held against kept ones: a layout that broke is seen here and nowhere else.
//
// They show the sample shop at a moment of its own, so no clock and no chance is in them; what took how
// long is masked. Browsers and machines draw letters a little differently, which the tolerance allows;
// a panel that is gone or moved is far beyond it. After a change that is meant, `make screenshots` takes
// them again: look at each before it is committed.

import { expect, test } from './fixtures';
import type { Playground } from './objects/playground';

test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

/** What leads to each state. */
const states: Record<string, (playground: Playground) => Promise<void>> = {
  'first-visit': async ({ introduction }) => {
    await expect(introduction.strip).toBeVisible();
  },
  'past-with-lineage': async ({ projections, lineage, moment, keys, status }) => {
    await projections.show('Order totals');
    await projections.value('1001', 'shipped').click();
    await expect(lineage.versions).toHaveCount(3);
    await keys.press('Control+ArrowLeft');
    await moment.expectPast(7, 8);
    await expect(status).toContainText('Viewing position 7 of 8');
  },
  diff: async ({ projections, events, diff }) => {
    await projections.show('Order totals');
    await events.row(3).click();
    await events.row(7).click({ modifiers: ['Shift'] });
    await diff.expectEnds(3, 7);
    await expect(diff.rows).toHaveCount(2);
  },
  palette: async ({ keys, page }) => {
    await keys.press('Control+k');
    await keys.type('show');
    await expect(page.getByRole('option', { name: 'Show Inventory' })).toBeVisible();
  },
  'tour-step': async ({ tour }) => {
    await tour.start.click();
    await tour.expectStep('Append');
  },
};

for (const [state, lead] of Object.entries(states)) {
  test(`${state} looks as it did, light and wide, dark and narrow`, async ({ playground }) => {
    const { page, timeline } = playground;
    await lead(playground);
    for (const { theme, width } of [
      { theme: 'light', width: 1440 },
      { theme: 'dark', width: 360 },
    ] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => timeline.drawn(0, 1)).toBe(true);
      await page.mouse.move(0, 0);
      await expect(page).toHaveScreenshot(`${state}-${theme}-${width}.png`, {
        mask: [page.locator('.took')],
        maxDiffPixelRatio: 0.01,
      });
    }
  });
}
