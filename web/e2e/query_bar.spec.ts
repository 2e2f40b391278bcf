// The search as one line of text: what it takes, what it suggests, and the form that shows the same.

import { expect, test } from './shared';

test('a query names types, a stream, a range and text, and the form shows the same', async ({
  playground,
}) => {
  const { events } = playground;
  await events.search.fill('type:OrderPlaced type:PaymentReceived stream:order-1001 25.00');
  await events.expectPositions([3, 4]);
  await expect(events.count).toHaveText(/^2 of 8 events[\d.]+ m?s$/);
  await events.search.fill('category:order from:2026-01-06T11:00:00Z');
  await events.expectPositions([6, 8]);
  await playground.expectAddress('category=order&from=2026-01-06T11%3A00%3A00Z');
  await events.more.click();
  await expect(events.from).toHaveValue('2026-01-06T11:00:00Z');
  await events.type('OrderPlaced').check();
  await events.from.fill('');
  await expect(events.search).toHaveValue('type:OrderPlaced category:order');
  await events.expectPositions([3, 6]);
  await events.clearFilters.click();
  await expect(events.search).toHaveValue('');
});

test('what is wrong is said beside it, and the rest holds', async ({ playground }) => {
  const { events } = playground;
  await expect(events.searchNote).toContainText('category:');
  await events.search.fill('type:OrderPlaced from:whenever');
  await expect(events.searchNote).toContainText('from: This is no time.');
  await expect(events.search).toHaveAttribute('aria-invalid', 'true');
  await events.expectPositions([3, 6]);
  await events.search.fill('orderId:1001');
  await expect(events.searchNote).toHaveText('“orderId:” is looked for as text: it is no field.');
  await expect(events.search).toHaveAttribute('aria-invalid', 'false');
  await events.search.fill('"orderId":"1001"');
  await events.expectPositions([3, 4, 7, 8]);
});

test('quotes keep blanks together', async ({ playground }) => {
  const { events } = playground;
  await playground.append(
    { type: 'Noted', stream: 'a b', data: 'type:x  y' },
    { type: 'Noted', stream: 'a', data: 'b' },
  );
  await events.search.fill('stream:"a b"');
  await events.expectPositions([9]);
  await events.search.fill('"type:x  y"');
  await events.expectPositions([9]);
});

test('by mouse, suggestions lead to a query', async ({ playground }) => {
  const { events } = playground;
  await events.search.click();
  await events.suggestion('type:').click();
  await expect(events.suggestion('type:OrderPlaced')).toContainText('2 events');
  await events.suggestion('type:OrderPlaced').click();
  await expect(events.search).toHaveValue('type:OrderPlaced ');
  await expect(events.search).toBeFocused();
  await events.expectPositions([3, 6]);
  await events.search.pressSequentially('1002');
  await events.suggestion('stream:order-1002').click();
  await expect(events.search).toHaveValue('type:OrderPlaced stream:order-1002 ');
  await events.expectPositions([6]);
  await events.row(6).click();
  await expect(events.suggestions).toHaveCount(0);
});

test('suggestions begin anew once another log has emptied the search', async ({ playground }) => {
  const { events, page } = playground;
  await events.search.fill('type:OrderPlaced type:OrderShipped');
  await events.expectPositions([3, 6, 8]);
  await page.evaluate(() => window.hindsight.clear());
  await playground.append({ type: 'OrderPlaced', stream: 'order-1', data: {} });
  await expect(events.search).toHaveValue('');
  await events.search.click();
  await events.suggestion('type:').click();
  await expect(events.suggestion('type:OrderPlaced')).toBeVisible();
});

