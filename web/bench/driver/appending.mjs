// Appending one event to a full log.

import { showProjection } from './dragging.mjs';

/**
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./logs.mjs').Log} Log
 * @typedef {import('../peers/peer').LoggedEvent} LoggedEvent
 */

const appends = 200;
/** Enough for Hindsight's page, which shows what was appended. */
const pauseMs = 20;
const clicks = 100;
const engineAppends = 1000;
const stream = 'user-bench';

/**
 * @param {Participant[]} participants Hindsight the first
 * @param {Log} log
 * @param {(work: string, participant: Participant, samples: number[]) => void} add
 */
export async function measureAppends(participants, log, add) {
  const [hindsight, ...peers] = participants;
  if (!hindsight) return;
  const events = visits(log.parts.at(-1)?.lastTime ?? '', appends);
  await hindsight.page.bringToFront();
  add('append', hindsight, await hindsight.append(events, pauseMs));
  const ours = await hindsight.answer('stream', stream);
  for (const peer of peers) {
    const samples = await peer.append(events, pauseMs);
    const theirs = await peer.answer('stream', stream);
    if (theirs !== ours) throw new Error(`ANOTHER ANSWER of ${peer.facts.title}: ${theirs}`);
    add('append', peer, samples);
  }
  const painted = await clicksToPaint(hindsight);
  add(
    'append painted',
    hindsight,
    painted.map(({ ms }) => ms),
  );
  add(
    'append frames',
    hindsight,
    painted.map(({ frames }) => frames),
  );
  add('append engine', hindsight, await inEngine(hindsight));
}

/**
 * A new user, who registers and comes back each second.
 *
 * @param {string} lastTime of the log
 * @param {number} count
 * @returns {LoggedEvent[]}
 */
function visits(lastTime, count) {
  return Array.from({ length: count }, (_, i) => ({
    id: `bench-${i}`,
    stream,
    type: i === 0 ? 'UserRegistered' : 'UserLoggedIn',
    schemaVersion: 1,
    time: new Date(Date.parse(lastTime) + 1000 * (i + 1)).toISOString(),
    data: { userId: 'bench', device: 'laptop' },
  }));
}

/**
 * Presses a command's button, and waits for the table that it changes.
 *
 * @param {Participant} hindsight
 */
async function clicksToPaint(hindsight) {
  const { page } = hindsight;
  const latest = page.getByRole('button', { name: 'Latest', exact: true });
  if ((await latest.getAttribute('aria-disabled')) !== 'true') await latest.click();
  await showProjection(hindsight, 'Event types');
  const button = await page
    .getByRole('button', { name: 'Place order', exact: true })
    .elementHandle();
  const table = await page.getByRole('tabpanel').elementHandle();
  const all = [];
  for (let i = 0; i < clicks; i++) {
    await page.waitForTimeout(100);
    const click = await page.evaluate(
      ([button, table]) =>
        window.bench.click?.(/** @type {any} */ (button), /** @type {any} */ (table)),
      /** @type {const} */ ([button, table]),
    );
    if (click) all.push(click);
  }
  return all;
}

/**
 * Calls the engine from within its own worker, past the page: what is left is the append itself.
 *
 * @param {Participant} hindsight
 */
async function inEngine({ page }) {
  const [worker] = page.workers();
  if (!worker) throw new Error('the page has no worker');
  return worker.evaluate((count) => {
    const engine = /** @type {any} */ (globalThis).hindsightEngine;
    const all = [];
    for (let i = 0; i < count; i++) {
      const id = `engine-${i}`;
      const data = { userId: 'bench', device: 'laptop' };
      const event = { id, stream: 'user-bench', type: 'UserLoggedIn', data };
      const request = {
        events: JSON.stringify([event]),
        condition: 'any',
        version: 0,
        idempotent: false,
      };
      const began = performance.now();
      const answer = engine.append(request);
      all.push(performance.now() - began);
      if (answer.error) throw new Error(answer.error.message);
    }
    return all;
  }, engineAppends);
}
