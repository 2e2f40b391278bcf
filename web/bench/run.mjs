// Measures Hindsight and its peers in one run: `make bench` in the folder at the top; with --page, what has a
// budget, beside plain JavaScript: `make bench-page`.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exit, stderr, stdout } from 'node:process';
import { launch } from './driver/browser.mjs';
import { linesOf } from './driver/budgets.mjs';
import { measureDownloads } from './driver/downloads.mjs';
import { prepareLog } from './driver/logs.mjs';
import { findFacts } from './driver/machine.mjs';
import { measure } from './driver/measure.mjs';
import { readOptions } from './driver/options.mjs';
import { Participant } from './driver/participant.mjs';
import { bench, root } from './driver/places.mjs';
import { finerClock, startProduct } from './driver/product.mjs';
import { markdown, text } from './driver/report.mjs';
import { Results } from './driver/results.mjs';
import { buildSite, serveSite } from './driver/site.mjs';

/**
 * @typedef {import('./driver/options.mjs').Options} Options
 * @typedef {import('./driver/report.mjs').Report} Report
 * @typedef {import('@playwright/test').Browser} Browser
 */

/** Of this many events is the log beside which appends to a longer one are measured. */
const few = 10_000;

/**
 * Runs with all that is needed open, and closes it whatever happens.
 *
 * @param {Options} options
 * @returns {Promise<Report>}
 */
async function run(options) {
  say('bundling the peers');
  const { folder, probe: script } = await buildSite(options.peers);
  /** @type {{ close(): Promise<void> }[]} */
  const open = [];
  /** @type {<T extends { close(): Promise<void> }>(opened: T) => T} */
  const keep = (opened) => {
    open.push(opened);
    return opened;
  };
  /** @type {Map<string, { url: string, clocked: string }>} */
  const servers = new Map();
  /** @param {string} name @param {string} program */
  const serve = async (name, program) => {
    const { url } = keep(await startProduct(program));
    servers.set(name, { url, clocked: keep(await finerClock(url)).url });
  };
  try {
    const site = keep(await serveSite(folder));
    await serve('hindsight', join(root, 'hindsight'));
    if (options.other) await serve('other', options.other);
    const browser = keep(await launch(options.chromium));
    /** @param {'url' | 'clocked'} which */
    const all = (which) =>
      options.peers.map((peer) => {
        const served = servers.get(peer.name);
        if (served) return new Participant(options.chromium, peer, { url: served[which], script });
        const url = `${site.url}?peer=${peer.name}&runs=${peer.runs}`;
        return new Participant(options.chromium, peer, { url });
      });
    return await measureAll(browser, options, all);
  } finally {
    for (const opened of open.reverse()) await opened.close();
  }
}

/**
 * @param {Browser} browser
 * @param {Options} options
 * @param {(which: 'url' | 'clocked') => Participant[]} open makes all participants, at their own address or one
 *   whose clock is finer
 * @returns {Promise<Report>}
 */
async function measureAll(browser, options, open) {
  const facts = await findFacts(browser, options.peers);
  const results = new Results();
  say('downloads');
  const downloads = open('url').filter(({ product, facts }) => product || facts.package);
  await measureDownloads(downloads, options.rounds, results);
  const participants = open('clocked');
  const companions = open('clocked').filter(({ product }) => product);
  const logs = [];
  for (const events of options.sizes) {
    const prepared = await prepareLogs(events, options);
    logs.push({ events, bytes: prepared.log.parts.at(-1)?.ndjsonBytes ?? 0 });
    const { rounds, brief } = options;
    await measure({ participants, companions, ...prepared, rounds, brief }, results, (what) =>
      say(`${events.toLocaleString('en')} events: ${what}`),
    );
  }
  results.compare();
  const last = logs.at(-1) ?? { events: 0, bytes: 0 };
  const names = options.peers.map(({ name }) => name);
  const shown = names.filter((name) => ['hindsight', 'other', 'plain'].includes(name));
  const lines = linesOf(results, last.events, last.bytes, shown);
  return { facts, options, logs, lines, rows: results.rows };
}

/**
 * @param {number} events
 * @param {Options} options
 */
async function prepareLogs(events, { seed, peers, brief }) {
  say(`${events.toLocaleString('en')} events: generating`);
  const csv = peers.some((peer) => peer.csv);
  const parts = [...new Set(peers.flatMap(({ most = events }) => (most < events ? most : [])))];
  const plan = { events, seed, late: false, csv, parts };
  return {
    log: await prepareLog(plan),
    late: brief ? null : await prepareLog({ ...plan, late: true }),
    small: events <= few ? null : await prepareLog({ ...plan, events: few, parts: [] }),
  };
}

/** @param {Report} report */
async function write(report) {
  const { chromium, results, other, ...options } = report.options;
  const folder = join(bench, 'results');
  await mkdir(folder, { recursive: true });
  const json = JSON.stringify({ ...report, options }, null, 1);
  await writeFile(join(folder, 'results.json'), `${json}\n`);
  await writeFile(join(folder, 'results.md'), markdown(report));
  if (results) await writeFile(results, markdown(report));
}

/** @param {string} what */
function say(what) {
  stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`);
}

try {
  const report = await run(readOptions());
  await write(report);
  stdout.write(`${text(report)}\n`);
} catch (error) {
  stderr.write(`bench: ${error instanceof Error ? error.stack : error}\n`);
  exit(1);
}
