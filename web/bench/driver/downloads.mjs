// What comes over the wire before a page can be asked, and how long that takes without a cache.

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
        const { bytes, program, ms } = await download(participant);
        add('wire', peer, bytes / 1e6);
        if (participant.product) add('program', peer, program / 1e6);
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
  /** @type {Promise<{ name: string, size: number }>[]} */
  const sizes = [];
  const ms = await participant.open((page) => {
    page.on('requestfinished', (request) => {
      const name = new URL(request.url()).pathname;
      sizes.push(request.sizes().then(({ responseBodySize: size }) => ({ name, size })));
    });
  });
  const all = await Promise.all(sizes);
  await participant.close();
  /** @param {typeof all} files */
  const total = (files) => files.reduce((sum, { size }) => sum + size, 0);
  return {
    ms,
    bytes: total(all),
    program: total(all.filter(({ name }) => name.endsWith('.wasm'))),
  };
}
