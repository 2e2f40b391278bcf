// What a deed of a person costs in questions: whatever all panels need is asked for together, from one
// snapshot of the log.

import { expect, test as watched } from './fixtures';
import { askedWhile, countBatches, slowBatches } from './objects/batches';

const test = watched.extend({
  page: async ({ page }, use) => {
    await countBatches(page);
    await use(page);
  },
});

test('one command is one batch, and one of what can wait', async ({ playground }) => {
  const { page, commands, moment } = playground;
  const asked = await askedWhile(page, async () => {
    await commands.button('Place order').click();
    await moment.expectNow(9);
  });
  console.log('a command asks', JSON.stringify(asked));
  expect(asked.now).toBe(1);
  expect(asked.later).toBeLessThanOrEqual(1);
});

test('one step of a scrub is one batch, and none where one has been before', async ({
  playground,
}) => {
  const { page, moment, keys } = playground;
  await moment.step('Previous event').click();
  await moment.expectPast(7, 8);
  await moment.slider.focus();
  const step = await askedWhile(page, async () => {
    await keys.press('ArrowLeft');
    await moment.expectPast(6, 8);
  });
  console.log('a step asks', JSON.stringify(step));
  expect([step.now, step.later]).toEqual([1, 0]);
  const back = await askedWhile(page, async () => {
    await keys.press('ArrowRight');
    await moment.expectPast(7, 8);
  });
  expect([back.now, back.later]).toEqual([0, 0]);
});

test('whoever drags has one batch under way, and no queue, however long a batch takes', async ({
  playground,
}) => {
  const { page, moment, events } = playground;
  await page.evaluate(async (events) => {
    await window.hindsight.clear();
    await window.hindsight.generate({ events });
  }, 10_000);
  await expect(moment.where).toHaveText('10,000 of 10,000');
  // Some times as long as the page needs for a frame, and as a batch of a million events takes.
  await slowBatches(page, 100);
  let moved = 0;
  const asked = await askedWhile(page, async () => {
    moved = await moment.scrub([0.1, 0.9, 0.4, 0.5]);
    await expect(events.count).toContainText('later than the viewed moment');
  });
  console.log(`a drag of ${moved} moves asks`, JSON.stringify(asked));
  expect(asked.most).toBe(1);
  // One for what is shown of a moment, and one for the rows of the list that are scrolled to.
  expect(asked.now).toBeLessThanOrEqual(2 * moved);
});
