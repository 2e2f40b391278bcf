// The list of events, what narrows it, and the panel that shows all of one.

import type { Locator } from '@playwright/test';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

test('a click on a row shows all of the event', async ({ playground }) => {
  const { events, detail } = playground;
  await expect(detail.title).toHaveText('Event');
  await events.row(4).click();
  await expect(events.row(4)).toHaveAttribute('aria-selected', 'true');
  await expect(detail.title).toHaveText('Event 4');
  await expect(detail.fact('Type')).toHaveText('PaymentReceived');
  await expect(detail.fact('Stream')).toHaveText('order-1001 version 2');
  await expect(detail.fact('Id')).toHaveText('019b9288-d680-7000-8000-000000000004');
  await expect(detail.fact('Time')).toHaveText('2026-01-06 10:07:30 UTC');
  await expect(detail.fact('Recorded')).toHaveText('2026-01-06 10:07:30.25 UTC');
  await expect(detail.fact('Schema')).toHaveText('version 1');
  await expect(detail.fact('Metadata')).toContainText('causationId');
  await expect(detail.trees.getByRole('treeitem')).toContainText([/orderId.*"1001"/, /"25\.00"/]);
});

test('an event of an old schema version shows its stored and its current shape', async ({
  playground,
}) => {
  const { events, detail } = playground;
  await events.row(3).click();
  await expect(detail.fact('Schema')).toHaveText('version 1');
  await expect(detail.panel.getByRole('heading', { level: 4 })).toHaveText([
    'Stored, schema version 1',
    'Current, schema version 2',
  ]);
  await detail.show('Text');
  await expect(detail.texts.nth(0)).toContainText('"amount": 25.00');
  await expect(detail.texts.nth(1)).toContainText('"amount": "25.00"');
  await expect(detail.texts.nth(1)).toContainText('"currency": "EUR"');
  const [stored, current] = await Promise.all([
    detail.texts.nth(0).boundingBox(),
    detail.texts.nth(1).boundingBox(),
  ]);
  expect(stored?.y, 'they stand side by side').toBe(current?.y);
});

test('an event of the current schema version shows one shape', async ({ playground }) => {
  const { events, detail } = playground;
  await events.row(6).click();
  await expect(detail.fact('Schema')).toHaveText('version 2');
  await expect(detail.trees).toHaveCount(1);
});

test('an event of a schema version from the future says why it has no current shape', async ({
  playground,
}) => {
  const { events, detail } = playground;
  await playground.append({ type: 'OrderPlaced', stream: 'order-9', schemaVersion: 7, data: {} });
  await events.row(9).click();
  await expect(detail.panel).toContainText('No current shape');
  await expect(detail.trees).toHaveCount(1);
});

test('the list is narrowed by type, by several types, and by none again', async ({
  playground,
}) => {
  const { events } = playground;
  await events.more.click();
  await events.type('OrderPlaced').check();
  await events.expectPositions([3, 6]);
  await expect(events.count).toHaveText(/^2 of 8 events/);
  await events.type('OrderShipped').check();
  await events.expectPositions([3, 6, 8]);
  await events.clearFilters.click();
  await expect(events.rows).toHaveCount(8);
  await expect(events.type('OrderPlaced')).not.toBeChecked();
});

test('the list is narrowed by stream and by text, which work together', async ({ playground }) => {
  const { events } = playground;
  await events.search.fill('stream:order-1001');
  await events.expectPositions([3, 4, 8]);
  await events.search.fill('stream:order-1001 25.00');
  await events.expectPositions([3, 4]);
  await events.search.fill('stream:order-1001 no such text');
  await expect(events.empty).toContainText('No event matches.');
  await expect(events.rows).toHaveCount(0);
  await events.clearFilters.click();
  await expect(events.search).toHaveValue('');
  await expect(events.rows).toHaveCount(8);
});

test('text is found in data, ids and metadata', async ({ playground }) => {
  const { events } = playground;
  await playground.append({
    type: 'Noted',
    stream: 'note-1',
    id: 'needle-in-id',
    data: { text: 'needle-in-data' },
    metadata: { by: 'needle-in-metadata' },
  });
  for (const text of ['needle-in-id', 'needle-in-data', 'needle-in-metadata']) {
    await events.search.fill(text);
    await events.expectPositions([9]);
    await events.search.fill('');
    await expect(events.rows).toHaveCount(9);
  }
});

test('what is appended shows in a narrowed list only if it matches', async ({ playground }) => {
  const { events } = playground;
  await events.search.fill('stream:order-1001');
  await events.expectPositions([3, 4, 8]);
  await playground.append(
    { type: 'Noted', stream: 'order-1001' },
    { type: 'Noted', stream: 'order-1002' },
  );
  await events.expectPositions([3, 4, 8, 9]);
  await expect(events.count).toHaveText(/^4 of 10 events/);
});

