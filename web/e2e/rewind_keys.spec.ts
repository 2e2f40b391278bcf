// Time travel by keyboard alone: on the slider, by the buttons, and from anywhere on the page.

import { expect, test } from './shared';

test('the slider moves by its keys', async ({ playground }) => {
  const { keys, moment } = playground;
  await keys.to(moment.slider);
  await keys.press('ArrowLeft');
  await moment.expectPast(7, 8);
  await keys.press('ArrowRight');
  await moment.expectNow(8);
  await keys.press('Home');
  await expect(moment.past).toBeVisible();
  await expect(moment.where).toHaveText(/^[01] of 8$/);
  await keys.press('End');
  await moment.expectNow(8);
  await expect(moment.slider).toBeFocused();
});

test('the step buttons and the way back to now are pressed by keyboard', async ({ playground }) => {
  const { keys, moment } = playground;
  await keys.push(moment.step('First event'));
  await moment.expectPast(1, 8);
  await keys.push(moment.step('Next event'));
  await moment.expectPast(2, 8);
  await keys.press('Enter');
  await moment.expectPast(3, 8);
  await expect(moment.step('Next event')).toBeFocused();
  await keys.push(moment.backToNow);
  await moment.expectNow(8);
});

test('from anywhere, comma and full stop step by one event, Home and End go to the ends', async ({
  playground,
}) => {
  const { keys, moment } = playground;
  await keys.press(',');
  await moment.expectPast(7, 8);
  await keys.press(',');
  await moment.expectPast(6, 8);
  await keys.press('.');
  await moment.expectPast(7, 8);
  await keys.press('Home');
  await moment.expectPast(1, 8);
  await keys.press('End');
  await moment.expectNow(8);
});

test('Left and Right take larger steps in a long log: ten times with Shift, one with Control', async ({
  playground,
}) => {
  const { keys, moment } = playground;
  await playground.append(
    ...Array.from({ length: 492 }, () => ({ type: 'Noted', stream: 'note-1' })),
  );
  await moment.expectNow(500);
  await keys.press('ArrowLeft');
  await moment.expectPast(495, 500);
  await keys.press('Shift+ArrowLeft');
  await moment.expectPast(445, 500);
  await keys.press('Control+ArrowLeft');
  await moment.expectPast(444, 500);
  await keys.press('ArrowRight');
  await moment.expectPast(449, 500);
  await keys.press('Shift+ArrowRight');
  await moment.expectPast(499, 500);
  await keys.press('Control+ArrowRight');
  await moment.expectNow(500);
});

test('while something is typed, these keys are only letters', async ({ playground }) => {
  const { keys, moment, events, commands, form } = playground;
  await keys.to(events.search);
  await keys.type('a,.b/');
  await keys.press('Home');
  await keys.press('ArrowRight');
  await expect(events.search).toHaveValue('a,.b/');
  await moment.expectNow(8);
  await keys.press('Control+a');
  await keys.press('Delete');
  await keys.backTo(commands.anyEvent);
  await keys.press('Enter');
  await keys.to(form.data);
  await keys.press('Control+a');
  await keys.type('[1, 0.5]');
  await expect(form.data).toHaveValue('[1, 0.5]');
  await keys.press('Escape');
  await moment.expectNow(8);
});

test('by keyboard alone, an event is appended while looking at the past', async ({
  playground,
}) => {
  const { keys, moment, commands, events, status } = playground;
  await keys.press('Home');
  await moment.expectPast(1, 8);
  await keys.push(commands.button('Log in'));
  await expect(status).toContainText('UserLoggedIn on user-grace at position 9');
  await moment.expectPast(1, 9);
  await expect(events.later).toHaveCount(8);
});

test('the place that was reached is told once one has stopped', async ({ playground }) => {
  const { keys, status } = playground;
  await keys.press('Home');
  await expect(status).toHaveText('Viewing position 1 of 8, 2026-01-06 09:00:00.25 UTC');
  await keys.press('End');
  await expect(status).toHaveText('Back at the latest');
});
