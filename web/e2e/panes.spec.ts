// Projections side by side: opened, closed, resized, and all at the one viewed moment.

import { expect, test } from './shared';

const two = 'projection=order_totals&projection=inventory';

test('projections are opened beside each other, and follow the one viewed moment', async ({
  playground,
}) => {
  const { projections, panes, moment } = playground;
  await projections.show('Order totals');
  await projections.tab('Inventory').click({ modifiers: ['Control'] });
  await panes.expectShown(['Order totals', 'Inventory']);
  await expect(panes.current).toHaveAccessibleName('Pane 2: Inventory');
  await panes.beside.click();
  await panes.expectShown(['Order totals', 'Inventory', 'Streams']);
  await panes.pane(3).show('Revenue');
  await moment.step('First event').click();
  for (const number of [1, 2, 3]) await expect(panes.pane(number).rows).toHaveCount(0);
  await moment.backToNow.click();
  await panes.pane(1).expectKeys(['1001', '1002']);
  await panes.pane(2).expectKeys(['mug']);
  await panes.pane(3).expectKeys(['EUR']);
});

test('each pane is sorted, searched and told on its own, even of the same projection', async ({
  playground,
}) => {
  const { projections, panes } = playground;
  await projections.show('Order totals');
  await projections.search.fill('ada');
  await projections.tab('Order totals').click({ modifiers: ['Control'] });
  await panes.expectShown(['Order totals', 'Order totals']);
  await panes.pane(1).expectKeys(['1001']);
  await panes.pane(2).expectKeys(['1001', '1002']);
  await panes.pane(2).sort('total').click();
  await panes.pane(2).expectKeys(['1002', '1001']);
  await expect(panes.pane(1).header('total')).toHaveAttribute('aria-sort', 'none');
  await expect(panes.pane(1).search).toHaveValue('ada');
});

test('in a log that was emptied once, another pane leaves the moment and the diff as they are', async ({
  playground,
}) => {
  const { panes, events, moment, diff } = playground;
  await playground.clear();
  const noted = Array.from({ length: 3 }, () => ({ type: 'Noted', stream: 'note-1' }));
  await playground.append(...noted);
  await events.row(2).click();
  await events.row(3).click({ modifiers: ['Shift'] });
  await diff.expectEnds(2, 3);
  await moment.step('First event').click();
  await moment.expectPast(1, 3);
  await panes.beside.click();
  await expect(panes.all).toHaveCount(2);
  await moment.expectPast(1, 3);
  await diff.expectEnds(2, 3);
});

test('there is no room for a fifth pane', async ({ playground }) => {
  const { panes, keys, status, projections } = playground;
  for (let open = 2; open <= 4; open++) {
    await panes.beside.click();
    await expect(panes.all).toHaveCount(open);
  }
  await expect(panes.beside).toHaveAttribute('aria-disabled', 'true');
  await keys.press('o');
  await panes
    .pane(1)
    .tab('Revenue')
    .click({ modifiers: ['Control'] });
  await expect(status).toContainText('There are 4 panes already');
  await expect(panes.all).toHaveCount(4);
  await expect(projections.panel).toBeVisible();
});

test('panes are closed, down to the last', async ({ playground }) => {
  const { panes, projections } = playground;
  await playground.follow(`${two}&projection=revenue`);
  await panes.close(2).click();
  await panes.expectShown(['Order totals', 'Revenue']);
  await panes.close(1).click();
  await expect(panes.all).toHaveCount(0);
  await expect(projections.table).toHaveAccessibleName('Revenue at the viewed moment');
  await expect(projections.selected).toBeFocused();
});

