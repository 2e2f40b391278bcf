// The panel in which projections are written, by a form and as code.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bank } from './objects/bank';
import type { Playground } from './objects/playground';
import { Writing } from './objects/writing';
import { expect, expectAccessible, test } from './shared';

const example = join(import.meta.dirname, '../src/definition/examples/bank.ndjson');
const bankLog = readFileSync(example, 'utf8');

const balances = [
  ['1001', '"1362.173"'],
  ['1002', '"2694.308"'],
  ['1003', '"367.95"'],
  ['1004', '"0.00"'],
  ['1005', '"0"'],
];

/** Has the bank’s log in place of the sample. */
async function openBank({ page }: Playground): Promise<Writing> {
  await page.evaluate(async (log) => {
    await window.hindsight.clear();
    await window.hindsight.import(log);
  }, bankLog);
  return new Writing(page);
}

/** Defines what is written as code. */
async function code(writing: Writing, source: string): Promise<void> {
  await writing.view('Code');
  await writing.source.click();
  await writing.source.press('Control+a');
  await writing.source.page().keyboard.insertText(source);
}

test('the balance of each account takes two clicks', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await expect(writing.rows).toHaveText(balances.map((row) => row.join('')));
  await writing.create.click();
  const { projections } = playground;
  await expect(writing.panel).toHaveCount(0);
  await expect(projections.selected).toHaveText(/^balance-per-account 5$/);
  await expect(projections.rows).toHaveText(
    balances.map(([key, value], i) => `${key}${value}${[33, 34, 35, 28, 27][i]}`),
  );
  await expect(playground.status).toHaveText(/^Defined balance-per-account, revision 1; /);
});

test('begun from another form it takes six clicks and no key', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await writing.choice('One row for each', 'stream').click();
  await writing.choice('What', 'count').click();
  await writing.choice('Made of the events of', 'all types').click();
  await expect(writing.name).toHaveValue('events-per-stream');
  await writing.close.click();
  let clicks = 0;
  await playground.page.exposeFunction('countClick', () => clicks++);
  await playground.page.evaluate(() =>
    addEventListener('pointerdown', () =>
      (window as unknown as { countClick(): void }).countClick(),
    ),
  );
  await writing.begin.click();
  await writing.choice('One row for each', 'accountId').click();
  await writing.choice('What', 'difference').click();
  await writing.choice('of', 'amount').click();
  await writing.choice('Made of the events of', 'all that have accountId').click();
  await expect(writing.rows).toHaveText(balances.map((row) => row.join('')));
  await writing.create.click();
  await expect(playground.projections.selected).toHaveText(/^balance-per-account 5$/);
  expect(clicks).toBe(6);
});

test('a form says what is missing, and what is worth knowing', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await expect(writing.notes).toContainText('amount is text');
  await writing.panel.getByRole('button', { name: 'Take balance away' }).click();
  await expect(writing.problems).toHaveText('Choose at least one column.');
  await expect(writing.create).toHaveAttribute('aria-disabled', 'true');
  await writing.panel.getByRole('button', { name: 'Add a column' }).click();
  await expect(writing.problems).toBeEmpty();
  await writing.choice('What', 'list of distinct').click();
  await expect(writing.rows.first()).toContainText('[');
});

test('code is tried as it is typed, and Ctrl+Enter defines it', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await code(writing, 'fromAll().when({ Deposited(s) { s.n = (s.n || 0) + 1; } })');
  await expect(writing.rows).toHaveText(['–8']);
  await writing.call('deposits');
  await writing.source.press('Control+Enter');
  await expect(playground.projections.selected).toHaveText(/^deposits 1$/);
});

test('what is wrong is said with its line, and nothing is defined', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await code(writing, 'fromAll().when({\n  Deposited(s) { s.n = ; },\n})');
  await expect(writing.tried).toContainText('Line 2: ');
  await expect(writing.said).toContainText('Line 2: ');
  await writing.create.click();
  await expect(writing.error).toContainText('The projection can’t be run: ');
  await writing.said.getByRole('button').first().click();
  await writing.source.click();
  expect(await playground.page.evaluate(() => window.hindsight.definitions())).toEqual([]);
});

test('an event that fails is named with its line, and leads to the event', async ({
  playground,
}) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await code(writing, 'fromAll().when({\n  Withdrawn(s, e) {\n    e.data.no.such;\n  },\n})');
  await expect(writing.tried).toContainText('8 events failed, first event 5: ');
  await expect(writing.tried).toContainText('(line 3)');
  await expect(writing.said).toContainText('Line 3: Event 5: ');
});

