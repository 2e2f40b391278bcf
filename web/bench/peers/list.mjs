// What is known of the peers before they run. `driver` and page read the same list.

/**
 * @typedef {object} PeerFacts
 * @property {string} name As PEERS= names it.
 * @property {string} title
 * @property {string} [package] Whose version is shown, and whose size on the wire.
 * @property {'product' | 'page' | 'worker'} runs Where its module runs; `product` is Hindsight's real page.
 * @property {boolean} [csv] Whether it is given the log as CSV.
 * @property {number} [most] The most events it is given.
 * @property {string} how
 */

/** @type {PeerFacts} */
export const hindsight = {
  name: 'hindsight',
  title: 'Hindsight',
  runs: 'product',
  how: 'the real page from the real server, asked through `window.hindsight`; its log is kept in a file and all six projections are current',
};

/** Hindsight as another program has it, for a table of before and after. @type {PeerFacts} */
export const other = {
  name: 'other',
  title: 'the other build',
  runs: 'product',
  how: 'the same, from the program that `OTHER` names',
};

/** @type {PeerFacts[]} */
export const peers = [
  {
    name: 'plain',
    title: 'plain JavaScript',
    runs: 'worker',
    how: 'in a worker: JSON.parse a line, a Set of ids, a Map of streams, binary search over times, a replay for each state',
  },
  {
    name: 'tutorial',
    title: 'JavaScript as in tutorials',
    runs: 'page',
    how: 'in the page, which it blocks: an array, filter and reduce; ids are not checked',
  },
  {
    name: 'sqlite',
    title: 'SQLite',
    package: '@sqlite.org/sqlite-wasm',
    runs: 'worker',
    how: 'in a worker, in memory: columns pulled out of the JSON, one transaction, prepared statements, indexes on id (unique), time and stream',
  },
  {
    name: 'duckdb',
    title: 'DuckDB',
    package: '@duckdb/duckdb-wasm',
    runs: 'page',
    csv: true,
    how: 'its own worker, in memory: from CSV with the columns pulled out beforehand, which is not timed; ids are checked by counting, streams are indexed, times found by their zone maps',
  },
  {
    name: 'pglite',
    title: 'PGlite',
    package: '@electric-sql/pglite',
    runs: 'worker',
    csv: true,
    most: 100_000,
    how: 'in a worker, in memory: COPY from CSV with the columns pulled out beforehand, which is not timed; indexes on id (unique), time and stream',
  },
  {
    name: 'emmett',
    title: 'Emmett, in memory',
    package: '@event-driven-io/emmett',
    runs: 'worker',
    most: 10_000,
    how: 'in a worker: appendToStream for each event, readStream for each question, of every stream where it is about all; ids are not checked',
  },
];
