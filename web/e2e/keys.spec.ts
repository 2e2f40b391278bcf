// The keys that work anywhere, and the dialog that lists them.

import { expect, test } from './fixtures';

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
    '/',
    '?',
  ]);
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
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

test('a tab keeps the keys that move between tabs, and no others', async ({ playground }) => {
  const { keys, projections, moment, comparison, page } = playground;
  await keys.to(projections.tab('Streams'));
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press('a');
  await comparison.expectEnds(7, 7);
  await keys.press('End');
  await expect(projections.tab('Inventory')).toBeFocused();
  await moment.expectPast(7, 8);
  await keys.press('Control+ArrowLeft');
  await moment.expectPast(6, 8);
  await keys.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
