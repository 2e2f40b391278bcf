// What the tests stand on: the watch notices each kind of complaint, so that silence in other tests
// means something, and keys go to what is drawn.

import { expect, test } from './fixtures';
import { tourSteps } from './objects/tour';

const provocations: Record<string, { provoke: () => unknown; noticed: RegExp }> = {
  'a console warning': {
    provoke: () => console.warn('careful'),
    noticed: /^console warning: careful$/,
  },
  'a console error': {
    provoke: () => console.error('broken'),
    noticed: /^console error: broken$/,
  },
  'an uncaught error': {
    provoke: () => setTimeout(() => Promise.reject(new Error('forgotten'))),
    noticed: /^uncaught: Error: forgotten/,
  },
  'a violation of the policy': {
    provoke: () => document.body.append(document.createElement('style')),
    noticed: /policy: style-src-elem refused inline/,
  },
  'a missing file': {
    provoke: () => fetch('./missing').then(() => undefined),
    noticed: /^console error: Failed to load resource: .* 404/,
  },
  'a request that leaves the origin': {
    provoke: () => fetch('http://localhost:9/').catch(() => undefined),
    noticed: /policy: connect-src refused http:\/\/localhost:9\//,
  },
};

test('the watch notices whatever a page complains of', async ({ page, complaints }) => {
  await page.goto('/');
  await page.evaluate('hindsight.ready');
  for (const [what, { provoke, noticed }] of Object.entries(provocations)) {
    await test.step(what, async () => {
      await page.evaluate(provoke);
      await expect.poll(() => complaints).toContainEqual(expect.stringMatching(noticed));
      complaints.length = 0;
    });
  }
});

test('keys go to what is drawn, however late a frame comes', async ({ playground }) => {
  const { page, tour, keys } = playground;
  await page.evaluate(() => {
    const soon = window.requestAnimationFrame;
    window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 100);
    // What is given back are a timer's numbers. The browser's own would cancel frames that have the same ones.
    window.cancelAnimationFrame = (timer) => window.clearTimeout(timer);
  });
  await tour.start.click();
  for (const _ of tourSteps.slice(1)) await keys.push(tour.next);
  await tour.expectStep('Bring your own log');
});
