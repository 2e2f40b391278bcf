// Measures Hindsight and its peers in one run: `make bench` in the folder at the top.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exit, stderr, stdout } from 'node:process';
import { launch } from './driver/browser.mjs';
import { measureDownloads } from './driver/downloads.mjs';
import { prepareLog } from './driver/logs.mjs';
import { findFacts } from './driver/machine.mjs';
import { measure } from './driver/measure.mjs';
import { readOptions } from './driver/options.mjs';
import { Participant } from './driver/participant.mjs';
import { bench } from './driver/places.mjs';
import { finerClock, startProduct } from './driver/product.mjs';
import { markdown, text } from './driver/report.mjs';
import { Results } from './driver/results.mjs';
import { buildSite, serveSite } from './driver/site.mjs';
import { targets } from './driver/targets.mjs';

/**
 * @typedef {import('./driver/options.mjs').Options} Options
 * @typedef {import('./driver/report.mjs').Report} Report
 * @typedef {import('@playwright/test').Browser} Browser
 */

/**
 * Runs with all that is needed open, and closes it whatever happens.
 *
 * @param {Options} options
 * @returns {Promise<Report>}
 */
async function run(options) {
  say('bundling the peers');
  const { folder, probe } = await buildSite();
  /** @type {{ close(): Promise<void> }[]} */
  const open = [];
  /** @type {<T extends { close(): Promise<void> }>(opened: T) => T} */
  const keep = (opened) => {
    open.push(opened);
    return opened;
  };
  try {
    const site = keep(await serveSite(folder));
    const product = keep(await startProduct());
    const clocked = keep(await finerClock(product.url));
    const browser = keep(await launch(options.chromium));
    /** @param {string} url @param {string} search */
    const all = (url, search) =>
      options.peers.map((peer) => {
        const { name, runs } = peer;
        if (name === 'hindsight') return new Participant(browser, peer, { url, script: probe });
        const asked = `?peer=${name}&runs=${runs}${search}`;
        return new Participant(browser, peer, { url: site.url + asked });
      });
    return await measureAll(browser, options, all(clocked.url, ''), all(product.url, '&first'));
  } finally {
    for (const opened of open.reverse()) await opened.close();
  }
}

/**
 * @param {Browser} browser
 * @param {Options} options
 * @param {Participant[]} participants
 * @param {Participant[]} newcomers the same, for the first question
 * @returns {Promise<Report>}
 */
async function measureAll(browser, options, participants, newcomers) {
  const facts = await findFacts(browser, options.peers);
  const results = new Results();
  say('downloads');
  const downloads = newcomers.filter(({ facts: { name, package: dependency } }) => {
    return name === 'hindsight' || dependency;
  });
  await measureDownloads(downloads, options.rounds, results);
  /** @type {Map<number, number>} */
  const bytes = new Map();
  for (const events of options.sizes) {
    const logs = await prepareLogs(events, options);
    bytes.set(events, logs.inOrder.parts.at(-1)?.ndjsonBytes ?? 0);
    await measure(participants, logs, options.rounds, results, (what) =>
      say(`${events.toLocaleString('en')} events: ${what}`),
    );
  }
  results.compare();
  return {
    facts,
    options,
    logs: options.sizes.map((events) => ({ events, bytes: bytes.get(events) ?? 0 })),
    targets: targets(results, bytes),
    rows: results.rows,
  };
}

/**
 * @param {number} events
 * @param {Options} options
 */
async function prepareLogs(events, { seed, peers }) {
  say(`${events.toLocaleString('en')} events: generating`);
  const csv = peers.some((peer) => peer.csv);
  const parts = [...new Set(peers.flatMap(({ most = events }) => (most < events ? most : [])))];
  return {
    inOrder: await prepareLog({ events, seed, late: false, csv, parts }),
    late: await prepareLog({ events, seed, late: true, csv, parts }),
  };
}

/** @param {Report} report */
async function write(report) {
  const { chromium, ...options } = report.options;
  const folder = join(bench, 'results');
  await mkdir(folder, { recursive: true });
  const json = JSON.stringify({ ...report, options }, null, 1);
  await writeFile(join(folder, 'results.json'), `${json}\n`);
  await writeFile(join(folder, 'results.md'), markdown(report));
  if (options.commit) await writeFile(join(bench, 'RESULTS.md'), markdown(report));
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
