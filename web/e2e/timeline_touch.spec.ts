// The timeline by finger.

import type { CDPSession } from '@playwright/test';
import { expect, test } from './fixtures';

// What is touched is larger: eight events need more room.
test.use({ hasTouch: true, viewport: { width: 1440, height: 1000 } });

/** Fingers at shares of the timeline's width. */
type Fingers = number[];

test('two fingers zoom as they part, and a tap looks at a moment', async ({ playground }) => {
  const { timeline, moment, page } = playground;
  const touch = await page.context().newCDPSession(page);
  const send = async (type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: Fingers) => {
    const points = await Promise.all(fingers.map((share) => timeline.pointAt(share)));
    await dispatch(touch, type, points);
  };
  await timeline.drawAlong('Position');
  await send('touchStart', [0.5]);
  await send('touchEnd', []);
  await moment.expectPast(4, 8);
  // From 2 and 6 under the fingers to 2 and 6 there, twice as far apart: half of all is in view.
  await send('touchStart', [0.4]);
  await send('touchStart', [0.4, 0.6]);
  for (const apart of [0.12, 0.14, 0.16, 0.18, 0.2]) {
    await send('touchMove', [0.5 - apart, 0.5 + apart]);
  }
  await send('touchEnd', []);
  await expect(timeline.minimap).toBeVisible();
  await expect.poll(() => timeline.playheadShare()).toBeCloseTo(0.5, 1);
  const map = await page.locator('.minimap').boundingBox();
  const part = await timeline.minimap.boundingBox();
  expect((part?.width ?? 0) / (map?.width ?? 1)).toBeCloseTo(0.5, 1);
  // Neither finger looked anywhere.
  await moment.expectPast(4, 8);
  // Together again, all is in view again.
  await send('touchStart', [0.2]);
  await send('touchStart', [0.2, 0.8]);
  for (const apart of [0.25, 0.2, 0.1, 0.05]) await send('touchMove', [0.5 - apart, 0.5 + apart]);
  await send('touchEnd', []);
  await expect(timeline.minimap).toHaveCount(0);
});

async function dispatch(
  touch: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  points: { x: number; y: number }[],
): Promise<void> {
  await touch.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
  });
}
