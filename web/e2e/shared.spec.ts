// The page that tests share: what a test did there is gone for the next one, or the page is.

import { Playground } from './objects/playground';
import { expect, test } from './shared';

test('a page that was used is handed on as it was at first', async ({
  shared,
  baseURL,
  complaints,
}) => {
  const url = baseURL ?? '';
  const page = await shared.enter(url, complaints);
  const { opened } = shared;
  const { commands, events, moment, diff, projections, keys } = new Playground(page);
  await commands.button('Pay').click();
  await projections.show('Order totals');
  await events.more.click();
  await events.search.fill('type:OrderPlaced');
  await events.row(3).click();
  await moment.step('First event').click();
  await diff.compare.click();
  await page.setViewportSize({ width: 360, height: 700 });
  await keys.press('Control+k');
  expect(await shared.enter(url, complaints)).toBe(page);
  expect(shared.opened, 'pages that were opened').toBe(opened);
  await expect(events.rows).toHaveCount(8);
  await expect(events.search).toHaveValue('');
  await moment.expectNow(8);
  await keys.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the events' })).toBeFocused();
});

/** What stays on a page, seen or not. */
const traces: Record<string, (playground: Playground) => Promise<unknown>> = {
  'a theme that was chosen': ({ theme }) => theme.choose('Dark'),
  'a draft of an event': ({ commands }) => commands.anyEvent.click(),
  'a name that a script made': ({ page }) =>
    page.evaluate(() => Object.assign(window, { mine: 1 })),
  'an answer that is not the server’s': ({ page }) => page.route('**/none', (to) => to.abort()),
};

for (const [trace, leave] of Object.entries(traces)) {
  test(`${trace} is not there for the next test`, async ({ shared, baseURL, complaints }) => {
    const page = await shared.enter(baseURL ?? '', complaints);
    await leave(new Playground(page));
    expect(await shared.enter(baseURL ?? '', complaints)).not.toBe(page);
  });
}
