// The targets, beside what was measured.

/**
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {import('./results.mjs').Row} Row
 *
 * @typedef {object} Target
 * @property {string} title
 * @property {string} measured `''` when it was not.
 * @property {boolean | null} met
 */

const million = 1_000_000;
const fiveMillion = 5_000_000;
const sql = ['sqlite', 'duckdb', 'pglite'];

/**
 * @param {Results} results
 * @param {Map<number, number>} bytes of the log, by its number of events
 * @returns {Target[]}
 */
export function targets(results, bytes) {
  /** @param {string} work @param {number} [events] */
  const ours = (work, events = million) => usable(results.find(events, work, 'hindsight'));
  /** @param {string} work */
  const plain = (work) => usable(results.find(million, work, 'plain'));
  const rivals = sql.flatMap((peer) => usable(results.find(million, 'range', peer)) ?? []);
  const fastest = rivals.toSorted((a, b) => a.p50 - b.p50)[0];
  const before = ours('state', million / 10);
  const importBefore = ours('import', million / 10);
  const logBytes = (bytes.get(million) ?? 0) / 1e6;
  return [
    compare(
      'import: at most 1.0 × plain JavaScript (aim: 0.6)',
      ours('import'),
      plain('import'),
      (a, b) => [times(a.p50 / b.p50), a.p50 <= b.p50],
    ),
    compare(
      'state at a moment: p50 at most 1/20 of plain JavaScript',
      ours('state'),
      plain('state'),
      (a, b) => [`1/${(b.p50 / a.p50).toFixed(1)}`, a.p50 <= b.p50 / 20],
    ),
    compare(
      'state at a moment: p99 at most 1/10 of plain JavaScript',
      ours('state'),
      plain('state'),
      (a, b) => [`1/${(b.p99 / a.p99).toFixed(1)}`, a.p99 <= b.p99 / 10],
    ),
    // The screen's own pace is not exactly 60.
    compare('dragging: 60 frames a second', ours('drag opened fps'), ours('drag fps'), (a, b) => [
      `${a.p50.toFixed(1)} as the page opens, ${b.p50.toFixed(1)} with users by activity`,
      Math.min(a.p50, b.p50) >= 59.5,
    ]),
    compare(
      'dragging: no frame over 33 ms',
      ours('drag opened longest'),
      ours('drag longest'),
      (a, b) => [
        `${ms(a.p99)} as the page opens, ${ms(b.p99)} with users by activity`,
        Math.max(a.p99, b.p99) <= 33,
      ],
    ),
    limit('time range: p50 under 1 ms', ours('range'), (a) => [ms(a.p50), a.p50 < 1]),
    compare('time range: p50 under every SQL peer', ours('range'), fastest, (a, b) => [
      `${ms(a.p50)}, the fastest of them ${ms(b.p50)}`,
      a.p50 < b.p50,
    ]),
    limit('one stream: p50 under 0.5 ms', ours('stream'), (a) => [ms(a.p50), a.p50 < 0.5]),
    limit('append one, in the engine: p99 under 0.5 ms', ours('append engine'), (a) => [
      ms(a.p99),
      a.p99 < 0.5,
    ]),
    limit('append one: painted in the next frame, 99 times of 100', ours('append frames'), (a) => [
      `p50 ${a.p50}, p99 ${a.p99} frames`,
      a.p99 <= 1,
    ]),
    limit('type and text filter, first page: p50 under 100 ms', ours('filter'), (a) => [
      ms(a.p50),
      a.p50 < 100,
    ]),
    limit('diff of two moments: p99 under 16 ms', ours('diff'), (a) => [ms(a.p99), a.p99 < 16]),
    limit('lineage of a row: p99 under 16 ms', ours('lineage'), (a) => [ms(a.p99), a.p99 < 16]),
    limit(
      'linear memory: at most 2 × the log’s bytes',
      logBytes ? ours('linear') : undefined,
      (a) => [times(a.p50 / logBytes), a.p50 <= 2 * logBytes],
    ),
    compare(
      'state at a moment: grows no faster than the logarithm',
      ours('state'),
      before,
      (a, b) => [
        `${times(a.p50 / b.p50)} from 100,000 to 1,000,000 events, the logarithm ${times(6 / 5)}`,
        a.p50 / b.p50 <= 6 / 5,
      ],
    ),
    compare('import: linear, within a tenth', ours('import'), importBefore, (a, b) => [
      `${times(a.p50 / b.p50)} from 100,000 to 1,000,000 events`,
      a.p50 / b.p50 <= 11,
    ]),
    limit('5,000,000 events: linear memory under 3 GiB', ours('linear', fiveMillion), (a) => [
      `${((a.p50 * 1e6) / 2 ** 30).toFixed(2)} GiB`,
      a.p50 * 1e6 < 3 * 2 ** 30,
    ]),
    limit(
      '5,000,000 events: state at a moment under 16 ms p99',
      ours('state', fiveMillion),
      (a) => [ms(a.p99), a.p99 < 16],
    ),
  ];
}

/**
 * @param {Row | undefined} row
 * @returns {{ p50: number, p99: number } | undefined}
 */
function usable(row) {
  if (!row || row.failure || row.p50 === undefined || row.p99 === undefined) return undefined;
  return { p50: row.p50, p99: row.p99 };
}

/**
 * @template A
 * @param {string} title
 * @param {A | undefined} a
 * @param {(a: A) => [string, boolean]} judge
 * @returns {Target}
 */
function limit(title, a, judge) {
  if (!a) return { title, measured: '', met: null };
  const [measured, met] = judge(a);
  return { title, measured, met };
}

/**
 * @template A, B
 * @param {string} title
 * @param {A | undefined} a
 * @param {B | undefined} b
 * @param {(a: A, b: B) => [string, boolean]} judge
 */
function compare(title, a, b, judge) {
  return limit(title, a && b && { a, b }, ({ a, b }) => judge(a, b));
}

/** @param {number} ratio */
function times(ratio) {
  return `${ratio.toFixed(2)} ×`;
}

/** @param {number} milliseconds */
function ms(milliseconds) {
  return `${milliseconds.toFixed(2)} ms`;
}
