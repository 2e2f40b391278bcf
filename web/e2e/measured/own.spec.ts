// How fast an own projection folds a million events, beside plain JavaScript that does the same in a worker.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';

const events = 1_000_000;
const streams = 50_000;
/** So many times plain JavaScript's time may it take. */
const most = 1.5;

const source = `fromAll().foreachStream().when({
  $init: () => ({ n: 0, total: 0, last: '' }),
  Deposited: (state, event) => { state.n++; state.total += event.data.amount; state.last = event.data.note; },
  Withdrawn: (state, event) => { state.n++; state.total -= event.data.amount; state.last = event.data.note; },
})`;

/** Makes the log in the page: about 240 bytes an event. */
function makeLog([events, streams]: [number, number]): Blob {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < events; i++) {
    const type = i % 3 === 2 ? 'Withdrawn' : 'Deposited';
    const stream = `account-${(i * 7919) % streams}`;
    const time = new Date(1_767_690_000_000 + i * 1000).toISOString();
    const data = `{"account":"${stream}","amount":${(i % 997) + 1},"note":"transfer ${i} to the usual place, for the rent"}`;
    part += `{"id":"e-${i}","type":"${type}","stream":"${stream}","time":"${time}","data":${data}}\n`;
    if (part.length < 1 << 20) continue;
    parts.push(part);
    part = '';
  }
  return new Blob([...parts, part]);
}

/** Plain JavaScript: each line parsed, and the handlers called with the state of its stream. In a worker. */
const plain = `onmessage = async ({ data: log }) => {
  const text = await log.text();
  const handlers = {
    $init: () => ({ n: 0, total: 0, last: '' }),
    Deposited: (state, event) => { state.n++; state.total += event.data.amount; state.last = event.data.note; },
    Withdrawn: (state, event) => { state.n++; state.total -= event.data.amount; state.last = event.data.note; },
  };
  const began = performance.now();
  const states = new Map();
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\\n', at);
    const event = JSON.parse(text.slice(at, end));
    at = end + 1;
    let state = states.get(event.stream);
    if (!state) states.set(event.stream, (state = handlers.$init()));
    handlers[event.type]?.(state, event);
  }
  postMessage({ ms: performance.now() - began, states: states.size, total: states.get('account-7').total });
}`;

test('an own projection folds a million events', async ({ playground, context }) => {
  test.setTimeout(900_000);
  const { page } = playground;
  await page.evaluate(`window.makeLog = ${makeLog}`);
  await page.evaluate(
    async ([events, streams]) => {
      const { hindsight, makeLog } = window as unknown as Window & {
        makeLog: typeof import('./own.spec');
      };
      await hindsight.clear();
      const log = (makeLog as unknown as (sizes: number[]) => Blob)([
        events as number,
        streams as number,
      ]);
      await hindsight.import(log);
    },
    [events, streams],
  );
  const other = await context.newPage();
  await other.goto('about:blank');
  const ratios: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const beside = await other.evaluate(
      async ([make, plain, events, streams]) => {
        const log = new Function(`return (${make})`)()([events, streams]) as Blob;
        const worker = new Worker(URL.createObjectURL(new Blob([plain as string])));
        const told = await new Promise<{ ms: number; total: number }>((resolve) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.postMessage(log);
        });
        worker.terminate();
        return told;
      },
      [String(makeLog), plain, events, streams],
    );
    await page.bringToFront();
    const own = await folded(page, `own-${turn}`);
    expect(own.total).toBe(beside.total);
    ratios.push(own.caughtUp / beside.ms);
    console.log(
      `own ${Math.round(own.caughtUp)} ms, plain ${Math.round(beside.ms)} ms: ${(own.caughtUp / beside.ms).toFixed(2)}; ` +
        `the first rows after ${Math.round(own.first)} ms, a question meanwhile at most ${Math.round(own.longest)} ms`,
    );
    expect.soft(own.first, 'the first rows').toBeLessThan(200);
    if (turn < 2) await page.evaluate((name) => window.hindsight.drop(name), `own-${turn}`);
  }
  await asked(page);
  await appended(page);
  await opened(page);
  expect.soft(ratios.sort((a, b) => a - b)[1], 'the median').toBeLessThan(most);
});

