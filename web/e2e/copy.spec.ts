// What an event is copied as, and another one like it.

import { clipboardText, grantClipboard, refuseClipboard } from './objects/clipboard';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

/** An event with all that gets lost easily. */
const delicate = {
  type: 'Noted "so"',
  stream: 'note-</script>',
  id: 'id-\u2028-🧾',
  time: '2026-01-06T15:00:00.123456789Z',
  schemaVersion: 3,
  dataText: '{ "n": 12345678901234567890,\n "m": [1.0, "\\u00e9"], "__proto__": {"a": 1} }',
  metadataText:
    '{ "correlationId": "c-1",\n "n": 9007199254740999, "e": 1e400, "p": 12.50, "n": 1, "source": "/shop", "user": {"name": "ada </script>"}, "__proto__": {"a": 1} }\n',
};

/** The only event of the log, without what depends on when it was appended. */
async function only(playground: Playground): Promise<object> {
  const events = await playground.stored();
  expect(events).toHaveLength(1);
  const [{ recorded, ...event } = { recorded: '' }] = events;
  expect(recorded).not.toBe('');
  return event;
}

/** Shows the only event of a log. */
async function openOnly(playground: Playground, event: typeof delicate): Promise<void> {
  const { events, detail } = playground;
  await playground.clear();
  await playground.append(event);
  await events.row(1).click();
  await expect(detail.title).toHaveText('Event 1');
}

for (const title of ['JSON', 'NDJSON', 'CloudEvent'] as const) {
  test(`copied as ${title}, an event can be imported again as it was`, async ({ playground }) => {
    const { page, detail, status } = playground;
    await grantClipboard(page);
    await openOnly(playground, delicate);
    const before = await only(playground);
    await detail.copyAs(title);
    await expect(status).toContainText('Copied event 1 as ');
    const text = await clipboardText(page);
    await playground.clear();
    await page.evaluate((log) => window.hindsight.import(log), text);
    expect(await only(playground)).toEqual(before);
  });
}

test('copied as a script, an event is appended as it was, and not twice', async ({
  playground,
}) => {
  const { page, detail, status } = playground;
  await grantClipboard(page);
  await openOnly(playground, delicate);
  const before = await only(playground);
  await detail.copyAs('Script');
  await expect(status).toContainText('Copied event 1 as a script');
  const script = await clipboardText(page);
  expect(script).toMatch(/^await hindsight\.append\(/);
  expect(script).not.toContain('</script>');
  const run = () => page.evaluate(`(async () => { ${script} })()`);
  await run();
  expect(await only(playground), 'it was there').toEqual(before);
  await playground.clear();
  await run();
  expect(await only(playground)).toEqual(before);
});

test('by keyboard alone, an event is copied, or not', async ({ playground }) => {
  const { page, keys, events, detail, status } = playground;
  await grantClipboard(page);
  await keys.to(events.grid);
  await keys.press('End');
  await expect(detail.title).toHaveText('Event 8');
  await keys.push(detail.copy);
  await expect(detail.copyMenu.getByRole('menuitem').first()).toBeFocused();
  await keys.press('ArrowUp');
  await expect(detail.copyMenu.getByRole('menuitem').last()).toBeFocused();
  await keys.press('Escape');
  await expect(detail.copyMenu).toBeHidden();
  await expect(detail.copy).toBeFocused();
  await expect(detail.title, 'which closed the menu, not the event').toHaveText('Event 8');
  await keys.press('ArrowDown');
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expect(status).toHaveText('Copied event 8 as a line of NDJSON');
  await expect(detail.copy).toBeFocused();
  const line = (await playground.log()).split('\n').at(-2);
  expect(await clipboardText(page)).toBe(`${line}\n`);
});

test('a second press closes the menu, and so does a press beside it', async ({ playground }) => {
  const { events, detail } = playground;
  await events.row(4).click();
  await detail.copy.click();
  await expect(detail.copyMenu).toBeVisible();
  await detail.copy.click();
  await expect(detail.copyMenu).toBeHidden();
  await detail.copy.click();
  await expect(detail.copyMenu).toBeVisible();
  await detail.title.click();
  await expect(detail.copyMenu).toBeHidden();
});

test('what the clipboard refuses is shown and selected', async ({ playground }) => {
  const { page, events, detail } = playground;
  await refuseClipboard(page);
  await events.row(4).click();
  await detail.copyAs('CloudEvent');
  await expect(detail.copyByHand).toBeFocused();
  await expect(detail.copyByHand).toHaveValue(/"specversion": "1.0"/);
  const selected = await page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.selectionEnd - field.selectionStart === field.value.length;
  });
  expect(selected).toBe(true);
  await page.keyboard.press('Escape');
  await expect(detail.copyByHand).toHaveCount(0);
  await expect(detail.copy).toBeFocused();
});

test('another event like it is filled in, in its current shape, with an id of its own', async ({
  playground,
}) => {
  const { events, detail, form } = playground;
  await events.row(3).click();
  await detail.another.click();
  await expect(form.type).toHaveValue('OrderPlaced');
  await expect(form.stream).toHaveValue('order-1001');
  await expect(form.data).toHaveValue(/"amount":"25.00"/);
  await expect(form.schemaVersion).toHaveValue('2');
  await expect(form.metadata).toHaveValue('');
  await expect(form.id).toHaveValue('');
  await expect(form.time).toHaveValue('');
  await form.submit.click();
  await expect(form.done).toContainText('version 4 of order-1001 at position 9');
  const [event] = (await playground.stored()).slice(-1);
  expect(event?.schemaVersion).toBe(2);
  await playground.page.keyboard.press('Escape');
  await expect(detail.title).toHaveText('Event 9');
});

test('by keyboard alone, another event like it is appended', async ({ playground }) => {
  const { keys, events, detail, form } = playground;
  await keys.to(events.grid);
  await keys.press('End');
  await keys.push(detail.another);
  await expect(form.stream).toHaveValue('order-1001');
  await expect(form.metadata).toHaveValue(/"causationId"/);
  await keys.fill(form.stream, 'order-7');
  await keys.push(form.submit);
  await expect(form.done).toContainText('version 1 of order-7 at position 9');
  const [event] = (await playground.stored()).slice(-1);
  const [like] = (await playground.stored()).slice(-2);
  expect({ ...event?.metadata }).toEqual({ ...like?.metadata });
});