test('what moved is marked in every pane, and a row’s lineage is opened in its own projection', async ({
  playground,
}) => {
  const { panes, commands, lineage } = playground;
  await playground.follow(two);
  await panes.expectShown(['Order totals', 'Inventory']);
  await commands.button('Pay').click();
  await expect(panes.pane(1).marked('other')).toHaveText('paid');
  await commands.button('Add stock').click();
  await expect(panes.pane(2).marked('more')).toHaveCount(1);
  await panes.pane(1).lineageOf('1001').click();
  await expect(lineage.title).toHaveText('Lineage of 1001');
  await expect(panes.pane(2).table.locator('.marked')).toHaveCount(0);
  await panes.pane(2).lineageOf('mug').click();
  await expect(panes.pane(2).row('mug')).toHaveClass('marked');
});

test('two moments are compared in every pane, and a condition is found in one', async ({
  playground,
}) => {
  const { panes, diff, finding } = playground;
  await playground.follow(`${two}&a=3`);
  await diff.expectEnds(3, 8);
  await expect(panes.pane(1).table).toHaveAccessibleName(/^Order totals: what differs/);
  await expect(panes.pane(2).table).toHaveAccessibleName(/^Inventory: what differs/);
  await expect(panes.pane(2).row('mug')).toContainText('became 18');
  await diff.stop.click();
  await panes.pane(2).panel.getByRole('button', { name: 'Find…' }).click();
  await expect(finding.form).toHaveAccessibleName('Find in Inventory');
  await expect(finding.form).toHaveCount(1);
  await panes.pane(1).panel.getByRole('button', { name: 'Find…' }).click();
  await expect(finding.form).toHaveAccessibleName('Find in Order totals');
  await panes.close(1).click();
  await expect(finding.form).toHaveCount(0);
});

test('a pane says which events its projection could not apply', async ({ playground }) => {
  const { page, panes, detail } = playground;
  await playground.follow(two);
  await panes.expectShown(['Order totals', 'Inventory']);
  await playground.append({ type: 'StockAdded', stream: 'product-mug', data: {} });
  await expect(panes.pane(1).failures).toHaveCount(0);
  await panes.pane(2).failures.click();
  const dialog = page.getByRole('dialog', { name: 'What “Inventory” could not apply' });
  await dialog.getByRole('button', { name: 'Event 9' }).click();
  await expect(detail.title).toHaveText('Event 9');
});

test('the address has the panes: going back closes, forward opens, a link shows them', async ({
  playground,
}) => {
  const { page, projections, panes } = playground;
  await projections.show('Inventory');
  await playground.expectAddress('projection=inventory');
  await panes.beside.click();
  await playground.expectAddress('projection=inventory&projection=streams');
  await page.goBack();
  await expect(panes.all).toHaveCount(0);
  await expect(projections.table).toHaveAccessibleName('Inventory at the viewed moment');
  await page.goForward();
  await panes.expectShown(['Inventory', 'Streams']);
  await page.reload();
  await panes.expectShown(['Inventory', 'Streams']);
});

test('by keyboard alone, panes are opened, gone between and closed', async ({ playground }) => {
  const { keys, panes, projections, moment } = playground;
  await keys.press('g');
  await expect(projections.tab('Streams')).toBeFocused();
  await keys.press('End');
  await keys.press('Control+Enter');
  await panes.expectShown(['Inventory', 'Inventory']);
  await expect(panes.pane(2).selected).toBeFocused();
  await keys.press('ArrowLeft');
  await panes.expectShown(['Inventory', 'Revenue']);
  await keys.press('o');
  await panes.expectShown(['Inventory', 'Revenue', 'Streams']);
  await expect(panes.pane(3).selected).toBeFocused();
  await keys.press('g');
  await expect(panes.pane(1).selected).toBeFocused();
  await expect(panes.current).toHaveAccessibleName('Pane 1: Inventory');
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press('x');
  await panes.expectShown(['Revenue', 'Streams']);
  await expect(panes.pane(1).selected).toBeFocused();
});

test('the palette opens a projection beside the current one', async ({ playground }) => {
  const { keys, panes } = playground;
  await keys.press('Control+k');
  await keys.type('user activity beside');
  await keys.press('Enter');
  await panes.expectShown(['Streams', 'User activity']);
  await expect(panes.pane(2).selected).toBeFocused();
});
