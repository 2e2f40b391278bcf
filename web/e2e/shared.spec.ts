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

test('what outlives what it was done in, and is not seen then, is undone', async ({
  shared,
  baseURL,
  complaints,
}) => {
  const url = baseURL ?? '';
  const page = await shared.enter(url, complaints);
  const playground = new Playground(page);
  const { commands, form, keys, timeline, panes, events, detail, theme } = playground;
  await page.evaluate(async () => {
    const seen: number[] = [];
    await window.hindsight.subscribe(({ position }) => seen.push(position));
    Object.assign(window, { mine: 1 });
    // Where nobody takes it away.
    Object.assign(document, { seen });
  });
  await playground.append({ type: 'Noted', stream: 'n', time: '2026-01-06T15:00:00Z' });
  await page
    .evaluate(() => window.hindsight.workspaces.list())
    .then(([only]) =>
      page.evaluate((id) => window.hindsight.workspaces.rename(id, 'Harbour'), only?.id ?? ''),
    );
  await theme.choose('Dark');
  await events.row(7).click();
  await detail.causes.click();
  await keys.press('i');
  await expect(timeline.seams.first()).toBeVisible();
  await keys.press('i');
  await panes.beside.click();
  await playground.expectAddress('projection=streams&projection=event_types&idle=open');
  await commands.anyEvent.click();
  const typed = { type: 'Half', stream: 'h', data: '1', metadata: '{}', id: 'h', time: 'noon' };
  await form.fill({ ...typed, schemaVersion: '2' });
  await form.condition.selectOption('exact');
  await form.version.fill('3');
  expect(await shared.enter(url, complaints)).toBe(page);
  await expect(page).toHaveTitle('Sample shop · Hindsight');
  expect(await page.evaluate(() => document.documentElement.style.colorScheme)).toBe('');
  await playground.expectAddress('');
  await playground.append({ type: 'Noted', stream: 'n' });
  await expect(events.rows).toHaveCount(9);
  await events.row(7).click();
  await expect(detail.causes).toHaveAttribute('aria-expanded', 'false');
  // Nine is what this test itself had appended before.
  const left = await page.evaluate(() => [
    (document as unknown as { seen: number[] }).seen,
    'mine' in window,
  ]);
  expect(left, 'what the subscription heard, and whether there is the name').toEqual([[9], false]);
  await commands.anyEvent.click();
  await expect(form.data).toHaveValue('{}');
  await expect(form.condition).toHaveValue('any');
  for (const field of [
    'type',
    'stream',
    'id',
    'time',
    'schemaVersion',
    'metadata',
    'version',
  ] as const)
    await expect(form[field]).toHaveValue('');
});

/** What stays on a page, seen or not. */
const traces: Record<string, (playground: Playground) => Promise<unknown>> = {
  'a workspace that was made': ({ page }) =>
    page.evaluate(() => window.hindsight.workspaces.create('Another')),
  'a member of data that was folded': async ({ events, detail }) => {
    await events.row(3).click();
    await detail.trees.getByRole('treeitem').first().click();
  },
  'an answer that is not the server’s': ({ page }) => page.route('**/none', (to) => to.abort()),
};

for (const [trace, leave] of Object.entries(traces)) {
  test(`${trace} is not there for the next test`, async ({ shared, baseURL, complaints }) => {
    const page = await shared.enter(baseURL ?? '', complaints);
    await leave(new Playground(page));
    expect(await shared.enter(baseURL ?? '', complaints)).not.toBe(page);
  });
}