test('by keyboard alone, rows are chosen, opened, and left again', async ({ playground }) => {
  const { keys, events, detail } = playground;
  await keys.to(events.grid);
  await keys.press('Home');
  await expect(detail.title).toHaveText('Event 1');
  await keys.press('ArrowDown');
  await expect(detail.title).toHaveText('Event 2');
  await expect(events.row(2)).toHaveAttribute('aria-selected', 'true');
  const id = await events.row(2).getAttribute('id');
  await expect(events.grid).toHaveAttribute('aria-activedescendant', id ?? '');
  await keys.press('End');
  await expect(detail.title).toHaveText('Event 8');
  await keys.press('ArrowUp');
  await expect(detail.title).toHaveText('Event 7');
  await keys.press('Enter');
  await expect(detail.title).toBeFocused();
  await keys.press('Escape');
  await expect(detail.title).toHaveText('Event');
  await expect(events.grid).toBeFocused();
});

test('by keyboard alone, the list is narrowed and widened', async ({ playground }) => {
  const { keys, events } = playground;
  await keys.press('/');
  await expect(events.search).toBeFocused();
  await keys.type('mug');
  await events.expectPositions([2, 3, 6, 7]);
  await keys.type(' stream:product-mug');
  await events.expectPositions([2, 7]);
  await keys.push(events.more);
  await keys.to(events.type('StockRemoved'));
  await keys.press('Space');
  await events.expectPositions([7]);
  await keys.backTo(events.clearFilters);
  await keys.press('Enter');
  await expect(events.rows).toHaveCount(8);
});

/** Appends an event with data that is deep, and goes to its tree. @returns the lines of it. */
async function goToDeepData(playground: Playground): Promise<Locator> {
  const { keys, events, detail } = playground;
  await playground.append({ type: 'Noted', stream: 'note-1', data: { a: { b: { c: 'deep' } } } });
  await keys.to(events.grid);
  await keys.press('End');
  await expect(detail.title).toHaveText('Event 9');
  const items = detail.trees.getByRole('treeitem');
  await keys.to(items.first());
  await expect(detail.trees).toContainText('"b"');
  return items;
}

test('by keyboard alone, the data of an event is unfolded', async ({ playground }) => {
  const { keys } = playground;
  const items = await goToDeepData(playground);
  await expect(items.last()).toHaveAttribute('aria-expanded', 'false');
  await keys.press('End');
  await keys.press('ArrowRight');
  await expect(items.last()).toHaveText('"c""deep"');
  await keys.press('ArrowLeft');
  await expect(items.last()).toHaveAttribute('aria-expanded', 'false');
});

test('keys that come faster than the page is drawn are each for where the last one led', async ({
  playground,
}) => {
  const items = await goToDeepData(playground);
  await items.first().evaluate(() => {
    // All in one task: no frame comes between them.
    for (const key of ['End', 'ArrowRight', 'End', 'ArrowLeft', 'ArrowLeft'])
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await expect(items.last()).toHaveAttribute('aria-expanded', 'false');
  await expect(items.last()).toBeFocused();
});

test('what was unfolded stays so in other events of the same shape', async ({ playground }) => {
  const { events, detail } = playground;
  const noted = (to: string) => ({
    type: 'Noted',
    stream: 'note-1',
    data: { 'a/b': { list: [{ to }], other: [0] } },
  });
  await playground.append(noted('ada'), { type: 'Noted', stream: 'n', data: 1 }, noted('alan'));
  await events.row(9).click();
  const items = detail.trees.getByRole('treeitem');
  await items.filter({ hasText: '"list"' }).click();
  await items.filter({ hasText: /^{"to"/ }).click();
  await expect(items.last()).toContainText('"other"');
  await expect(items.filter({ hasText: '"ada"' })).toHaveText('"to""ada"');
  await events.row(10).click();
  await expect(items).toHaveText(['1']);
  await events.row(11).click();
  await expect(items.filter({ hasText: '"alan"' })).toHaveText('"to""alan"');
  await expect(items.filter({ hasText: '"other"' })).toHaveAttribute('aria-expanded', 'false');
  await detail.close.click();
  await events.row(9).click();
  await expect(items.filter({ hasText: '"ada"' })).toHaveText('"to""ada"');
  await items.filter({ hasText: '"list"' }).click();
  await events.row(11).click();
  await expect(items.filter({ hasText: '"list"' })).toHaveAttribute('aria-expanded', 'false');
});
