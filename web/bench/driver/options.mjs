// What to measure, from the environment: `make bench N=100000 PEERS=hindsight,plain`.

import { join, resolve } from 'node:path';
import { argv, env } from 'node:process';
import { hindsight, other, peers } from '../peers/list.mjs';
import { bench } from './places.mjs';

/**
 * @typedef {import('../peers/list.mjs').PeerFacts} PeerFacts
 *
 * @typedef {object} Options
 * @property {boolean} brief Whether only what has a budget is measured, beside plain JavaScript: `make bench-page`.
 * @property {number[]} sizes Numbers of events, ascending.
 * @property {number} seed
 * @property {number} rounds
 * @property {PeerFacts[]} peers Hindsight first, which all are compared with.
 * @property {string} other Another program of Hindsight's server, which is measured too; `''` for none.
 * @property {string} results Where the results are written for people, beside the folder of all results; `''` for nowhere.
 * @property {string} chromium
 */

/** @returns {Options} */
export function readOptions() {
  const chromium = env.CHROMIUM;
  if (!chromium) throw new Error('CHROMIUM is not set: run this with make bench');
  const brief = argv.includes('--page');
  const sizes = env.N || (brief ? '1000000' : '10000,100000,1000000');
  const chosenPeers = env.PEERS || (brief ? 'plain' : '');
  const usual = !brief && !env.N && !env.PEERS && !env.OTHER;
  return {
    brief,
    sizes: list(sizes)
      .map((text) => wholeNumber('N', text, 1000))
      .sort((a, b) => a - b),
    seed: wholeNumber('SEED', env.SEED || '1', 0),
    rounds: wholeNumber('ROUNDS', env.ROUNDS || (brief ? '3' : '5'), 1),
    peers: [hindsight, ...(env.OTHER ? [other] : []), ...chosen(chosenPeers)],
    other: env.OTHER ? resolve(env.OTHER) : '',
    results: env.RESULTS ? resolve(env.RESULTS) : usual ? join(bench, 'RESULTS.md') : '',
    chromium,
  };
}

/** @param {string | undefined} text */
function chosen(text) {
  if (!text) return peers;
  const names = list(text);
  const known = [hindsight, ...peers].map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`PEERS: no ${unknown}, only ${known}`);
  return peers.filter(({ name }) => names.includes(name));
}

/** @param {string} text */
function list(text) {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} least
 */
function wholeNumber(name, text, least) {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new Error(`${name}: got ${text}, want a whole number from ${least}`);
  }
  return number;
}
