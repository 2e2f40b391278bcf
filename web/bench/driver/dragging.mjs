// Dragging through the whole history, a frame at a time.

/** @typedef {import('./participant.mjs').Participant} Participant */

/** How long it takes from the first event to the last, and how often. */
const seconds = 5;
const sweeps = 3;

/**
 * @param {Participant} participant
 * @param {number} last the last position
 * @param {(work: string, samples: number[]) => void} add
 */
export async function measureDragging(participant, last, add) {
  if (participant.facts.name === 'hindsight') {
    await sweepAll('drag opened');
    await showProjection(participant, 'User activity', 'events');
  }
  await sweepAll('drag');

  /** @param {string} work */
  async function sweepAll(work) {
    await participant.sweep(last, 1);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      const swept = await participant.sweep(last, seconds);
      add(`${work} fps`, [swept.frames / swept.seconds]);
      add(`${work} longest`, [swept.longestMs]);
      add(`${work} states`, [swept.painted / swept.seconds]);
    }
  }
}

/**
 * Shows a projection on Hindsight's page, the rows with most of a column first.
 *
 * @param {Participant} hindsight
 * @param {string} title
 * @param {string} [column]
 */
export async function showProjection({ page }, title, column) {
  await page.bringToFront();
  await page.getByRole('tab', { name: title }).click();
  if (!column) return;
  const header = page.getByRole('columnheader', { name: column, exact: true });
  for (const order of ['ascending', 'descending']) {
    if ((await header.getAttribute('aria-sort')) === 'descending') return;
    await header.getByRole('button').click();
    await page.locator(`th[aria-sort=${order}]`).waitFor();
  }
}
