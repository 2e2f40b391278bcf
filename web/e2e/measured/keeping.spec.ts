// What it costs to keep the log, beside having it in memory only; and what it saves to find it again.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Playground } from '../objects/playground';
import { refuseFiles } from '../objects/storage';

const appends = 1000;
/** Turns of kept and in memory: what else the machine does meets both. */
const turns = 5;
const million = 1_000_000;

test('an append is acknowledged, kept and in memory', async ({ browser, baseURL }) => {
  test.setTimeout(600_000);
  const kept = await browser.newPage();
  const inMemory = await browser.newPage();
  await refuseFiles(inMemory);
  const sides = { kept, 'in memory': inMemory };
  const took: Record<string, number[]> = { kept: [], 'in memory': [] };
  for (const page of Object.values(sides)) {
    await Playground.open(page, baseURL);
    // Drawing what was appended takes many times as long as keeping it, and hides what that costs.
    await page.evaluate(() => {
      window.requestAnimationFrame = () => 0;
    });
    await appendOneByOne(page, 200);
  }
  for (let turn = 0; turn < turns; turn++) {
    for (const [side, page] of Object.entries(sides)) {
      took[side]?.push(...(await appendOneByOne(page, appends)));
    }
  }
  for (const [side, page] of Object.entries(sides)) {
    const { storage } = await page.evaluate(() => window.hindsight.stats());
    expect(storage.kind).toBe(side === 'kept' ? 'file' : 'memory');
    const [p50, p99] = [0.5, 0.99].map((share) => quantile(took[side] ?? [], share).toFixed(2));
    console.log(`an append ${side}: p50 ${p50} ms, p99 ${p99} ms, of ${turns * appends}`);
  }
  // What both do, such as the way to the worker and back, depends on the machine.
  const ratio = quantile(took.kept ?? [], 0.5) / quantile(took['in memory'] ?? [], 0.5);
  expect(ratio, 'kept beside in memory, medians').toBeLessThan(4);
});

test('a million events are there again in at most half of the time that importing them took', async ({
  playground,
}) => {
  test.setTimeout(900_000);
  const { page } = playground;
  const imported = await page.evaluate(async (events) => {
    const { hindsight } = window;
    await hindsight.clear();
    await hindsight.generate({ events });
    const log = await hindsight.export();
    await hindsight.workspaces.open((await hindsight.workspaces.create('Imported')).id);
    const began = performance.now();
    await hindsight.import(log);
    return performance.now() - began;
  }, million);
  await expect.poll(() => inCheckpoint(page), { timeout: 120_000 }).toBe(million);
  const reopened: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    await page.reload({ waitUntil: 'commit' });
    await page.waitForFunction(() => 'hindsight' in window);
    // Counted from the beginning of the navigation.
    reopened.push(await page.evaluate(() => window.hindsight.ready.then(() => performance.now())));
    await expect(playground.moment.where).toHaveText('1,000,000 of 1,000,000');
  }
  const median = quantile(reopened, 0.5);
  console.log(
    `a million events: imported in ${seconds(imported)}, there again after ${seconds(median)} ` +
      `(${reopened.map(seconds).join(', ')}): ${(median / imported).toFixed(2)} of it`,
  );
  expect(median).toBeLessThan(imported / 2);
});

/** Appends one event after the other. @returns how long each took until it was acknowledged, in ms. */
function appendOneByOne(page: Page, times: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const took: number[] = [];
    for (let n = 0; n < count; n++) {
      const data = { orderId: `${n}`, userId: 'ada', amount: { amount: '12.50', currency: 'EUR' } };
      const began = performance.now();
      await window.hindsight.append({ type: 'Noted', stream: `note-${n % 100}`, data });
      took.push(performance.now() - began);
    }
    return took;
  }, times);
}

/** Of how many events the tables are kept beside the log. */
function inCheckpoint(page: Page): Promise<number> {
  return page.evaluate(async () => (await window.hindsight.stats()).storage.checkpoint);
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
