// Commands with other values than those that are filled in, and the rules of the shop.

import { test as alone } from './fixtures';
import { Playground } from './objects/playground';
import { expect, test } from './shared';

test('a command’s form has sensible values filled in, which can be changed', async ({
  playground,
}) => {
  const { commands, projections, status } = playground;
  await commands.more('Place order').click();
  const form = commands.form('Place order');
  await expect(form.field('Order')).toHaveValue('1003');
  await expect(form.field('User')).toHaveValue('grace');
  await expect(form.field('Product')).toHaveValue('mug');
  await form.field('Order').fill('2001');
  await form.field('Amount').fill('99.90');
  await form.field('Currency').selectOption('CHF');
  await form.execute.click();
  await expect(status).toContainText('OrderPlaced on order-2001 at position 9');
  await projections.show('Order totals');
  await expect(projections.cells('2001')).toHaveText([
    'placed',
    'CHF',
    '99.90 CHF',
    '0 CHF',
    '0 CHF',
    'grace',
    '9',
  ]);
});

test('by keyboard alone, a command is executed with other values', async ({ playground }) => {
  const { keys, commands, status, events } = playground;
  await keys.push(commands.more('Add stock'));
  const form = commands.form('Add stock');
  await expect(form.field('Product')).toBeFocused();
  await keys.fill(form.field('Product'), 'teapot');
  await keys.fill(form.field('Quantity'), '7');
  await keys.press('Enter');
  await expect(status).toContainText('StockAdded on product-teapot at position 9');
  await expect(events.row(9)).toContainText('quantity: 7');
  await keys.press('Escape');
  await expect(form.form).toBeHidden();
  await expect(commands.more('Add stock')).toBeFocused();
});

/** What the shop forbids, and the rule it names. */
const forbidden: { title: string; fields: Record<string, string>; rule: string }[] = [
  { title: 'Ship', fields: { Order: '1002' }, rule: 'ship_before_payment' },
  { title: 'Pay', fields: { Order: '1001', Amount: '25.00', Currency: 'EUR' }, rule: 'pay_twice' },
  { title: 'Refund', fields: { Order: '1001', Amount: '25.01' }, rule: 'refund_more_than_paid' },
  { title: 'Remove stock', fields: { Quantity: '19' }, rule: 'not_enough_stock' },
  { title: 'Register', fields: { User: 'ada', Name: 'Ada' }, rule: 'register_twice' },
];

test('a command against a rule of the shop names it and appends nothing', async ({
  playground,
}) => {
  const { page, commands } = playground;
  const before = await playground.log();
  for (const { title, fields, rule } of forbidden) {
    await test.step(rule, async () => {
      await commands.more(title).click();
      const form = commands.form(title);
      for (const [label, value] of Object.entries(fields)) await form.field(label).fill(value);
      await form.execute.click();
      await expect(form.error).toContainText(`Rule: ${rule}`);
      for (const [label, value] of Object.entries(fields)) {
        await expect(form.field(label)).toHaveValue(value);
      }
      expect(await playground.log()).toBe(before);
      await page.keyboard.press('Escape');
      await expect(form.form).toBeHidden();
    });
  }
});

test('a single click that a rule forbids opens the form, which says why', async ({
  playground,
}) => {
  const { commands, events } = playground;
  await commands.button('Ship').click();
  const form = commands.form('Ship');
  await expect(form.error).toContainText('must be paid before it is shipped');
  await expect(form.error).toContainText('Rule: ship_before_payment');
  await expect(events.rows).toHaveCount(8);
  await form.close.click();
  await expect(form.form).toBeHidden();
});

test('a value that is none is refused at its field, and kept', async ({ playground }) => {
  const { commands, events } = playground;
  await commands.more('Add stock').click();
  const form = commands.form('Add stock');
  await form.field('Quantity').fill('many');
  await form.execute.click();
  await expect(form.field('Quantity')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.field('Quantity')).toHaveAccessibleDescription(/want a whole number/);
  await expect(form.field('Quantity')).toHaveValue('many');
  await expect(events.rows).toHaveCount(8);
});

test('a form that is left open suggests what makes sense after each event', async ({
  playground,
}) => {
  const { commands, status } = playground;
  await commands.more('Register').click();
  const form = commands.form('Register');
  await form.execute.click();
  await expect(status).toContainText('user-alan');
  await expect(form.field('User')).not.toHaveValue('alan');
  await form.execute.click();
  await expect(status).toContainText('at position 10');
});

alone(
  'beside a log of another domain the shop’s commands are folded away, and opened by mouse',
  async ({ playground }) => {
    const { commands, events, status } = playground;
    await expect(commands.fold).toHaveCount(0);
    await playground.becomeForeign();
    await expect(commands.fold).toHaveAttribute('aria-expanded', 'false');
    await expect(commands.button('Register')).toBeHidden();
    await expect(commands.anyEvent).toBeVisible();
    await commands.fold.click();
    await expect(commands.fold).toHaveAttribute('aria-expanded', 'true');
    await commands.button('Register').click();
    await expect(status).toContainText('UserRegistered');
    await expect(events.rows).toHaveCount(5);
    await expect(commands.button('Register'), 'the button stays where it is').toBeFocused();
    await commands.fold.click();
    await expect(commands.button('Register'), 'what was chosen wins').toBeHidden();
  },
);

alone(
  'by keyboard alone, the shop’s commands are unfolded, for as long as the tab is there',
  async ({ playground, context }) => {
    const { commands, keys, page } = playground;
    await playground.becomeForeign();
    await keys.push(commands.fold);
    await expect(commands.fold).toHaveAttribute('aria-expanded', 'true');
    await expect(commands.fold).toBeFocused();
    await keys.press('Tab');
    await expect(commands.button('Place order')).toBeFocused();
    await page.reload();
    await expect(commands.button('Place order')).toBeVisible();
    const other = new Playground(await context.newPage());
    await other.page.goto('/');
    await expect(other.commands.fold).toHaveAttribute('aria-expanded', 'false');
  },
);

alone('folded away, the shop’s commands are found in the palette', async ({ playground }) => {
  const { commands, keys, status } = playground;
  await playground.becomeForeign();
  await expect(commands.fold).toHaveAttribute('aria-expanded', 'false');
  await keys.press('Control+k');
  await keys.type('sample shop commands');
  await keys.press('Enter');
  await expect(commands.button('Register')).toBeVisible();
  await keys.press('Control+k');
  await keys.type('fold away');
  await keys.press('Enter');
  await expect(commands.button('Register')).toBeHidden();
  await keys.press('Control+k');
  await keys.type('register');
  await keys.press('Enter');
  await expect(status).toContainText('UserRegistered');
});

test('an empty log, and one with an event of the shop, have its commands as they were', async ({
  playground,
}) => {
  const { commands } = playground;
  await playground.clear();
  await expect(commands.button('Place order')).toBeVisible();
  await expect(commands.fold).toHaveCount(0);
  await playground.becomeForeign({ type: 'StockAdded', stream: 'x', data: {} });
  await expect(commands.button('Place order')).toBeVisible();
  await expect(commands.fold).toHaveCount(0);
});

test('a double click appends once', async ({ playground }) => {
  const { commands, form, status } = playground;
  await commands.button('Register').dblclick();
  await expect(status).toContainText('at position 9');
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1' });
  await form.submit.dblclick();
  await expect(form.done).toContainText('at position 10');
  expect(await playground.total()).toBe(10);
  await expect(playground.page.getByRole('dialog', { name: 'Register' })).toBeHidden();
});
