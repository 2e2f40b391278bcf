// Idle time is folded: what is drawn, and where a pointer and the keys lead to, beside a fold and in it.

import { test as alone } from './fixtures';
import { bursts } from './objects/logs';
import { Playground } from './objects/playground';
import { expect, test } from './shared';

/** Opens a log with three bursts of events in two weeks. */
async function openBursts(playground: Playground): Promise<void> {
  await playground.page.evaluate(async (log) => {
    await window.hindsight.clear();
    await window.hindsight.import(log);
  }, bursts());
  await playground.moment.expectNow(30);
}

async function foldBursts(playground: Playground): Promise<void> {
  await openBursts(playground);
  await playground.timeline.fold.click();
  await expect(playground.timeline.seams).toHaveCount(2);
}

test('long idle time takes little room, and says how long it was', async ({ playground }) => {
  const { timeline } = playground;
  await openBursts(playground);
  await expect.poll(() => timeline.drawn(0, 0.03)).toBe(true);
  expect(await timeline.drawn(0.3, 0.6)).toBe(false);
  await timeline.fold.click();
  await expect(timeline.fold).toHaveAttribute('aria-pressed', 'true');
  await expect(timeline.seams).toHaveText(['3 d 4 h idle', '10 d idle']);
  await expect(timeline.seams.first()).toHaveAttribute(
    'title',
    /^3 d 4 h idle, folded: from 1 Jan 2026 12:09:\d\d to 4 Jan 2026 16:\d\d:\d\d UTC$/,
  );
  await expect.poll(() => timeline.drawn(0.4, 0.6)).toBe(true);
  expect(await timeline.legendSum()).toBe(30);
  for (const seam of await timeline.seams.all()) {
    const { from, to } = await timeline.sharesOf(seam);
    expect(to - from).toBeLessThan(0.02);
    expect(await timeline.drawn(from + 0.001, to - 0.001)).toBe(false);
  }
  await playground.expectAddress('idle=folded');
  await timeline.fold.click();
  await expect(timeline.seams).toHaveCount(0);
  await expect.poll(() => timeline.drawn(0.3, 0.6)).toBe(false);
  await playground.expectAddress('idle=open');
});

test('time that is nearly all idle is folded by itself, until one unfolds it', async ({
  playground,
}) => {
  const { timeline, commands, events } = playground;
  await expect(timeline.fold).toHaveAttribute('aria-pressed', 'false');
  // Now is months after the sample shop.
  await commands.button('Pay').click();
  await expect(timeline.fold).toHaveAttribute('aria-pressed', 'true');
  await expect(timeline.seams.last()).toHaveText(/^[\d,]+ d idle$/);
  await expect.poll(() => timeline.drawn(0.4, 0.6)).toBe(true);
  await playground.expectAddress('');
  await timeline.fold.click();
  await expect(timeline.seams).toHaveCount(0);
  await commands.button('Register').click();
  await expect(events.rows).toHaveCount(10);
  await expect.poll(() => timeline.legendSum()).toBe(10);
  await expect(timeline.seams).toHaveCount(0);
});

test('however many seams are narrower than a bar, each bar is where its event is', async ({
  playground,
}) => {
  const { timeline, moment } = playground;
  for (const time of ['2026-11-26T20:00:00Z', '2026-11-26T20:00:02.700Z'])
    await playground.append({ type: 'LampOn', stream: 'lamp', time });
  await expect(timeline.seams).toHaveCount(1);
  await timeline.fold.click();
  await expect(timeline.seams).toHaveCount(0);
  await timeline.fold.click();
  await expect(timeline.seams).toHaveCount(8);
  await moment.expectNow(10);
  const last = await timeline.playheadShare();
  await expect.poll(() => timeline.drawn(last - 0.008, last + 0.008)).toBe(true);
  const seam = await timeline.sharesOf(timeline.seams.last());
  // The two events are some way apart, and nothing is between them.
  await expect.poll(() => timeline.drawn(seam.to, last - 0.03)).toBe(true);
  expect(await timeline.drawn(last - 0.03, last - 0.012)).toBe(false);
});

test('each event is in a bar, and the pointer finds it there', async ({ playground }) => {
  const { timeline, page } = playground;
  await foldBursts(playground);
  await expect(timeline.note).toHaveText('10 s a bar, at most 1 event, UTC');
  const before = await timeline.sharesOf(timeline.seams.first());
  const middle = await timeline.sharesOf(timeline.seams.last());
  let seen = 0;
  const { y } = await timeline.pointAt(0);
  // Over each pixel of the second burst: each bar that has an event says so.
  const said = new Set<string>();
  const [{ x: left }, { x: right }] = [
    await timeline.pointAt(before.to),
    await timeline.pointAt(middle.from),
  ];
  for (let x = Math.ceil(left) + 1; x < right - 1; x += 2) {
    await page.mouse.move(x, y);
    said.add((await timeline.note.textContent()) ?? '');
  }
  for (const text of said) {
    if (!text.endsWith(': 1 event')) continue;
    expect(text).toMatch(/^10 s from 4 Jan 2026 16:[01]\d:00/);
    seen++;
  }
  expect(seen).toBe(10);
});

