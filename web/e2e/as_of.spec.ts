// The time field: the state as of any time that a person can type.

import { test as alone } from './fixtures';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

test('a time leads to the last event recorded by then', async ({ playground }) => {
  const { moment } = playground;
  const times: [string, number][] = [
    ['2026-01-06T10:07:30.25Z', 4],
    ['2026-01-06T10:07:30.249999999Z', 3],
    ['2026-01-06T14:00:00+01:00', 4],
    ['2026-01-06 13:30:01Z', 5],
    ['2026-01-06 15:20:00.25 UTC', 7],
    ['6 Jan 13:30:01', 5],
    ['1999-01-01T00:00:00Z', 0],
  ];
  for (const [time, position] of times) {
    await look(playground, time);
    await moment.expectPast(position, 8);
  }
  await expect(moment.asOf, 'what was asked for stays').toHaveValue('1999-01-01T00:00:00Z');
  await expect(moment.note).toHaveText('before the first event: the state is empty');
});

test('a time after the last event is the latest state', async ({ playground }) => {
  const { moment, events } = playground;
  await look(playground, '2199-01-01T00:00:00Z');
  await moment.expectNow(8);
  await expect(moment.note).toContainText('2026-01-06 16:45:00.25 UTC');
  await expect(events.later).toHaveCount(0);
});

test('tables as of a time are those the engine has for it', async ({ playground }) => {
  const { projections, page } = playground;
  const time = '2026-01-06T14:30:00Z';
  await projections.show('Inventory');
  await look(playground, time);
  await expect(projections.cells('mug').first()).toHaveText('20');
  const then = await page.evaluate((at) => window.hindsight.row('inventory', 'mug', { at }), {
    time,
  });
  expect(then?.values[0]).toBe(20);
  await expect(projections.changedAt('mug')).toHaveText(String(then?.changedAt));
});

test('the year 0 and the year 9999 are times, before and after everything', async ({
  playground,
}) => {
  const { moment } = playground;
  await look(playground, '0000-01-01T00:00:00Z');
  await moment.expectPast(0, 8);
  await look(playground, '9999-12-31T23:59:59Z');
  await moment.expectNow(8);
});

test('nonsense says so, keeps what was typed, and moves nothing', async ({ playground }) => {
  const { moment } = playground;
  await moment.slider.fill('4');
  await moment.expectPast(4, 8);
  const refused: [string, RegExp][] = [
    ['teatime', /^This is no time\. Type one such as/],
    ['2026-02-30', /^There is no day 2026-02-30\.$/],
    ['31 feb', /^There is no day 2026-02-31\.$/],
    ['', /^Type a time such as/],
  ];
  for (const [typed, said] of refused) {
    await look(playground, typed);
    await expect(moment.asOf).toHaveAccessibleDescription(said);
    await expect(moment.asOf).toHaveAttribute('aria-invalid', 'true');
    await expect(moment.asOf).toHaveValue(typed);
    await moment.expectPast(4, 8);
  }
  await moment.asOf.press('Escape');
  await expect(moment.asOf).toHaveValue('2026-01-06T10:07:30.25Z');
  await expect(moment.asOf).toHaveAttribute('aria-invalid', 'false');
});

test('what is wrong with what is typed is told alone, wherever one looked before', async ({
  playground,
}) => {
  const { moment } = playground;
  await look(playground, '2199-01-01T00:00:00Z');
  await expect(moment.note).not.toBeEmpty();
  await look(playground, 'teatime');
  await expect(moment.note).toHaveText(/^This is no time\. Type one such as .* 15:00\.$/);
});

test('the field follows the moment that is looked at', async ({ playground }) => {
  const { moment } = playground;
  await expect(moment.asOf).toHaveValue('2026-01-06T16:45:00.25Z');
  await moment.slider.fill('3');
  await expect(moment.asOf).toHaveValue('2026-01-06T10:05:00.25Z');
});

alone.describe('in Greenwich', () => {
  alone.use({ timezoneId: 'UTC' });

  alone('phrases are counted from the clock now, and it says how', async ({ playground }) => {
    const { page, moment } = playground;
    await page.clock.setFixedTime('2026-01-08T15:30:00Z');
    await look(playground, 'tuesday 13:30');
    await moment.expectPast(4, 8);
    await expect(moment.note).toHaveText('by your clock now: 2026-01-06 13:30:00 UTC');
    await look(playground, '2 days ago');
    await moment.expectPast(7, 8);
    await expect(moment.note).toHaveText('by your clock now: 2026-01-06 15:30:00 UTC');
    await look(playground, 'Yesterday 3pm');
    await moment.expectNow(8);
    await expect(moment.note).toHaveText(
      'by your clock now: 2026-01-07 15:00:00 UTC; the latest is earlier',
    );
    await look(playground, '2 weeks ago');
    await moment.expectPast(0, 8);
    await expect(moment.note).toContainText('; the first event is later');
  });
});

alone.describe('in Berlin', () => {
  alone.use({ timezoneId: 'Europe/Berlin' });

  alone('a date and time without a zone is local', async ({ playground }) => {
    const { moment } = playground;
    // 14:29 in Berlin is 13:29 UTC: just before event 5.
    await look(playground, '2026-01-06 14:29');
    await moment.expectPast(4, 8);
    await expect(moment.note).toHaveText('read as your local time: 2026-01-06 13:29:00 UTC');
    await look(playground, '2026-01-06T14:31:00');
    await moment.expectPast(5, 8);
  });
});

test('by keyboard alone, a time is typed and left again', async ({ playground }) => {
  const { keys, moment, events } = playground;
  await keys.fill(moment.asOf, '2026-01-06T12:00:00Z');
  await expect(moment.note).toHaveText('Press Enter to look at this time');
  await keys.press('Enter');
  await moment.expectPast(4, 8);
  await expect(events.later).toHaveCount(4);
  await keys.push(moment.backToNow);
  await moment.expectNow(8);
});

async function look({ moment }: Playground, time: string): Promise<void> {
  await moment.asOf.fill(time);
  await moment.asOf.press('Enter');
}
