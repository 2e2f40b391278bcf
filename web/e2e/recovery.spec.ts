// A worker that dies: the page says so, and all that was acknowledged is there again.

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { drop, event, file, ndjson } from './objects/logs';
import { Playground } from './objects/playground';
import { refuseFiles } from './objects/storage';

const restarted = /started again with the whole log/;

/** Where a log is kept, and how a page is brought to keep it there. */
const homes = [
  { kept: 'in a file', prepare: async () => {} },
  { kept: 'in memory only', prepare: refuseFiles },
];

for (const { kept, prepare } of homes) {
  test(`a log kept ${kept} is whole again when the engine stopped, and the page says so`, async ({
    page,
  }) => {
    await prepare(page);
    await expectWholeAgain(await Playground.open(page));
  });

  test(`what an import that dies has put into a log kept ${kept} is its beginning; the same again brings the rest`, async ({
    page,
  }) => {
    await prepare(page);
    await expectBeginning(await Playground.open(page));
  });

  test(`a subscription to a log kept ${kept} outlives the worker: each event once, in order`, async ({
    page,
  }) => {
    await prepare(page);
    await expectToldOnce(await Playground.open(page));
  });

  test(`own projections of a log kept ${kept} are there again, and fold on`, async ({ page }) => {
    await prepare(page);
    await expectOwnAgain(await Playground.open(page));
  });
}

async function expectOwnAgain(playground: Playground): Promise<void> {
  const { page, alerts } = playground;
  const source =
    'fromAll().foreachStream().when({ $init: () => ({ n: 0 }), $any: (s) => { s.n++; } })';
  await page.evaluate((source) => window.hindsight.define('count', { source }), source);
  await kill(page);
  await expect(alerts).toContainText(restarted);
  const states = await page.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.append({ type: 'Noted', stream: 'order-1001' });
    await hindsight.caughtUp('count');
    const { rows } = await hindsight.table('count', { search: 'order' });
    return rows.map(({ key, state }) => [key, state]);
  });
  expect(states).toEqual([
    ['order-1001', '{"n":4}'],
    ['order-1002', '{"n":1}'],
  ]);
}

async function expectWholeAgain(playground: Playground): Promise<void> {
  const { page, job, alerts, events, commands, projections, engine } = playground;
  await drop(page, file('{"type":"Noted"}\n', 'nothing.ndjson'));
  await job.expectSummary({ appended: 0, setAside: 1 });
  await events.expectPositions([1, 2, 3, 4, 5, 6, 7, 8]);
  await commands.button('Register').click();
  await expect(events.rows).toHaveCount(9);
  await page.evaluate(
    async (log) => {
      const { hindsight } = window;
      await hindsight.append([
        { type: 'Noted', stream: 'n', dataText: '{\n "n" : 12345678901234567890, "__proto__": 1}' },
        { type: 'Noted', stream: 'n' },
      ]);
      await hindsight.import(`${log}no event\n`);
      await hindsight.import('no log').catch(() => {});
      await hindsight.generate({ events: 2_000, seed: 3 });
      await hindsight.execute('add-stock', { sku: 'mug', quantity: 1 });
    },
    ndjson([event(1), event(2)]),
  );
  const before = await playground.log();
  await kill(page);
  await expect(alerts).toContainText(restarted);
  await expect(engine).toHaveText('engine ready');
  expect(await playground.log()).toBe(before);
  await expect(events.count).toHaveText(/^2,014 events/);
  await commands.button('Add stock').click();
  await expect(playground.status).toContainText('at position 2,015');
  await projections.show('Event types');
  await expect(projections.changedAt('StockAdded')).toHaveText('2,015');
  await alerts.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alerts).toBeEmpty();
}

