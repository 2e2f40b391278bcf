// Two revisions of an own projection beside each other, and the event at which they part.

import { balances, bank } from './objects/bank';
import type { Playground } from './objects/playground';
import { Stepping } from './objects/stepping';
import { Writing } from './objects/writing';
import { expect, expectAccessible, test } from './shared';

/** The same, but who withdraws pays a fee, and whose balance is negative has a mark. */
const withFee = balances
  .replace('-= event.data.amount', '-= event.data.amount + 1')
  .replace('state.below = event.created;', '{ $& state.owes = true; }');

/** Defines both over the bank's events, and shows what is chosen in the menu. */
async function open({ page, playground, projections }: Shown, item: string | RegExp) {
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank, { type: 'Noted', stream: 'note-1', data: {} });
  await page.evaluate(
    async ([first, second]) => {
      for (const source of [first, second]) {
        await window.hindsight.define('balances', { source });
        await window.hindsight.caughtUp('balances');
      }
    },
    [balances, withFee] as const,
  );
  await projections.show('balances');
  await page.getByRole('button', { name: 'Revision 2', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  return page.getByRole('region', { name: 'balances, revisions 1 and 2' });
}

type Shown = Pick<Playground, 'page' | 'projections'> & { playground: Playground };

test('only the rows that differ are shown, both states beside each other', async ({
  playground,
}) => {
  const { page, projections } = playground;
  const table = await open({ page, projections, playground }, 'Compare with revision 1');
  const rows = table.locator('tbody').getByRole('row');
  await expect(rows.locator('th')).toHaveText(['alice', 'bob']);
  const states = rows.locator('.revision-state');
  const below = 'below: "2026-01-06T10:02:00.0000000Z"';
  await expect(states.nth(0).locator('li')).toHaveText(['balance: 70', 'below: null']);
  await expect(states.nth(1).locator('li')).toHaveText(['balance: 69 −1', 'below: null']);
  // A line for each member on either side, so that what belongs together is on one height.
  await expect(states.nth(2).locator('li')).toHaveText(['balance: 10', below, '']);
  await expect(states.nth(3).locator('li')).toHaveText(['balance: 9 −1', below, 'owes: true']);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show the table' }).click();
  await expect(table).toHaveCount(0);
  await expect(projections.rows).toHaveCount(2);
});

test('the event at which they part is told, and what it did to either', async ({ playground }) => {
  const { page, projections, events, detail } = playground;
  const table = await open({ page, projections, playground }, 'Compare with revision 1');
  await page.getByRole('button', { name: 'they part at event 3' }).click();
  for (const [revision, came] of [
    [1, '-30 −50'],
    [2, '-31 −51'],
  ] as const) {
    const stepping = new Stepping(page, `balances, revision ${revision}`);
    await stepping.expectAt(3);
    await expect(stepping.state).toContainText(`balance: 20 →  became ${came}`);
  }
  await events.row(2).click();
  await detail.viewMoment.click();
  await expect(table).toContainText('Both revisions have the same rows at this moment.');
  await expect(page.getByText('0 rows differ; alike after each event up to here')).toBeVisible();
});

test('what is defined again after it was dropped is shown as a table', async ({ playground }) => {
  const { page, projections } = playground;
  const table = await open({ page, projections, playground }, 'Compare with revision 1');
  await expect(table).toBeVisible();
  await page.evaluate(() => window.hindsight.drop('balances'));
  await expect(projections.tab('balances')).toHaveCount(0);
  await open({ page, projections, playground }, 'Let revision 1 go');
  await expect(table).toHaveCount(0);
  await expect(projections.rows).toHaveText([/^alice69/, /^bob9/]);
});

test('one goes back to the revision before, and can undo it', async ({ playground }) => {
  const { page, projections } = playground;
  await open({ page, projections, playground }, 'Go back to revision 1');
  await expect(projections.rows).toHaveText([/^alice70/, /^bob10/]);
  await expect(page.getByRole('button', { name: 'Revision 1', exact: true })).toBeVisible();
  const said = page.getByText('Dropped revision 2 of balances.');
  await expect(said).toBeVisible();
  await page.getByRole('button', { name: 'Define it again' }).click();
  await expect(said).toHaveCount(0);
  await expect(projections.rows).toHaveText([/^alice69/, /^bob9/]);
});

test('the one before is let go, and its source is not lost', async ({ playground }) => {
  const { page, projections } = playground;
  await open({ page, projections, playground }, 'Let revision 1 go');
  await expect(page.getByText('Dropped revision 1 of balances.')).toBeVisible();
  await expect(projections.rows).toHaveText([/^alice69/, /^bob9/]);
  const menu = page.getByRole('button', { name: 'Revision 2', exact: true });
  await menu.click();
  await expect(page.getByRole('menuitem', { name: /revision 1/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Define it again' }).click();
  await expect(page.getByRole('button', { name: 'Revision 3', exact: true })).toBeVisible();
  await expect(projections.rows).toHaveText([/^alice70/, /^bob10/]);
});

test('one is renamed where it is shown, and its draft goes with it', async ({ playground }) => {
  const { page, projections } = playground;
  await open({ page, projections, playground }, 'Change…');
  const writing = new Writing(page);
  await writing.source.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('// a draft\n');
  await writing.close.click();
  const menu = page.getByRole('button', { name: 'Revision 2', exact: true });
  const choose = async (name: string) => {
    await menu.click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('Rename…');
  const field = page.getByLabel('New name of “balances”');
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.insertText('streams');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/streams/);
  await field.press('Control+a');
  await page.keyboard.insertText('accounts');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(projections.selected).toHaveText(/^accounts 2$/);
  await expect(projections.rows).toHaveText([/^alice69/, /^bob9/]);
  await choose('Rename…');
  const again = page.getByLabel('New name of “accounts”');
  await expect(again).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(again).toHaveCount(0);
  await choose('Change…');
  await expect(writing.source).toContainText('// a draft');
  await writing.defineAnew.click();
  await expect(page.getByRole('button', { name: 'Revision 3', exact: true })).toBeVisible();
});
