// The page as it opens: the sample shop, its projections, and one click that appends an event.

import { test as alone } from './fixtures';
import { expect, test } from './shared';

alone(
  'the page opens on eight events of a shop, and all built-in projections in their order',
  async ({ playground }) => {
    const { events, projections, moment } = playground;
    await expect(events.count).toHaveText(/^8 events/);
    await events.expectPositions([1, 2, 3, 4, 5, 6, 7, 8]);
    const types = await playground.stored().then((stored) => stored.map(({ type }) => type));
    expect(new Set(types)).toEqual(
      new Set([
        'UserRegistered',
        'StockAdded',
        'OrderPlaced',
        'PaymentReceived',
        'StockRemoved',
        'OrderShipped',
      ]),
    );
    await expect(moment.where).toHaveText('8 of 8');
    await expect(projections.tabs).toHaveText([
      'Streams 5',
      'Event types 6',
      'Order totals 2',
      'User activity 2',
      'Revenue 1',
      'Inventory 1',
    ]);
  },
);

test('a row shows position, time, type, stream and a summary of the data', async ({
  playground,
}) => {
  await expect(playground.events.row(3).getByRole('gridcell')).toHaveText([
    '3',
    '6 Jan 10:05:00',
    'OrderPlaced',
    'order-1001',
    'userId: ada · sku: mug · quantity: 2 · amount: 25.00',
  ]);
  await expect(playground.events.row(3).locator('time')).toHaveAttribute(
    'datetime',
    '2026-01-06T10:05:00Z',
  );
});

/** What one click on each command appends, in this order, and a row that it changes. */
const clicks: [string, string, string, string, string, (string | RegExp)[]][] = [
  [
    'Pay',
    'PaymentReceived',
    'order-1002',
    'Order totals',
    '1002',
    ['paid', 'USD', '13.75 USD', '13.75 USD', '0 USD', 'grace'],
  ],
  [
    'Ship',
    'OrderShipped',
    'order-1002',
    'Order totals',
    '1002',
    ['shipped', 'USD', '13.75 USD', '13.75 USD', '0 USD', 'grace'],
  ],
  [
    'Refund',
    'OrderRefunded',
    'order-1002',
    'Revenue',
    'USD',
    ['1', '13.75 USD', '13.75 USD', '0.00 USD'],
  ],
  [
    'Place order',
    'OrderPlaced',
    'order-1003',
    'Order totals',
    '1003',
    ['placed', 'EUR', '12.50 EUR', '0 EUR', '0 EUR', 'grace'],
  ],
  ['Log in', 'UserLoggedIn', 'user-grace', 'User activity', 'grace', ['4', 'UserLoggedIn', /:/]],
  [
    'Register',
    'UserRegistered',
    'user-alan',
    'User activity',
    'alan',
    ['1', 'UserRegistered', /:/],
  ],
  ['Add stock', 'StockAdded', 'product-mug', 'Inventory', 'mug', ['28', '2']],
  ['Remove stock', 'StockRemoved', 'product-mug', 'Inventory', 'mug', ['27', '2']],
];

test('one click on a command shows in the list, the projections and the status line', async ({
  playground,
}) => {
  const { events, commands, projections, moment, status } = playground;
  for (const [i, [title, type, stream, tab, key, cells]] of clicks.entries()) {
    await test.step(title, async () => {
      const position = 9 + i;
      await projections.show(tab);
      await commands.button(title).click();
      await expect(status).toContainText(`${title}: ${type} on ${stream} at position ${position}`);
      await expect(events.row(position).getByRole('gridcell').nth(2)).toHaveText(type);
      await expect(events.row(position).getByRole('gridcell').nth(3)).toHaveText(stream);
      await expect(events.count).toHaveText(new RegExp(`^${position} events`));
      await moment.expectNow(position);
      await expect(projections.cells(key)).toHaveText([...cells, `${position}`]);
      await projections.show('Event types');
      await expect(projections.changedAt(type)).toHaveText(`${position}`);
      await projections.show('Streams');
      await expect(projections.changedAt(stream)).toHaveText(`${position}`);
    });
  }
});

test('by keyboard alone, Tab and Enter append an event', async ({ playground }) => {
  const { keys, commands, events, status } = playground;
  await keys.push(commands.button('Register'));
  await expect(status).toContainText('Register: UserRegistered on user-alan at position 9');
  await expect(events.row(9)).toContainText('user-alan');
  await expect(commands.button('Register')).toBeFocused();
  await keys.press('Enter');
  await expect(status).toContainText('at position 10');
});
