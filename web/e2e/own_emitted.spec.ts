// What an own projection emitted becomes a log of its own, when it is asked for.

import { bank, spending } from './objects/bank';
import { expect, test } from './shared';

test('what was emitted is appended to a new workspace, with the times of its causes', async ({
  playground,
}) => {
  const { page, projections } = playground;
  await page.evaluate(() => window.hindsight.clear());
  await playground.append(...bank);
  const before = await page.evaluate(async (source) => {
    const { hindsight } = window;
    await hindsight.define('balances', { source });
    await hindsight.caughtUp('balances');
    return {
      shown: (await hindsight.stats()).storage.workspace?.id ?? '',
      head: (await hindsight.workspaces.verify()).head,
    };
  }, spending);
  await projections.show('balances, emitted');
  await projections.facts.getByRole('button', { name: 'Append to a new workspace' }).click();
  await expect(page.getByRole('banner').locator('.kept')).toContainText('balances, emitted');
  await playground.events.expectPositions([1, 2, 3, 4]);
  const made = await page.evaluate(async () => {
    const { hindsight } = window;
    const { events } = await hindsight.events();
    const kept = await hindsight.definitions();
    return { kept, events: events.map(({ id, time, stream, type }) => [id, time, stream, type]) };
  });
  expect(made).toEqual({
    kept: [],
    events: [
      ['balances/3/1', '2026-01-06T10:02:00Z', 'alerts', 'Spent'],
      ['balances/3/2', '2026-01-06T10:02:00Z', 'spending', '$>'],
      ['balances/4/1', '2026-01-06T10:03:00Z', 'alerts', 'Spent'],
      ['balances/4/2', '2026-01-06T10:03:00Z', 'spending', '$>'],
    ],
  });
  const there = await page.evaluate(async ({ shown }) => {
    const { hindsight } = window;
    await hindsight.workspaces.open(shown);
    return {
      events: (await hindsight.stats()).events,
      head: (await hindsight.workspaces.verify()).head,
    };
  }, before);
  expect(there).toEqual({ events: 5, head: before.head });
});