test('a question under way is answered with engine_stopped, and later ones work', async ({
  playground,
}) => {
  const { page, alerts } = playground;
  const asking = page.evaluate(() =>
    window.hindsight.generate({ events: 1_000_000 }).then(
      () => 'done',
      ({ code }) => code,
    ),
  );
  await expect.poll(() => playground.total()).toBeGreaterThan(8);
  await kill(page);
  expect(await asking).toBe('engine_stopped');
  await expect(alerts).toContainText(restarted);
  const { events } = await page.evaluate(() => window.hindsight.events());
  expect(events.slice(0, 8).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('an import that dies says so; what was acknowledged before is there', async ({
  playground,
}) => {
  const { page, alerts, job } = playground;
  await drop(page, file(ndjson([event(1), event(2), event(3)]), 'small.ndjson'));
  await expect(job.title).toContainText('3 events appended');
  await page.evaluate(() => {
    const line = '{"type":"Noted","stream":"n","time":"2026-02-02T10:00:00Z"}\n';
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(
      new File(Array<Blob>(200).fill(new Blob([line.repeat(16_000)])), 'big.ndjson'),
    );
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  });
  await expect(job.progress).toBeVisible();
  await kill(page);
  await expect(alerts).toContainText(restarted);
  await expect(job.title).toContainText('Importing big.ndjson failed');
  const ids = await page.evaluate(async () => {
    const { events } = await window.hindsight.events({ limit: 3 });
    return events.map(({ id }) => id);
  });
  expect(ids).toEqual(['note-1', 'note-2', 'note-3']);
});

async function expectBeginning({ page, alerts }: Playground): Promise<void> {
  const lines = 200_000;
  await page.evaluate((count) => {
    const text = Array.from(
      { length: count },
      (_none, n) =>
        `{"id":"n-${n}","type":"Noted","stream":"s-${n % 7}","time":"2026-02-02T10:00:00Z","data":{"n":${n}}}\n`,
    );
    Object.assign(window, { told: 0, log: new Blob([text.join('')]) });
  }, lines);
  await page.evaluate(() => window.hindsight.clear());
  const dying = page.evaluate(() => {
    const state = window as unknown as { told: number; log: Blob };
    const onProgress = ({ appended }: { appended: number }) => {
      state.told = appended;
    };
    return window.hindsight.import(state.log, { onProgress }).then(
      () => 'done',
      ({ code }) => code,
    );
  });
  const told = () => page.evaluate(() => (window as unknown as { told: number }).told);
  await expect.poll(told, { intervals: [50] }).toBeGreaterThan(0);
  await kill(page);
  expect(await dying).toBe('engine_stopped');
  await expect(alerts).toContainText(restarted);
  const before = await told();
  const found = await page.evaluate(async () => {
    const { hindsight, log } = window as unknown as Window & { log: Blob };
    const { events: held } = await hindsight.stats();
    const kept = (await (await hindsight.export()).text()).trimEnd().split('\n');
    const ids = kept.map((line) => (JSON.parse(line) as { id: string }).id);
    const again = await hindsight.import(log);
    const { events: whole } = await hindsight.stats();
    const { events: last } = await hindsight.events({ order: 'desc', limit: 1 });
    return { held, ids, again, whole, last: last[0]?.id };
  });
  expect(found.held, 'acknowledged and not there').toBeGreaterThanOrEqual(before);
  expect(found.held, 'it was killed before it ended').toBeLessThan(lines);
  expect(found.ids).toEqual(Array.from({ length: found.held }, (_none, n) => `n-${n}`));
  expect(found.again).toMatchObject({
    appended: lines - found.held,
    duplicates: found.held,
    rejected: 0,
  });
  expect(found.whole).toBe(lines);
  expect(found.last).toBe(`n-${lines - 1}`);
}

test('an import that waits for an engine can be cancelled, on the page and by a script', async ({
  playground,
}) => {
  const { page, alerts, job, engine } = playground;
  const workerScript = /\/worker-\w+\.js$/;
  await page.route(workerScript, () => {});
  await kill(page);
  await expect(engine).toHaveText('engine restarting');
  await drop(page, file(ndjson([event(1)]), 'late.ndjson'));
  await expect(job.progress).toBeVisible();
  await job.cancel.click();
  await expect(job.title).toHaveText('Importing late.ndjson was cancelled: 0 events appended');
  const codes = await page.evaluate(
    async (log) => {
      const { hindsight } = window;
      const abort = new AbortController();
      const { signal } = abort;
      const imported = hindsight.import(log, { signal });
      const generated = hindsight.generate({ events: 10, signal });
      abort.abort();
      const ends = await Promise.allSettled([imported, generated]);
      return ends.map((end) => end.status === 'rejected' && end.reason.code);
    },
    ndjson([event(2)]),
  );
  expect(codes).toEqual(['aborted', 'aborted']);
  await page.unroute(workerScript);
  await expect(alerts).toContainText(restarted);
  expect(await playground.total(), 'nothing of it comes later').toBe(8);
});

test('what is typed, chosen and looked at stays while the engine is started again', async ({
  playground,
}) => {
  const { page, alerts, moment, detail, events, commands, form } = playground;
  await moment.slider.fill('3');
  await events.row(2).click();
  await expect(detail.title).toHaveText('Event 2');
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1', data: '{"half": ' });
  await kill(page);
  await expect(alerts).toContainText(restarted);
  await expect(form.data).toHaveValue('{"half": ');
  await form.data.fill('{"whole": true}');
  await form.submit.click();
  await expect(form.done).toContainText('at position 9');
  await page.keyboard.press('Escape');
  await moment.expectPast(3, 9);
});

async function expectToldOnce(playground: Playground): Promise<void> {
  const { page, alerts } = playground;
  await page.evaluate(async () => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    await window.hindsight.subscribe(({ position }) => seen.push(position));
    await window.hindsight.append({ type: 'Noted', stream: 'n' });
  });
  await kill(page);
  await expect(alerts).toContainText(restarted);
  await playground.append({ type: 'Noted', stream: 'n' }, { type: 'Noted', stream: 'n' });
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { seen: number[] }).seen))
    .toEqual([9, 10, 11]);
}

test('an engine that dies again and again is given up, and started again on demand', async ({
  playground,
}) => {
  const { page, alerts, engine, events } = playground;
  await playground.append({ type: 'Noted', stream: 'n' });
  for (const deaths of [1, 2]) {
    await kill(page);
    await expect(alerts, `after ${deaths}`).toContainText(restarted);
    await alerts.getByRole('button', { name: 'Dismiss' }).click();
  }
  await kill(page);
  await expect(engine).toHaveText('engine stopped');
  await expect(alerts).toContainText('could not be started again');
  const error = await playground.errorOf(() => window.hindsight.events());
  expect(error?.code).toBe('engine_stopped');
  await alerts.getByRole('button', { name: 'Start again' }).click();
  await expect(engine).toHaveText('engine ready');
  expect(await playground.total()).toBe(9);
  await expect(events.rows).toHaveCount(9);
});

/** Ends the worker that runs the engine, as running out of memory does: without a word. */
async function kill(page: Page): Promise<void> {
  const workers = page.workers();
  await Promise.all(
    // The worker that is asked is gone before it can answer.
    workers.map((worker) => worker.evaluate(() => self.close()).catch(() => {})),
  );
}
