// What to measure, from the environment: `make bench N=100000 PEERS=hindsight,plain`.

import { env } from 'node:process';
import { hindsight, peers } from '../peers/list.mjs';

/**
 * @typedef {import('../peers/list.mjs').PeerFacts} PeerFacts
 *
 * @typedef {object} Options
 * @property {number[]} sizes Numbers of events, ascending.
 * @property {number} seed
 * @property {number} rounds
 * @property {PeerFacts[]} peers Hindsight first, which all are compared with.
 * @property {boolean} commit Whether to write RESULTS.md.
 * @property {string} chromium
 */

/** @returns {Options} */
export function readOptions() {
  const chromium = env.CHROMIUM;
  if (!chromium) throw new Error('CHROMIUM is not set: run this with make bench');
  return {
    sizes: list(env.N || '10000,100000,1000000')
      .map((text) => wholeNumber('N', text, 1000))
      .sort((a, b) => a - b),
    seed: wholeNumber('SEED', env.SEED || '1', 0),
    rounds: wholeNumber('ROUNDS', env.ROUNDS || '5', 1),
    peers: [hindsight, ...chosen(env.PEERS)],
    commit: Boolean(env.RESULTS),
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
