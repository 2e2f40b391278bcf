// From a value to the events that made it, and from those to what caused them and what they caused.

import { expect, test } from './shared';

test('a click on a value shows the events that made it, newest first', async ({ playground }) => {
  const { projections, lineage, page } = playground;
  await projections.show('Order totals');
  await projections.value('1001', 'shipped').click();
  await expect(lineage.title).toHaveText('Lineage of 1001: status');
  const { versions } = await page.evaluate(() =>
    window.hindsight.lineage('order_totals', '1001', { column: 'status' }),
  );
  await expect(lineage.versions).toContainText(
    versions.map(({ position, type }) => new RegExp(`Event ${position}.*${type}`)),
  );
  await expect(lineage.versions.first()).toContainText(/status.*paid.*became shipped/);
  await projections.value('1001', 'ada').click();
  await expect(lineage.title).toHaveText('Lineage of 1001: user');
  await expect(lineage.versions).toHaveCount(1);
});

test('another column is chosen, and all of them again', async ({ playground }) => {
  const { projections, lineage } = playground;
  await projections.show('Order totals');
  await projections.value('1001', 'shipped').click();
  await expect(lineage.versions).toHaveCount(3);
  await lineage.column.selectOption('paid');
  await expect(lineage.title).toHaveText('Lineage of 1001: paid');
  await expect(lineage.versions).toContainText(['25.00', '0']);
  await lineage.column.selectOption('');
  await expect(lineage.title).toHaveText('Lineage of 1001');
  await expect(lineage.versions).toHaveCount(3);
});

test('a change shows the whole row before and after it, and leads to its moment', async ({
  playground,
}) => {
  const { projections, lineage, moment } = playground;
  await projections.show('Order totals');
  await projections.value('1001', 'shipped').click();
  await lineage.wholeRow(4).click();
  await expect(lineage.around(4).getByRole('row', { name: /^status/ })).toHaveText(
    'statusplacedpaid',
  );
  await expect(lineage.around(4).getByRole('row', { name: /^user/ })).toHaveText('useradaada');
  await lineage.wholeRow(3).click();
  await expect(lineage.around(3)).toContainText('before: no row');
  await lineage.view(4).click();
  await moment.expectPast(4, 8);
  await expect(lineage.versions).toHaveCount(2);
});

test('causes and effects are followed both ways', async ({ playground }) => {
  const { events, detail } = playground;
  await events.row(7).click();
  await detail.causes.click();
  await expect(detail.fact('Caused by')).toContainText('Event 3OrderPlaced');
  await expect(detail.fact('Led to')).toContainText('Event 8OrderShipped');
  await expect(detail.fact('Together with').getByRole('paragraph')).toContainText([
    'Event 3',
    'Event 4',
    'Event 8',
  ]);
  await detail.fact('Led to').getByRole('button', { name: 'Event 8' }).click();
  await expect(detail.title).toHaveText('Event 8');
  await expect(detail.title).toBeFocused();
  await expect(detail.fact('Caused by')).toContainText('Event 7StockRemoved');
  await expect(detail.fact('Led to')).toContainText('no event names this one');
  await detail.fact('Together with').getByRole('button', { name: 'Show them' }).click();
  await events.expectPositions([3, 4, 7, 8]);
});

test('a cause that is not in the log is named', async ({ playground }) => {
  const { events, detail } = playground;
  await playground.append({
    type: 'Noted',
    stream: 'note-1',
    metadata: { causationId: 'elsewhere' },
  });
  await events.row(9).click();
  await detail.causes.click();
  await expect(detail.fact('Caused by')).toHaveText(
    'an event that is not in the log, id elsewhere',
  );
});

test('by keyboard alone, a value is reached and its lineage followed to a cause', async ({
  playground,
}) => {
  const { keys, projections, lineage, detail, moment } = playground;
  await projections.show('Order totals');
  await keys.to(projections.lineageOf('1001'));
  await keys.press('ArrowDown');
  await expect(projections.lineageOf('1002')).toBeFocused();
  await keys.press('ArrowRight');
  await expect(projections.value('1002', 'placed')).toBeFocused();
  await keys.press('ArrowUp');
  await expect(projections.value('1001', 'shipped')).toBeFocused();
  await moment.expectNow(8);
  await keys.press('Enter');
  await expect(lineage.title).toHaveText('Lineage of 1001: status');
  await keys.push(lineage.event(4));
  await keys.push(detail.causes);
  await keys.push(detail.fact('Caused by').getByRole('button', { name: 'Event 3' }));
  await expect(detail.title).toHaveText('Event 3');
  await keys.press('Escape');
  await expect(lineage.title).toBeFocused();
  await keys.press('Escape');
  await expect(projections.value('1001', 'shipped')).toBeFocused();
});
