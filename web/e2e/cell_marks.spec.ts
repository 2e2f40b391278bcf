// Cells that differ from the moment looked at before are marked, and not for long.

import { expect, test } from './shared';

test('what an appended event changed is marked for a moment', async ({ playground }) => {
  const { projections, commands } = playground;
  await projections.show('Order totals');
  await expect(projections.marked('other')).toHaveCount(0);
  await commands.button('Pay').click();
  await expect(projections.marked('other')).toHaveText('paid');
  await expect(projections.marked('more')).toHaveAttribute('title', /^was 0, \+\d+\.\d\d$/);
  await expect(projections.marked('other')).toHaveCount(0);
  await expect(projections.marked('more')).toHaveCount(0);
});

test('moving marks what was more, less or not there', async ({ playground }) => {
  const { projections, moment } = playground;
  await projections.show('Inventory');
  await moment.step('Previous event').click();
  await moment.step('Previous event').click();
  await moment.expectPast(6, 8);
  await expect(projections.marked('more')).toHaveText('20');
  await expect(projections.marked('less')).toHaveText('0');
  await moment.step('First event').click();
  await expect(projections.rows).toHaveCount(0);
  await moment.step('Next event').click();
  await expect(projections.marked('new')).toHaveText('mug');
});

test('a mark moves nothing', async ({ playground }) => {
  const { projections, moment } = playground;
  await projections.show('Inventory');
  await moment.step('Previous event').click();
  const box = () => projections.cells('mug').first().boundingBox();
  const before = await box();
  await moment.step('Previous event').click();
  await expect(projections.marked('more')).toHaveCount(1);
  expect(await box()).toEqual(before);
});

test('sorting and searching mark nothing, nor does another projection', async ({ playground }) => {
  const { projections } = playground;
  await projections.show('Order totals');
  await projections.sort('total').click();
  await projections.search.fill('1002');
  await projections.expectKeys(['1002']);
  await expect(projections.table.locator('[data-differs]')).toHaveCount(0);
});
