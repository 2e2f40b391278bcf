// Time ranges: half-open, on either clock, and empty when they end before they start.

import { test as alone } from './fixtures';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

/** What is typed as a range, and the events in it. Event 4 happened at 10:07:30. */
const ranges: [string, string, string, number[]][] = [
  ['an event at “from” is in', '2026-01-06T10:07:30Z', '', [4, 5, 6, 7, 8]],
  ['an event just before “from” is out', '2026-01-06T10:07:30.000000001Z', '', [5, 6, 7, 8]],
  ['an event at “to” is out', '', '2026-01-06T10:07:30Z', [1, 2, 3]],
  ['an event just before “to” is in', '', '2026-01-06T10:07:30.000000001Z', [1, 2, 3, 4]],
  ['another zone is understood', '2026-01-06T15:10:00+01:00', '2026-01-06T16:20:00+01:00', [6]],
];

test('a range takes events at its start and leaves out those at its end', async ({
  playground,
}) => {
  const { events } = playground;
  await events.more.click();
  for (const [what, from, to, positions] of ranges) {
    await test.step(what, async () => {
      await events.from.fill(from);
      await events.to.fill(to);
      await events.expectPositions(positions);
      expect(await positionsOf(playground, { from, to })).toEqual(positions);
    });
  }
});

test('a range that ends where it starts is empty', async ({ playground }) => {
  const { events } = playground;
  await events.more.click();
  await events.from.fill('2026-01-06T10:07:30Z');
  await events.to.fill('2026-01-06T10:07:30Z');
  await expect(events.empty).toContainText('No event matches in this range.');
  await expect(events.rows).toHaveCount(0);
});

test('“from” after “to” gives an empty list and says so', async ({ playground }) => {
  const { events } = playground;
  await events.more.click();
  await events.from.fill('2026-01-07T00:00:00Z');
  await events.to.fill('2026-01-06T00:00:00Z');
  await expect(events.range).toContainText('“From” is after “To”: the range is empty.');
  await expect(events.empty).toContainText('No event matches in this range.');
  await expect(events.rows).toHaveCount(0);
  await expect(events.count).toHaveText(/^0 of 8 events/);
  await events.to.fill('2026-01-08T00:00:00Z');
  await expect(events.range).not.toContainText('the range is empty');
});

test('either clock can be asked: when it happened, or when it was recorded', async ({
  playground,
}) => {
  const { events } = playground;
  // It happened before all others and was recorded after them.
  await playground.append({ type: 'Noted', stream: 'note-1', time: '2026-01-01T00:00:00Z' });
  await events.more.click();
  await events.to.fill('2026-01-06T09:20:00.25Z');
  await events.expectPositions([1, 2, 9]);
  await events.clock.selectOption('recorded');
  await events.expectPositions([1]);
  await events.clock.selectOption('time');
  await events.expectPositions([1, 2, 9]);
});

test('a bound that is no time says so, and narrows nothing', async ({ playground }) => {
  const { events } = playground;
  await events.more.click();
  await events.from.fill('last Tuesday');
  await expect(events.from).toHaveAccessibleDescription(/^This is no time/);
  await expect(events.from).toHaveAttribute('aria-invalid', 'true');
  await expect(events.from).toHaveValue('last Tuesday');
  await expect(events.rows).toHaveCount(8);
});

alone.describe('in Berlin', () => {
  alone.use({ timezoneId: 'Europe/Berlin' });

  alone('a time without a zone is local, and how it was read is told', async ({ playground }) => {
    const { events } = playground;
    await events.more.click();
    await events.from.fill('2026-01-06 15:10');
    await expect(events.from).toHaveAccessibleDescription(
      'read as your local time: 2026-01-06 14:10:00 UTC',
    );
    await events.expectPositions([6, 7, 8]);
  });
});

test('by keyboard alone, a range is typed, emptied and cleared', async ({ playground }) => {
  const { keys, events } = playground;
  await keys.push(events.more);
  await keys.fill(events.from, '2026-01-06T14:10:00Z');
  await keys.fill(events.to, '2026-01-06T16:45:00Z');
  await events.expectPositions([6, 7]);
  await keys.to(events.clock);
  await keys.press('ArrowDown');
  await expect(events.clock).toHaveValue('recorded');
  await events.expectPositions([6, 7]);
  await keys.backTo(events.to);
  await keys.fill(events.to, '2026-01-05T00:00:00Z');
  await expect(events.range).toContainText('the range is empty');
  await keys.backTo(events.clearFilters);
  await keys.press('Enter');
  await expect(events.rows).toHaveCount(8);
});

function positionsOf(
  { page }: Playground,
  { from, to }: { from: string; to: string },
): Promise<number[]> {
  return page.evaluate(
    async (range) => {
      const { events } = await window.hindsight.events(range);
      return events.map(({ position }) => position);
    },
    { ...(from && { from }), ...(to && { to }) },
  );
}
