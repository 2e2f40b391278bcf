// The browser is killed in the middle of appends, again and again: all that was acknowledged is there,
// and nothing else but what was on its way. `make soak` does it a hundred times.

import { env } from 'node:process';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { OwnBrowser, withProfile } from './objects/browser';
import { expectWhole } from './objects/storage';

const kills = Number(env.KILLS ?? 5);
/** Appends that are on their way at any time. */
const hands = 3;

test(`killed ${kills} times in the middle of appends, the log has all that was acknowledged`, async ({
  baseURL,
}) => {
  test.setTimeout(60_000 + kills * 30_000);
  await withProfile(async (profile) => {
    const acknowledged = new Set<string>();
    for (let round = 1; round <= kills + 1; round++) {
      const browser = await OwnBrowser.start(profile);
      const { page } = browser;
      await page.goto(baseURL ?? '');
      await page.evaluate('hindsight.ready');
      await expectKept(page, acknowledged, (round - 1) * hands);
      if (round <= kills) await appendUntil(page, round, acknowledged, 5 + (round % 7) * 4);
      await browser.kill();
    }
    test.info().annotations.push({
      type: 'kills',
      description: `${kills} kills, ${acknowledged.size} events acknowledged, all found`,
    });
    console.log(`${kills} kills: ${acknowledged.size} events acknowledged, all found`);
  });
});

/** Has the page append with several hands, until at least so many were acknowledged. */
async function appendUntil(
  page: Page,
  round: number,
  acknowledged: Set<string>,
  many: number,
): Promise<void> {
  const before = acknowledged.size;
  await new Promise<void>((resolve, reject) => {
    page
      .exposeFunction('acknowledged', (ids: string[]) => {
        for (const id of ids) acknowledged.add(id);
        if (acknowledged.size - before >= many) resolve();
      })
      .then(() => page.evaluate(keepAppending, { round, hands }))
      .catch(reject);
  });
}

/** In the page: each hand appends batches of one to three events, one after the other. */
function keepAppending({ round, hands }: { round: number; hands: number }): void {
  const { acknowledged: tell } = window as unknown as {
    acknowledged(ids: string[]): Promise<void>;
  };
  const hand = async (number: number) => {
    for (let n = 1; ; n++) {
      const batch = Array.from({ length: 1 + (n % 3) }, (_, k) => ({
        id: `${round}-${number}-${n}-${k}`,
        type: 'Kept',
        stream: `stream-${n % 4}`,
        data: { round, number, n, text: 'x'.repeat((n * 37) % 900) },
      }));
      const { events } = await window.hindsight.append(batch);
      // It goes on once the test has heard of it: of each hand, at most one batch is not told.
      await tell(events.map(({ id }) => id));
    }
  };
  // The browser is killed before any of them ends.
  for (let number = 1; number <= hands; number++) hand(number).catch(() => {});
}

/** Expects all that was acknowledged, whole, and of what nobody was told of at most so many batches. */
async function expectKept(page: Page, acknowledged: Set<string>, most: number): Promise<void> {
  const { events } = await page.evaluate(() => window.hindsight.events({ limit: 10_000 }));
  expectWhole(events);
  const ids = new Set(events.map(({ id }) => id));
  const missing = [...acknowledged].filter((id) => !ids.has(id));
  expect(missing, 'acknowledged and not there').toEqual([]);
  const batches = new Map<string, number>();
  for (const { id, type } of events) {
    if (type !== 'Kept') continue;
    const batch = id.slice(0, id.lastIndexOf('-'));
    batches.set(batch, (batches.get(batch) ?? 0) + 1);
  }
  const parts = [...batches].filter(
    ([batch, size]) => size !== 1 + (Number(batch.split('-')[2]) % 3),
  );
  expect(parts, 'batches that are not there as a whole').toEqual([]);
  const told = new Set([...acknowledged].map((id) => id.slice(0, id.lastIndexOf('-'))));
  const untold = [...batches.keys()].filter((batch) => !told.has(batch));
  expect(untold.length, 'batches nobody was told of').toBeLessThanOrEqual(most);
}
