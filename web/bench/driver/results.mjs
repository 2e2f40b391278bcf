// What was measured, a row for each work and each who did it.

import { summary } from './statistics.mjs';

/**
 * @typedef {object} Row
 * @property {number} events How many events there are in the log that is measured.
 * @property {string} work
 * @property {string} peer
 * @property {string} unit
 * @property {number} [samples]
 * @property {number} [p50]
 * @property {number} [p99]
 * @property {number} [ratio] To Hindsight's p50: how many times as much.
 * @property {string} [note]
 * @property {string} [failure]
 */

export class Results {
  /** @type {Row[]} */
  rows = [];

  /**
   * Adds samples to the row of a work and a peer.
   *
   * @param {Pick<Row, 'events' | 'work' | 'peer' | 'unit'> & Partial<Row>} row
   * @param {number[]} samples
   */
  add(row, samples) {
    const all = this.#samplesOf(row);
    all.push(...samples);
    Object.assign(this.row(row), row, summary(all));
  }

  /**
   * The row of a work and a peer, which is made when there is none.
   *
   * @param {Pick<Row, 'events' | 'work' | 'peer' | 'unit'>} row
   * @returns {Row}
   */
  row({ events, work, peer, unit }) {
    let row = this.find(events, work, peer);
    if (!row) {
      row = { events, work, peer, unit };
      this.rows.push(row);
    }
    return row;
  }

  /**
   * @param {number} events
   * @param {string} work
   * @param {string} peer
   */
  find(events, work, peer) {
    return this.rows.find((row) => row.events === events && row.work === work && row.peer === peer);
  }

  /** @type {Map<string, number[]>} */
  #samples = new Map();

  /** @param {Pick<Row, 'events' | 'work' | 'peer'>} row */
  #samplesOf({ events, work, peer }) {
    const key = `${events} ${work} ${peer}`;
    const samples = this.#samples.get(key) ?? [];
    this.#samples.set(key, samples);
    return samples;
  }

  /**
   * @param {Pick<Row, 'events' | 'work' | 'peer' | 'unit'>} row
   * @param {unknown} error
   */
  fail(row, error) {
    const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
    this.row(row).failure = message.length > 400 ? `${message.slice(0, 400)}…` : message;
  }

  /** Sets each row beside Hindsight's. */
  compare() {
    for (const row of this.rows) {
      const ours = this.find(row.events, row.work, 'hindsight')?.p50;
      if (ours && row.p50 !== undefined) row.ratio = row.p50 / ours;
    }
  }
}