test('a click in a fold is a moment of the idle time, and beside it one of the events', async ({
  playground,
}) => {
  const { timeline, moment } = playground;
  await foldBursts(playground);
  const seam = await timeline.sharesOf(timeline.seams.first());
  const middle = (seam.from + seam.to) / 2;
  await timeline.click(middle);
  await moment.expectPast(10, 30);
  expect(await timeline.playheadShare()).toBeCloseTo(middle, 2);
  await expect(playground.page).toHaveURL(/at=2026-01-0[23]T/);
  await timeline.click(seam.from - 0.05);
  await expect(moment.where).toHaveText(/^[89] of 30$/);
  expect(await timeline.playheadShare()).toBeCloseTo(seam.from - 0.05, 2);
  await timeline.click(seam.to + 0.05);
  await expect(moment.where).toHaveText(/^1[23] of 30$/);
  expect(await timeline.playheadShare()).toBeCloseTo(seam.to + 0.05, 2);
  await timeline.click(0.999);
  await moment.expectNow(30);
});

test('a stretch that is chosen across a fold is the range on both its sides', async ({
  playground,
}) => {
  const { timeline, events, page } = playground;
  await foldBursts(playground);
  const seam = await timeline.sharesOf(timeline.seams.first());
  const { from, to } = { from: seam.from - 0.045, to: seam.to + 0.045 };
  await timeline.drag(from, [to], 'axis');
  await page.mouse.up();
  await events.expectPositions([9, 10, 11, 12]);
  const band = await timeline.sharesOf(timeline.band);
  expect(band.from).toBeCloseTo(from, 2);
  expect(band.to).toBeCloseTo(to, 2);
  await events.more.click();
  await expect(events.from).toHaveValue(/^2026-01-01T12:/);
  await expect(events.to).toHaveValue(/^2026-01-04T16:/);
  await timeline.clearRange.click();
  // Half of a fold: only what is at the side it was begun from.
  await timeline.drag(from, [(seam.from + seam.to) / 2], 'axis');
  await page.mouse.up();
  await events.expectPositions([9, 10]);
});

test('zoomed and panned, what is under the pointer stays, and all of it is on the map', async ({
  playground,
}) => {
  const { timeline, page } = playground;
  await foldBursts(playground);
  const seam = await timeline.sharesOf(timeline.seams.last());
  const middle = (seam.from + seam.to) / 2;
  await page.keyboard.down('Control');
  await timeline.wheel(middle, 0, -100);
  await timeline.wheel(middle, 0, -100);
  await page.keyboard.up('Control');
  await expect(timeline.minimap).toBeVisible();
  const seamMiddle = async () => {
    const { from, to } = await timeline.sharesOf(timeline.seams.last());
    return (from + to) / 2;
  };
  await expect.poll(seamMiddle).toBeCloseTo(middle, 2);
  const width = (await timeline.plot.boundingBox())?.width ?? 0;
  await timeline.wheel(middle, 0.2 * width, 0);
  await expect.poll(seamMiddle).toBeCloseTo(middle - 0.2, 2);
  await timeline.showAll.click();
  await expect(timeline.seams).toHaveCount(2);
});

test('by keyboard alone, time is folded, gone through and unfolded', async ({ playground }) => {
  const { timeline, keys, moment, page } = playground;
  await openBursts(playground);
  await keys.press('i');
  await expect(timeline.seams).toHaveCount(2);
  await keys.press('Home');
  for (let step = 0; step < 9; step++) await keys.press('.');
  await moment.expectPast(10, 30);
  await keys.press('+');
  await keys.press('+');
  await keys.press('+');
  await expect(timeline.minimap).toBeVisible();
  // From the last event before a fold to the first after it, which comes into view.
  await keys.press('.');
  await moment.expectPast(11, 30);
  await expect(timeline.playhead).toBeInViewport();
  await keys.press('0');
  await expect(timeline.minimap).toHaveCount(0);
  const seam = await timeline.sharesOf(timeline.seams.first());
  const open = (await timeline.playheadShare()) - seam.to;
  expect(open).toBeGreaterThan(0);
  expect(open).toBeLessThan(0.02);
  await keys.push(timeline.fold);
  await expect(timeline.seams).toHaveCount(0);
  await keys.press('Control+k');
  await keys.type('fold idle');
  const actions = page.getByRole('listbox', { name: 'Actions' }).getByRole('option');
  await expect(actions).toHaveText([/fold idle time/]);
  await keys.press('Enter');
  await expect(timeline.seams).toHaveCount(2);
});

test('a late event in a fold opens it, and what is in view stays in view', async ({
  playground,
}) => {
  const { timeline, moment } = playground;
  await foldBursts(playground);
  await playground.append({ type: 'LampOn', stream: 'lamp-2', time: '2026-01-08T12:00:00Z' });
  await expect(timeline.seams).toHaveCount(3);
  await expect(timeline.seams).toHaveText(['3 d 4 h idle', /^3 d 20 h idle$/, /^6 d 4 h idle$/]);
  await expect.poll(() => timeline.legendSum()).toBe(31);
  await moment.expectNow(31);
});

alone('a link folds, and positions have no idle time', async ({ page }) => {
  await page.goto('/#idle=folded');
  const { timeline, moment } = new Playground(page);
  await moment.expectNow(8);
  await expect(timeline.fold).toHaveAttribute('aria-pressed', 'true');
  await expect(timeline.seams.first()).toBeVisible();
  await timeline.drawAlong('Position');
  await expect(timeline.seams).toHaveCount(0);
  await expect(timeline.fold).toHaveAttribute('aria-disabled', 'true');
  await timeline.click(0.5);
  await moment.expectPast(4, 8);
  await timeline.drawAlong('Time');
  await expect(timeline.seams.first()).toBeVisible();
});
