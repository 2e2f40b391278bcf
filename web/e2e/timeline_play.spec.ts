// The log plays by itself: event by event, or as fast as it happened.

import { file, ndjson } from './objects/logs';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

test('played event by event, every moment of the log comes, and then it is now', async ({
  playground,
}) => {
  const { timeline, moment, page } = playground;
  const seen = await watchPositions(playground);
  await timeline.play.click();
  await expect(timeline.pause).toBeFocused();
  await expect(timeline.play).toBeVisible();
  await moment.expectNow(8);
  expect(await page.evaluate(seen)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
});

test('Space plays from the viewed moment, and pauses there', async ({ playground }) => {
  const { page, keys, timeline, moment, status } = playground;
  await keys.press('Home');
  await keys.press('.');
  await moment.expectPast(2, 8);
  const seen = await watchPositions(playground);
  await keys.press(' ');
  await expect.poll(() => page.evaluate<string[]>(seen), { intervals: [50] }).toContain('4');
  await keys.press(' ');
  await expect(timeline.play).toBeVisible();
  const stopped = Number(await moment.slider.inputValue());
  expect(stopped).toBeGreaterThanOrEqual(4);
  expect(await page.evaluate(seen), 'one after the other').toEqual(
    Array.from({ length: stopped - 2 }, (_none, i) => String(3 + i)),
  );
  await expect(status).toContainText(`Viewing position ${stopped} of 8`);
  await moment.expectPast(stopped, 8);
});

test('Space on a button presses it, and in a field it is a space', async ({ playground }) => {
  const { keys, timeline, events, moment } = playground;
  await keys.to(moment.step('First event'));
  await keys.press(' ');
  await moment.expectPast(1, 8);
  await keys.to(events.search);
  await keys.type('a b');
  await expect(events.search).toHaveValue('a b');
  await expect(timeline.play).toBeVisible();
  await moment.expectPast(1, 8);
});

test('End stops playing and follows the latest', async ({ playground }) => {
  const { keys, timeline, moment } = playground;
  await keys.press(' ');
  await expect(moment.where).toHaveText('1 of 8');
  await keys.press('End');
  await expect(timeline.play).toBeVisible();
  await moment.expectNow(8);
});

test('the range is played, over and over', async ({ playground }) => {
  const { timeline, moment, events, page } = playground;
  await timeline.drag(0.5, [0.76], 'axis');
  await page.mouse.up();
  await events.expectPositions([5, 6]);
  const seen = await watchPositions(playground);
  await timeline.loop.click();
  await timeline.play.click();
  await expect.poll(async () => String(await page.evaluate(seen))).toContain('4,5,6,4,5');
  await timeline.loop.click();
  await expect(timeline.play).toBeVisible();
  await moment.expectPast(6, 8);
  expect(new Set(await page.evaluate<string[]>(seen))).toEqual(new Set(['4', '5', '6']));
});

test('what is appended while the log plays is played too, and followed at its end', async ({
  playground,
}) => {
  const { timeline, keys, moment, page } = playground;
  for (const key of [',', ',']) await keys.press(key);
  await moment.expectPast(6, 8);
  const seen = await watchPositions(playground);
  // Both at once: playing is over soon.
  await timeline.play.evaluate((button: HTMLElement) => {
    button.click();
    const noted = { type: 'Noted', stream: 'n-1' };
    return window.hindsight.append([noted, noted]);
  });
  await expect(timeline.play).toBeVisible();
  await moment.expectNow(10);
  expect((await page.evaluate<string[]>(seen)).slice(-3)).toEqual(['8', '9', '10']);
  await playground.append({ type: 'Noted', stream: 'n-1' });
  await moment.expectNow(11);
});

test('at the pace of the events, ten times as fast takes a tenth of the time', async ({
  playground,
}) => {
  const { timeline, moment, page, job, importing } = playground;
  await playground.clear();
  await playground.action('Import…').click();
  // Twenty seconds, with an event at each second.
  const log = ndjson(Array.from({ length: 21 }, (_none, second) => each(second)));
  await importing.file.setInputFiles(file(log));
  await job.expectSummary({ appended: 21 });
  await timeline.pace.selectOption('10×');
  const seen = await watchPositions(playground);
  const began = await page.evaluate(() => performance.now());
  await timeline.play.click();
  await moment.expectNow(21);
  await expect(timeline.play).toBeVisible();
  const took = (await page.evaluate(() => performance.now())) - began;
  expect(took).toBeGreaterThan(1900);
  // However seldom this machine found time for it, it was not one leap.
  expect((await page.evaluate<string[]>(seen)).length).toBeGreaterThan(4);
});

/** An event at a second. */
function each(second: number): object {
  const time = new Date(Date.UTC(2026, 1, 1) + 1000 * second).toISOString();
  return { id: `s-${second}`, type: 'Ticked', stream: 'clock-1', time, data: {} };
}

/** Notes each position that is shown. @returns what gives them, as a script. */
async function watchPositions({ moment }: Playground): Promise<string> {
  await moment.slider.evaluate((slider: HTMLInputElement) => {
    const seen: string[] = [];
    // What it says may change where it stands: that is no move.
    let last = slider.value;
    const note = () => {
      if (slider.value !== last) seen.push(slider.value);
      last = slider.value;
    };
    new MutationObserver(note).observe(slider, { attributes: true });
    Object.assign(window, { seen });
  });
  return 'window.seen';
}
