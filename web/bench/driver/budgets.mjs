// What was measured beside what was promised, at the largest number of events.

import { works } from './works.mjs';

/**
 * @typedef {import('./results.mjs').Results} Results
 *
 * @typedef {object} Line
 * @property {string} title
 * @property {string} unit
 * @property {Record<string, number>} values By participant.
 * @property {string} budget `''` for none.
 * @property {boolean | null} held `null` where there is no budget, or it was not measured.
 *
 * @typedef {(ours: number, plain: number | undefined) => boolean | null} Holds `null` where it can’t be told.
 *
 * @typedef {object} Budget
 * @property {string} work
 * @property {'p50' | 'p99'} at
 * @property {string} [budget]
 * @property {Holds} [holds]
 * @property {number} [events] 0 for what no log is needed for.
 */

/** @param {number} most @returns {Holds} */
const under = (most) => (ours) => ours < most;
/** @param {number} most @returns {Holds} */
const atMost = (most) => (ours) => ours <= most;
/** @param {number} share @returns {Holds} */
const ofPlain = (share) => (ours, plain) => (plain === undefined ? null : ours <= share * plain);

/** @type {Budget[]} */
const budgets = [
  { work: 'import', at: 'p50', budget: '≤ 1.0 × plain', holds: ofPlain(1) },
  { work: 'state', at: 'p50', budget: '≤ 1/25 of plain', holds: ofPlain(1 / 25) },
  { work: 'state', at: 'p99', budget: '≤ 1/10 of plain', holds: ofPlain(1 / 10) },
  { work: 'state early', at: 'p50' },
  { work: 'state early', at: 'p99' },
  { work: 'range', at: 'p50', budget: '< 1 ms', holds: under(1) },
  { work: 'range', at: 'p99' },
  { work: 'stream', at: 'p50', budget: '< 0.5 ms', holds: under(0.5) },
  { work: 'stream', at: 'p99' },
  { work: 'stats', at: 'p50' },
  { work: 'stats', at: 'p99' },
  { work: 'append', at: 'p50', budget: '< 3 ms', holds: under(3) },
  { work: 'append', at: 'p99', budget: '< 15 ms', holds: under(15) },
  { work: 'append small', at: 'p50' },
  { work: 'append small', at: 'p99' },
  { work: 'histogram', at: 'p50' },
  { work: 'histogram', at: 'p99' },
  { work: 'drag call', at: 'p99', budget: '≤ 50 ms', holds: atMost(50) },
  { work: 'drag calls', at: 'p50' },
  { work: 'drag fps', at: 'p50' },
  { work: 'drag longest', at: 'p99' },
  { work: 'drag states', at: 'p50' },
  ...['step', 'pay'].flatMap((work) => [
    { work, at: /** @type {const} */ ('p50') },
    { work, at: /** @type {const} */ ('p99') },
    { work: `${work} calls`, at: /** @type {const} */ ('p50') },
    { work: `${work} sent`, at: /** @type {const} */ ('p50') },
    { work: `${work} received`, at: /** @type {const} */ ('p50') },
  ]),
  { work: 'reopen', at: 'p50', budget: '< 3,000 ms', holds: under(3000) },
  { work: 'program', at: 'p50', budget: '≤ 1.2 MB', holds: atMost(1.2), events: 0 },
  { work: 'wire', at: 'p50', budget: '≤ 1.35 MB', holds: atMost(1.35), events: 0 },
];

/** What is made of two figures. */
const growth = { title: 'append: p50, of that with a log of 10,000', budget: '≤ 1.3', most: 1.3 };
const memory = { title: 'linear memory, of the log’s bytes', budget: '≤ 2', most: 2 };

/**
 * @param {Results} results
 * @param {number} events
 * @param {number} bytes of the log
 * @param {string[]} names of the participants that are shown, `hindsight` among them
 * @returns {Line[]}
 */
export function linesOf(results, events, bytes, names) {
  const lines = budgets.map(({ work, at, budget = '', holds, events: of = events }) => {
    const values = valuesOf((name) => figure(results, of, work, name, at));
    const { title = work, unit = '' } = works[work] ?? {};
    const named = unit === 'ms' || unit === '' ? `${title}: ${at}` : title;
    return { title: named, unit, values, budget, held: verdict(values, holds) };
  });
  const grown = valuesOf((name) => {
    const small = figure(results, events, 'append small', name, 'p50');
    return small && (figure(results, events, 'append', name, 'p50') ?? Number.NaN) / small;
  });
  const linear = valuesOf((name) => {
    const megabytes = figure(results, events, 'linear', name, 'p50');
    return name === 'plain' ? undefined : megabytes && (megabytes * 1e6) / bytes;
  });
  for (const [{ title, budget, most }, values] of /** @type {const} */ ([
    [growth, grown],
    [memory, linear],
  ])) {
    lines.push({ title, unit: '×', values, budget, held: verdict(values, atMost(most)) });
  }
  return lines.filter(({ values }) => Object.keys(values).length > 0);

  /** @param {(name: string) => number | undefined} find @returns {Record<string, number>} */
  function valuesOf(find) {
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = find(name);
        return value === undefined || Number.isNaN(value) ? [] : [[name, value]];
      }),
    );
  }
}

/**
 * @param {Record<string, number>} values
 * @param {Holds} [holds]
 */
function verdict({ hindsight, plain }, holds) {
  return holds && hindsight !== undefined ? holds(hindsight, plain) : null;
}

/**
 * @param {Results} results
 * @param {number} events
 * @param {string} work
 * @param {string} name
 * @param {'p50' | 'p99'} at
 */
function figure(results, events, work, name, at) {
  const row = results.find(events, work, name);
  return row && !row.failure ? row[at] : undefined;
}
