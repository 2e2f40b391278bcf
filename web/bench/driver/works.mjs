// All that is measured, in the order in which it is shown.

/** @type {Record<string, { title: string, unit: string }>} */
export const works = {
  import: { title: 'import, until all can be asked', unit: 'ms' },
  'import late': { title: 'import, one event in a thousand late', unit: 'ms' },
  range: { title: 'time range of about 100 events', unit: 'ms' },
  'range late': { title: 'the same, one event in a thousand late', unit: 'ms' },
  state: { title: 'state at a random moment', unit: 'ms' },
  'state early': { title: 'the same, right after an import', unit: 'ms' },
  stream: { title: 'one stream’s events', unit: 'ms' },
  filter: { title: 'type and text filter, first page', unit: 'ms' },
  text: { title: 'text filter of any type, first page', unit: 'ms' },
  diff: { title: 'streams that differ between two random moments, first 100', unit: 'ms' },
  lineage: { title: 'one row’s lineage, its newest 100 versions', unit: 'ms' },
  stats: { title: 'statistics', unit: 'ms' },
  append: { title: 'append one event, in a loop', unit: 'ms' },
  'append small': { title: 'the same, to a log of 10,000 events', unit: 'ms' },
  histogram: { title: 'histogram by type after an append', unit: 'ms' },
  'drag call': { title: 'dragging through all moments: the longest call', unit: 'ms' },
  'drag calls': { title: 'dragging: calls for a state shown', unit: '' },
  'drag fps': { title: 'dragging: frames a second', unit: '1/s' },
  'drag longest': { title: 'dragging: the longest frame', unit: 'ms' },
  'drag states': { title: 'dragging: states shown a second', unit: '1/s' },
  step: { title: 'a step of the slider, until it is painted', unit: 'ms' },
  'step calls': { title: 'a step: calls until all is still', unit: '' },
  'step sent': { title: 'a step: sent to the engine', unit: 'kB' },
  'step received': { title: 'a step: received from the engine', unit: 'kB' },
  pay: { title: 'a click on Pay, until it is painted', unit: 'ms' },
  'pay calls': { title: 'a Pay: calls until all is still', unit: '' },
  'pay sent': { title: 'a Pay: sent to the engine', unit: 'kB' },
  'pay received': { title: 'a Pay: received from the engine', unit: 'kB' },
  reopen: { title: 'opened again, with its tables', unit: 'ms' },
  memory: { title: 'memory of the page’s process after import', unit: 'MB' },
  linear: { title: 'linear memory after import', unit: 'MB' },
  wire: { title: 'bytes over the wire, until it can be asked', unit: 'MB' },
  program: { title: 'of these, the program', unit: 'MB' },
  first: { title: 'time until it can be asked, on this machine', unit: 'ms' },
};

/** @param {number} a @param {number} [b] */
function pairOf(a, b = 0) {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

/**
 * The questions of a part of a log, for each work that consists of questions.
 *
 * @param {import('./logs.mjs').Part} part
 * @returns {Record<string, { work: import('../page/work').Work, questions: unknown[] }>}
 */
export function questionsOf({ moments, ranges, streams, filters }) {
  return {
    range: { work: 'range', questions: ranges },
    state: { work: 'state', questions: moments },
    stream: { work: 'stream', questions: streams },
    filter: { work: 'filter', questions: filters },
    diff: {
      work: 'diff',
      questions: moments.map((moment, i) => pairOf(moment, moments.at(i - 1))),
    },
    lineage: { work: 'lineage', questions: streams },
    stats: { work: 'stats', questions: moments.map(() => null) },
    text: { work: 'filter', questions: filters.map(({ text }) => ({ type: '', text })) },
  };
}
