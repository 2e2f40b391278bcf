// What comes over the wire before the first answer, and how long that takes without a cache.

import { works } from './works.mjs';

/**
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./results.mjs').Results} Results
 */

/**
 * @param {Participant[]} participants those that are a download
 * @param {number} rounds
 * @param {Results} results
 */
export async function measureDownloads(participants, rounds, results) {
  for (let round = 0; round < rounds; round++) {
    for (const participant of participants) {
      const peer = participant.facts.name;
      try {
        const { bytes, ms } = await download(participant);
        add('wire', peer, bytes / 1e6);
        add('first', peer, ms);
      } catch (error) {
        results.fail({ events: 0, work: 'first', peer, unit: 'ms' }, error);
      }
    }
  }

  /**
   * @param {string} work
   * @param {string} peer
   * @param {number} sample
   */
  function add(work, peer, sample) {
    results.add({ events: 0, work, peer, unit: works[work]?.unit ?? '' }, [sample]);
  }
}

/** @param {Participant} participant */
async function download(participant) {
  /** @type {Promise<number>[]} */
  const sizes = [];
  const page = await participant.open((page) => {
    page.on('requestfinished', (request) => {
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
  });
  const ms = await page.evaluate(() => window.firstAnswer);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await participant.close();
  return { bytes, ms };
}