/** Defines it, and asks all the time until it has caught up. */
function folded(page: Page, name: string) {
  return page.evaluate(
    async ({ name, source }) => {
      const { hindsight } = window;
      const began = performance.now();
      await hindsight.define(name, { source });
      const caughtUp = hindsight.caughtUp(name).then(() => performance.now() - began);
      let first = 0;
      let longest = 0;
      let over = false;
      caughtUp.then(() => {
        over = true;
      });
      while (!over) {
        const asked = performance.now();
        const { total } = await hindsight.table(name, { limit: 1 });
        longest = Math.max(longest, performance.now() - asked);
        if (total > 0 && first === 0) first = performance.now() - began;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const row = await hindsight.row(name, 'account-7');
      return {
        first,
        longest,
        caughtUp: await caughtUp,
        total: JSON.parse(row?.state ?? '').total,
      };
    },
    { name, source },
  );
}

/** A state at random moments, a comparison and a lineage, beside a built-in table. */
async function asked(page: Page): Promise<void> {
  const told = await page.evaluate(async (events) => {
    const { hindsight } = window;
    const times: Record<string, number[]> = {};
    const timed = async (what: string, ask: () => Promise<unknown>) => {
      const began = performance.now();
      await ask();
      times[what] ??= [];
      times[what]?.push(performance.now() - began);
    };
    for (let i = 0; i < 100; i++) {
      const position = ((i * 7919) % events) + 1;
      const key = `account-${(i * 31) % 50_000}`;
      for (const name of ['own-2', 'streams']) {
        await timed(`${name} table`, () => hindsight.table(name, { at: { position }, limit: 25 }));
        await timed(`${name} diff`, () =>
          hindsight.diff(name, {
            from: { position },
            to: { position: position + 1000 },
            limit: 25,
          }),
        );
        await timed(`${name} lineage`, () => hindsight.lineage(name, key, { at: { position } }));
      }
    }
    return Object.entries(times).map(([what, all]) => {
      all.sort((a, b) => a - b);
      return `${what} ${all[50]?.toFixed(2)}`;
    });
  }, events);
  console.log(`p50 in ms: ${told.join(', ')}`);
}

/** An event that is appended, until its row is painted. */
async function appended(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /own-2/ }).click();
  await page.getByLabel('Search own-2').fill('account-7');
  await expect(
    page
      .locator('.table-frame')
      .getByRole('row', { name: /account-7\b/ })
      .first(),
  ).toBeVisible();
  const took = await page.evaluate(async () => {
    const times: number[] = [];
    for (let i = 0; i < 30; i++) {
      const note = `note ${i}`;
      const began = performance.now();
      window.hindsight.append({
        type: 'Deposited',
        stream: 'account-7',
        data: { amount: 1, note },
      });
      while (!document.querySelector('.table-frame')?.textContent?.includes(note)) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return times.sort((a, b) => a - b);
  });
  console.log(
    `an appended event's row after ${took[15]?.toFixed(1)} ms (p50), ${took[29]?.toFixed(1)} (the longest)`,
  );
}

/** Opened again: the table is there without folding anew. */
async function opened(page: Page): Promise<void> {
  const saved = () =>
    page.evaluate(async () => {
      const { storage, events } = await window.hindsight.stats();
      return storage.checkpoint === events;
    });
  await expect.poll(saved, { timeout: 120_000 }).toBe(true);
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => 'hindsight' in window);
  const told = await page.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.ready;
    const ready = performance.now();
    const { behind, total } = await hindsight.table('own-2', { limit: 1 });
    await hindsight.caughtUp('own-2');
    const { wasmMemory } = await hindsight.stats();
    return { ready, behind, total, caughtUp: performance.now(), wasmMemory };
  });
  console.log(
    `opened again after ${Math.round(told.ready)} ms, behind ${told.behind}, memory ${told.wasmMemory}`,
  );
  expect(told.behind).toBeLessThan(100);
}