test('by keyboard alone, suggestions lead to a query, and trap nobody', async ({ playground }) => {
  const { keys, events } = playground;
  await keys.press('/');
  await keys.type('ty');
  await expect(events.search).toHaveAttribute('aria-expanded', 'true');
  await keys.press('ArrowDown');
  const first = events.suggestion('type:');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  const id = await first.getAttribute('id');
  await expect(events.search).toHaveAttribute('aria-activedescendant', id ?? '');
  await keys.press('Tab');
  await expect(events.search).toHaveValue('type:');
  await keys.type('order');
  await expect(events.suggestion('type:OrderPlaced')).toBeVisible();
  await keys.press('ArrowUp');
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect(events.search).toHaveValue(/^type:Order(Placed|Shipped) $/);
  await expect(events.rows).not.toHaveCount(8);
  await keys.press('ArrowDown');
  await expect(events.suggestions).not.toHaveCount(0);
  await keys.press('Escape');
  await expect(events.suggestions).toHaveCount(0);
  await expect(events.search).toHaveAttribute('aria-expanded', 'false');
  await expect(events.search, 'and what was typed is still there').not.toHaveValue('');
  await keys.press('Tab');
  await expect(events.more).toBeFocused();
});

test('by keyboard alone, one goes from the search to what it found', async ({ playground }) => {
  const { events, detail, keys } = playground;
  await keys.press('/');
  await keys.type('carrier');
  await events.expectPositions([8]);
  await keys.press('Enter');
  await expect(events.grid).toBeFocused();
  await keys.press('ArrowDown');
  await expect(detail.title).toHaveText('Event 8');
  await keys.press('/');
  await keys.press('ControlOrMeta+a');
  await keys.type('order');
  await expect(events.suggestion('stream:order-1001')).toBeVisible();
  await keys.press('Escape');
  await expect(events.suggestions).toHaveCount(0);
  await expect(events.search).toBeFocused();
  await keys.press('Escape');
  await expect(events.grid).toBeFocused();
});

test('a key that comes before the narrowed list does is for that list, not for the one before', async ({
  playground,
}) => {
  const { events, detail } = playground;
  await events.search.focus();
  await events.search.evaluate((search) => {
    // All in one task: no answer comes between them.
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    (search as HTMLInputElement).value = 'carrier';
    search.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press('Escape');
    press('Enter');
    press('ArrowDown');
  });
  await expect(detail.title).toHaveText('Event 8');
  await events.expectPositions([8]);
});

test('at 360 px suggestions fit, can be tapped, and move nothing', async ({ playground }) => {
  const { events, page } = playground;
  await page.setViewportSize({ width: 360, height: 740 });
  // A search that leaves the count as long as it is, so that the suggestions alone could move anything.
  await events.search.fill('orde');
  await expect(events.suggestion('stream:order-1001')).toBeVisible();
  const before = await events.grid.boundingBox();
  await page.keyboard.press('Escape');
  await expect(events.suggestions).toHaveCount(0);
  expect(await events.grid.boundingBox()).toEqual(before);
  await events.search.press('r');
  const box = await events.suggestion('stream:order-1001').boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(24);
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
  await events.suggestion('stream:order-1001').click();
  await events.expectPositions([3, 4, 8]);
});

test('the example is one of the log’s own, and the shop’s where there is none', async ({
  playground,
}) => {
  const { events, commands, form, keys } = playground;
  await expect(events.search).toHaveAttribute('placeholder', 'type:OrderPlaced amount');
  await playground.becomeForeign();
  const example = 'type:"Account opened" stream:"account 1"';
  await expect(events.search).toHaveAttribute('placeholder', example);
  await keys.press('/');
  await keys.type(example);
  await events.expectPositions([1]);
  await events.clearFilters.click();
  await commands.anyEvent.click();
  await expect(form.type).toHaveAttribute('placeholder', 'Account opened');
  await expect(form.stream).toHaveAttribute('placeholder', 'account 1');
  await keys.press('Escape');
  await playground.clear();
  await expect(events.search).toHaveAttribute('placeholder', 'type:OrderPlaced amount');
});

test('an example of long names, and of some that would turn text round, is short and plain', async ({
  playground,
}) => {
  const { events } = playground;
  await playground.clear();
  await playground.append({ type: `<b>\u202e${'x'.repeat(200)}`, stream: 's'.repeat(900) });
  await expect(events.search).toHaveAttribute(
    'placeholder',
    `type:<b>\ufffd${'x'.repeat(20)}… stream:${'s'.repeat(24)}…`,
  );
});
