// What a person does in Hindsight's real page: drags the slider, moves it a step, pays for an order, loads it again.

/**
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./record.mjs').Record} Record
 * @typedef {import('../page/work').Cost} Cost
 */

/** How long a drag takes from the first event to the last. */
const dragSeconds = 5;
const steps = 20;
const payments = 20;

const kilobyte = 1e3;

/**
 * Shows what is written by every event, and one event beside it.
 *
 * @param {Participant} product
 */
export async function showAll({ page }) {
  await page.bringToFront();
  await page.getByRole('tab', { name: 'Event types' }).click();
  await page.getByRole('grid', { name: 'Events' }).locator('tbody tr').first().click();
  await page.getByRole('button', { name: 'Close the event' }).waitFor();
}

/**
 * @param {Participant[]} products
 * @param {number} rounds
 * @param {Record} record
 */
export async function measureDrags(products, rounds, record) {
  await record.inTurns('drag call', products, rounds, async (product) => {
    await product.page.bringToFront();
    const last = product.part(record.log).events;
    const drag = await product.bench((bench, { last, seconds }) => bench.drag(last, seconds), {
      last,
      seconds: dragSeconds,
    });
    record.add('drag call', product, [drag.longestCallMs]);
    record.add('drag calls', product, [drag.calls / Math.max(1, drag.painted)]);
    record.add('drag fps', product, [drag.frames / drag.seconds]);
    record.add('drag longest', product, [drag.longestMs]);
    record.add('drag states', product, [drag.painted / drag.seconds]);
  });
}

/**
 * @param {Participant[]} products
 * @param {number} rounds
 * @param {Record} record
 */
export async function measureSteps(products, rounds, record) {
  await record.inTurns('step', products, rounds, async (product, round) => {
    await product.page.bringToFront();
    const { moments } = product.part(record.log);
    for (const moment of moments.slice(round * steps, (round + 1) * steps)) {
      addCost('step', product, record, await product.bench((bench, to) => bench.step(to), moment));
    }
  });
}

/**
 * @param {Participant[]} products
 * @param {number} rounds
 * @param {Record} record
 */
export async function measurePayments(products, rounds, record) {
  await record.inTurns('pay', products, rounds, async (product) => {
    await product.page.bringToFront();
    const latest = product.page.getByRole('button', { name: 'Latest', exact: true });
    if ((await latest.getAttribute('aria-disabled')) !== 'true') await latest.click();
    for (let i = 0; i < payments; i++) {
      addCost('pay', product, record, await product.bench((bench) => bench.pay(), null));
    }
  });
}

/**
 * @param {string} work
 * @param {Participant} product
 * @param {Record} record
 * @param {Cost} cost
 */
function addCost(work, product, record, { ms, calls, sent, received }) {
  record.add(work, product, [ms]);
  record.add(`${work} calls`, product, [calls]);
  record.add(`${work} sent`, product, [sent / kilobyte]);
  record.add(`${work} received`, product, [received / kilobyte]);
}

/**
 * Loads the page again: from the beginning of the navigation until everything can be asked.
 *
 * @param {Participant[]} products
 * @param {number} rounds
 * @param {Record} record
 */
export async function measureReopening(products, rounds, record) {
  await record.inTurns('reopen', products, rounds, async (product) => {
    await product.bench((bench) => bench.rested(), null);
    const before = await product.page.evaluate(() => window.hindsight.stats());
    const ms = await product.reload();
    const { events, storage } = await product.page.evaluate(() => window.hindsight.stats());
    if (events !== before.events) throw new Error(`got ${events} events, want ${before.events}`);
    const { folded, unfolded } = storage;
    if (unfolded < before.storage.checkpoint) {
      throw new Error(
        `got tables of ${unfolded} events, want ${before.storage.checkpoint}: ${folded}`,
      );
    }
    record.add('reopen', product, [ms]);
  });
}
