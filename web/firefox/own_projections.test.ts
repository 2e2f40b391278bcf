// Own projections in Firefox: its sandbox is another program's work, and says less of what goes wrong.

import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { expect } from '@playwright/test';
import type { Browser, Page } from 'puppeteer-core';
import { expectEnds, meetInPage, meeting } from '../e2e/objects/hostile';
import type { HindsightError } from '../src/engine/api';
import { launch } from './browser';
import { type Served, serve } from './served';

const examples = `${process.cwd()}/src/definition/examples`;
/** What each account of the bank's log has at its end. */
const balances = [
  ['1001', '1362.173'],
  ['1002', '2694.308'],
  ['1003', '367.95'],
  ['1004', '0.00'],
  ['1005', '0'],
];

let served: Served;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

before(async () => {
  served = await serve();
  browser = await launch();
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/^(error|warn)/.test(message.type())) complaints.push(message.text());
  });
  await page.evaluateOnNewDocument(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.error(`refused by the policy: ${effectiveDirective} ${blockedURI}`),
    ),
  );
  await page.goto(served.url);
  await page.evaluate(() => window.hindsight.ready);
});

after(async () => {
  await browser?.close();
  served?.end();
});

test('the bank’s balances: defined, asked, stepped, there after a reload, and dropped', async () => {
  const log = await readFile(`${examples}/bank.ndjson`, 'utf8');
  const source = await readFile(`${examples}/balance-per-account.js`, 'utf8');
  const told = await page.evaluate(
    async (log, source) => {
      const { hindsight } = window;
      await hindsight.clear();
      await hindsight.import(log);
      const began = performance.now();
      const { diagnostics } = await hindsight.define('balances', { source });
      await hindsight.caughtUp('balances');
      const took = performance.now() - began;
      const { rows } = await hindsight.table('balances', { sort: 'key' });
      return { diagnostics, took, rows, step: await hindsight.step('balances', 15) };
    },
    log,
    source,
  );
  console.log(`the bank's balances after ${Math.round(told.took)} ms`);
  const rows = told.rows.map(({ key, values }) => [key, ...values]);
  expect(told.diagnostics).toEqual([]);
  expect(rows).toEqual(balances);
  expect(told.step).toMatchObject({
    partition: '1001',
    before: '{"balance":"360.00"}',
    after: '{"balance":"-20.00"}',
    skipped: null,
    error: null,
  });
  await page.reload();
  const again = await page.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.ready;
    await hindsight.caughtUp('balances');
    const { rows } = await hindsight.table('balances', { sort: 'key' });
    await hindsight.drop('balances');
    return { rows, left: await hindsight.definitions() };
  });
  expect(again.rows.map(({ key, values }) => [key, ...values])).toEqual(balances);
  expect(again.left).toEqual([]);
});

test('a syntax error has its line and column', async () => {
  const refused = await page.evaluate(() =>
    window.hindsight.define('wrong', { source: 'fromAll()\n  .when({ A: (s) => })' }).then(
      () => null,
      ({ code, details }: HindsightError) => ({ code, details }),
    ),
  );
  expect(refused).toMatchObject({
    code: 'invalid_definition',
    details: { diagnostics: [{ code: 'syntax_error', line: 2, column: 21 }] },
  });
});

test('a hundred thousand events are folded', async () => {
  const told = await page.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.clear();
    await hindsight.generate({ events: 100_000 });
    const source =
      'fromAll().foreachStream().when({ $init: () => ({ n: 0 }), $any: (s) => { s.n++; } })';
    const began = performance.now();
    await hindsight.define('counts', { source });
    await hindsight.caughtUp('counts');
    const took = performance.now() - began;
    const { streams } = await hindsight.stats();
    const { total } = await hindsight.table('counts');
    return { took, streams, total, all: await hindsight.definitions() };
  });
  console.log(`a hundred thousand events folded in ${Math.round(told.took)} ms`);
  expect(told.total).toBe(told.streams);
  expect(told.all.at(-1)).toMatchObject({ position: 100_000, failures: 0, fault: null });
});

test('nothing was refused by the page’s policy, and nothing complained', () => {
  expect(complaints).toEqual([]);
});

test('programs that do not end: each is ended, and the page goes on', async () => {
  const told = await page.evaluate(meetInPage, meeting(true));
  expect(told.took, 'all at once').toBeLessThan(10_000);
  expect(told.ticks, 'the page went on').toBeGreaterThan(told.took / 10 / 3);
  expectEnds(told);
});

test('programs that do what is not allowed: each meets a limit that is named', async () => {
  expectEnds(await page.evaluate(meetInPage, meeting(false)));
});