test('it is tried on the selected event’s stream', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await code(writing, 'fromAll().when({ $any(s) { s.n = (s.n || 0) + 1; } })');
  await expect(writing.rows).toHaveText(['–35']);
  await playground.events.rows.first().click();
  await writing.choice('Try it on', /^account-/).click();
  await expect(writing.tried.getByRole('status')).not.toContainText('35 events');
});

test('a change makes the next revision, whose values are shown at once', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await code(writing, 'fromAll().when({ Deposited(s) { s.n = 1; } })');
  await writing.call('mine');
  await writing.create.click();
  const { rows } = playground.projections;
  await expect(rows).toHaveText([/^1\d+$/]);
  await playground.page.getByRole('button', { name: 'Revision 1' }).click();
  await playground.page.getByRole('menuitem', { name: 'Change…' }).click();
  await code(writing, 'fromAll().when({ Deposited(s) { s.n = 7; s.m = 8; } })');
  await writing.defineAnew.click();
  await expect(rows).toHaveText([/^78\d+$/]);
  await expect(playground.page.getByRole('button', { name: 'Revision 2' })).toBeVisible();
});

test('a name that is taken is refused, and what was typed stays', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await writing.call('mine');
  await writing.create.click();
  await expect(writing.panel).toHaveCount(0);
  await writing.begin.click();
  for (const [name, said] of [
    ['mine', 'got “mine”, which is there already'],
    ['streams', 'streams'],
    ['no good', 'want 1 to 100 letters'],
  ] as const) {
    await writing.call(name);
    await writing.create.click();
    await expect(writing.error).toContainText(said);
    await expect(writing.name).toHaveValue(name);
  }
});

test('what is dropped can be had back', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await writing.create.click();
  const { page, projections } = playground;
  await page.getByRole('button', { name: 'Revision 1' }).click();
  await page.getByRole('menuitem', { name: 'Drop' }).click();
  await expect(projections.tab('balance-per-account')).toHaveCount(0);
  await page.locator('.dropped').getByRole('button', { name: 'Undo' }).click();
  await expect(projections.selected).toHaveText(/^balance-per-account 5$/);
});

test('a copy has a name of its own, and a draft of its own', async ({ playground }) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await writing.create.click();
  await writing.begin.click();
  await code(writing, '// half a thought');
  await writing.close.click();
  await playground.page.getByRole('button', { name: 'Revision 1' }).click();
  await playground.page.getByRole('menuitem', { name: 'Duplicate…' }).click();
  await expect(writing.name).toHaveValue('balance-per-account-copy');
  await writing.create.click();
  await expect(playground.projections.selected).toHaveText(/^balance-per-account-copy 5$/);
  await writing.begin.click();
  await expect(writing.source).toContainText('// half a thought');
});

test('a draft is there when the page is opened again, until it is thrown away', async ({
  playground,
}) => {
  const writing = await openBank(playground);
  await writing.begin.click();
  await code(writing, '// half a thought');
  await writing.source.press('Escape');
  await playground.page.reload();
  await playground.page.evaluate('hindsight.ready');
  await writing.begin.click();
  await expect(writing.source).toContainText('// half a thought');
  await writing.startOver.click();
  await expect(writing.rows).toHaveCount(5);
});

test('a projection without rows is shown beside a log of another domain', async ({
  playground,
}) => {
  const { page, projections } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  await page.evaluate(async () => {
    await window.hindsight.define('none', { source: 'fromAll().when({ Nothing() {} })' });
  });
  await expect(projections.tab('none')).toBeVisible();
});

test('by keyboard alone: opened, chosen, created, closed; axe finds nothing', async ({
  playground,
}) => {
  test.slow();
  const writing = await openBank(playground);
  const { page } = playground;
  await writing.begin.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'New projection' })).toBeFocused();
  await expect(writing.rows).toHaveCount(5);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
  await page.keyboard.press('Escape');
  await expect(writing.panel).toHaveCount(0);
  await expect(writing.begin).toBeFocused();
  await page.keyboard.press('Enter');
  await writing.choice('One row for each', 'accountId').getByRole('radio').focus();
  await page.keyboard.press('ArrowDown');
  await expect(writing.name).toHaveValue('balance-per-source');
  await writing.name.press('Enter');
  await expect(playground.projections.selected).toHaveText(/^balance-per-source /);
});

test('nothing lies over anything in a narrow window', async ({ playground }) => {
  const writing = await openBank(playground);
  const { page } = playground;
  await page.setViewportSize({ width: 360, height: 740 });
  await writing.begin.click();
  await expect(writing.rows).toHaveCount(5);
  const boxes = await writing.panel
    .locator('.written, .tried')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().toJSON()));
  const [written, tried] = boxes as { top: number; bottom: number; right: number }[];
  expect(written?.bottom ?? 0).toBeLessThanOrEqual((tried?.top ?? 0) + 1);
  expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(360);
});
