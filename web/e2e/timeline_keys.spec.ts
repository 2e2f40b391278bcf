// The timeline by keyboard alone.

import { expect, test } from './shared';

test('brackets set the range at the viewed moment, a backslash forgets it', async ({
  playground,
}) => {
  const { keys, moment, events, timeline, status } = playground;
  await keys.press('Home');
  await keys.press('.');
  await keys.press('.');
  await moment.expectPast(3, 8);
  await keys.press('[');
  await events.expectPositions([3, 4, 5, 6, 7, 8]);
  await keys.press('.');
  await keys.press('.');
  await moment.expectPast(5, 8);
  await keys.press(']');
  await events.expectPositions([3, 4, 5]);
  await expect(status).toHaveText(
    'The range is from 2026-01-06 10:05:00.25 UTC to before 2026-01-06 13:30:00.250000001 UTC',
  );
  await expect(timeline.band).toBeVisible();
  await keys.press('\\');
  await expect(events.rows).toHaveCount(8);
  await expect(timeline.band).toHaveCount(0);
  await moment.expectPast(5, 8);
});

test('plus, minus and zero zoom', async ({ playground }) => {
  const { keys, moment, timeline } = playground;
  await keys.press('Home');
  await moment.expectPast(1, 8);
  await keys.press('+');
  await keys.press('+');
  await expect(timeline.minimap).toBeVisible();
  await expect(timeline.note).toHaveText(/^30 s a bar/);
  await keys.press('-');
  await keys.press('-');
  await expect(timeline.minimap).toHaveCount(0);
  await keys.press('+');
  await expect(timeline.minimap).toBeVisible();
  await keys.press('0');
  await expect(timeline.minimap).toHaveCount(0);
  await expect(timeline.note).toHaveText(/^2 min a bar/);
});

test('the same is done by buttons, for whom those keys are hard to reach', async ({
  playground,
}) => {
  const { keys, moment, events, timeline } = playground;
  await expect(timeline.clearRange).toBeHidden();
  await keys.to(timeline.axis('Time'));
  await keys.press('ArrowRight');
  await expect(timeline.axis('Position')).toBeChecked();
  await keys.press('Control+ArrowLeft');
  await keys.press('ArrowLeft');
  await expect(timeline.axis('Time')).toBeChecked();
  await keys.push(timeline.zoomIn);
  await expect(timeline.minimap).toBeVisible();
  await keys.press('0');
  await keys.push(timeline.startHere);
  await events.expectPositions([8]);
  await keys.press('Home');
  await moment.expectPast(1, 8);
  await expect(events.rows).toHaveCount(1);
  await keys.push(timeline.clearRange);
  await expect(events.rows).toHaveCount(8);
  await expect(timeline.clearRange).toBeHidden();
  await expect(timeline.startHere).toBeFocused();
});
