// The palette: every action by its name.

import type { Playground } from './objects/playground';
import { expect, test } from './shared';

/** Opens the palette, ready to type. */
async function openPalette({ page, keys }: Playground): Promise<void> {
  await keys.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Action' })).toBeFocused();
}

test('an action is found by words of its name, and done', async ({ playground }) => {
  const { page, keys, projections, status } = playground;
  await openPalette(playground);
  await keys.type('invent show');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(['Show Inventory']);
  await keys.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(projections.selected).toContainText('Inventory');
  await openPalette(playground);
  await keys.type('append: pay');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(['Append: Pay']);
  await keys.press('Enter');
  await expect(status).toContainText('PaymentReceived on order-1002 at position 9');
});

test('an action may move the focus, or open another dialog', async ({ playground }) => {
  const { page, keys, events, importing } = playground;
  await keys.to(events.grid);
  await openPalette(playground);
  await keys.type('search');
  await keys.press('Enter');
  await expect(events.search).toBeFocused();
  // In a field, too.
  await openPalette(playground);
  await keys.type('import');
  await keys.press('Enter');
  await expect(importing.dialog).toBeVisible();
  await keys.press('Escape');
  await expect(events.search).toBeFocused();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the arrow keys go through the actions, and a click does one', async ({ playground }) => {
  const { page, keys, moment } = playground;
  await page.getByRole('button', { name: 'Actions…' }).click();
  const options = page.getByRole('dialog').getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await keys.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await keys.press('ArrowDown');
  await keys.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('dialog').getByRole('option', { name: 'First event' }).click();
  await moment.expectPast(1, 8);
});

test('what keys do is listed with the keys, where it does anything', async ({ playground }) => {
  const { page, keys, diff } = playground;
  await openPalette(playground);
  await expect(
    page.getByRole('dialog').getByRole('option', { name: 'Compare: A is the viewed moment a' }),
  ).toBeVisible();
  await expect(
    page.getByRole('dialog').getByRole('option', { name: 'Stop comparing' }),
  ).toHaveCount(0);
  await keys.type('compare: a');
  await keys.press('Enter');
  await expect(diff.stop).toBeVisible();
  await openPalette(playground);
  await keys.type('stop comp');
  await keys.press('Enter');
  await expect(diff.compare).toBeVisible();
  await openPalette(playground);
  await keys.type('nothing of the kind');
  await expect(page.getByRole('dialog')).toContainText('Nothing is called that.');
  await keys.press('Enter');
  await keys.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
