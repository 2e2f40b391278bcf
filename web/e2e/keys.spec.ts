// The keys that work anywhere, and the dialog that lists them.

import { expect, test } from './shared';

test('a question mark lists the keys', async ({ playground }) => {
  const { page, keys } = playground;
  await keys.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByRole('term')).toContainText([
    'Space',
    '←',
    '→',
    ',',
    '.',
    'Home',
    'End',
    '+',
    '-',
    '0',
    '[',
    ']',
    '\\',
    'a',
    'n',
    'f',
    '/',
    'Esc',
    'CtrlK or CtrlShiftP',
    'CtrlEnter',
    '?',
  ]);
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the keys are listed in groups, and none of them twice', async ({ playground }) => {
  const { page, keys } = playground;
  await keys.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText([
    'Moving in time',
    'Timeline and range',
    'Compare and find',
    'Stepping',
    'Panels',
    'Page',
  ]);
  const labels = await dialog.getByRole('term').allTextContents();
  expect(labels, 'each key is in one row').toEqual([...new Set(labels)]);
  const done = await dialog.getByRole('definition').allTextContents();
  expect(done, 'each row says something else').toEqual([...new Set(done)]);
  const columns = () =>
    dialog.getByRole('heading', { level: 3 }).evaluateAll((headings) => {
      return new Set(headings.map((heading) => heading.getBoundingClientRect().left)).size;
    });
  expect(await columns()).toBe(2);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await columns()).toBe(1);
});

test('keys that type a character can be turned off, and that is remembered', async ({
  playground,
}) => {
  const { page, keys, moment, events } = playground;
  await page.getByRole('button', { name: 'Keys' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByRole('checkbox').uncheck();
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
  await keys.press(',');
  await keys.press('/');
  await expect(events.search).not.toBeFocused();
  await moment.expectNow(8);
  await keys.press('Control+ArrowLeft');
  await moment.expectPast(7, 8);
  await page.reload();
  await page.evaluate('hindsight.ready');
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(dialog.getByRole('checkbox')).not.toBeChecked();
  await dialog.getByRole('checkbox').check();
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
  await keys.press('/');
  await expect(events.search).toBeFocused();
});

test('the first stop of Tab skips to the events', async ({ playground }) => {
  const { page, keys, events } = playground;
  await keys.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the events' })).toBeFocused();
  await keys.press('Enter');
  await expect(events.grid).toBeFocused();
});

test('f brings the selected event back into view', async ({ playground }) => {
  const { page, keys, events, timeline } = playground;
  await page.evaluate(() => window.hindsight.generate({ events: 1_000 }));
  await expect(events.count).toContainText('1,008 events');
  await events.scrollTo(0);
  await events.row(2).click();
  await expect(events.chosen).toBeInViewport();
  await events.scrollTo(1);
  await expect(events.row(1008)).toBeVisible();
  await expect(events.row(2)).toHaveCount(0);
  // The end of the log, where the viewed moment is, fills the timeline.
  for (let times = 0; times < 8; times++) await keys.press('+');
  let stretch = '';
  const isDrawn = async () => {
    const before = stretch;
    stretch = await timeline.picture();
    return stretch === before;
  };
  await expect.poll(isDrawn).toBe(true);
  await keys.press('f');
  await expect(events.chosen).toBeInViewport();
  await expect(events.chosen).toContainText('product-mug');
  await expect.poll(() => timeline.picture()).not.toBe(stretch);
});

test('the palette opens by its other key as well', async ({ playground }) => {
  const { page, keys } = playground;
  await keys.press('Control+Shift+P');
  await expect(page.getByRole('combobox', { name: 'Action' })).toBeFocused();
});

test('Ctrl and Enter do what a form is for, from any of its fields', async ({ playground }) => {
  const { page, keys, commands, form, importing } = playground;
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1', data: '{"text": "by keys"}' });
  await form.data.focus();
  await keys.press('Control+Enter');
  await expect(form.done).toContainText('version 1 of note-1 at position 9');
  await keys.press('Escape');
  await playground.action('Import…').click();
  await importing.pasted.fill('{"type":"Noted","stream":"note-1","data":{}}');
  await keys.press('Control+Enter');
  await expect(importing.dialog).toBeHidden();
  await expect.poll(() => playground.total()).toBe(10);
  // Where there is no form, they do nothing.
  await keys.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a tab keeps the keys that move between tabs, and no others', async ({ playground }) => {
  const { keys, projections, moment, diff, page } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press('a');
  await diff.expectEnds(7, 7);
  await keys.press('End');
  await expect(projections.tab('Inventory')).toBeFocused();
  await moment.expectPast(7, 8);
  await keys.press('Control+ArrowLeft');
  await moment.expectPast(6, 8);
  await keys.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
