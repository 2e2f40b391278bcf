// All that is measured, in the order in which it is shown.

/** @type {Record<string, { title: string, unit: string }>} */
export const works = {
  import: { title: 'import, until all can be asked', unit: 'ms' },
  'import late': { title: 'import, one event in a thousand late', unit: 'ms' },
  range: { title: 'time range of about 100 events', unit: 'ms' },
  'range late': { title: 'the same, one event in a thousand late', unit: 'ms' },
  state: { title: 'state at a random moment', unit: 'ms' },
  stream: { title: 'one stream’s events', unit: 'ms' },
  filter: { title: 'type and text filter, first page', unit: 'ms' },
  text: { title: 'text filter of any type, first page', unit: 'ms' },
  diff: { title: 'streams that differ between two random moments, first 100', unit: 'ms' },
  lineage: { title: 'one row’s lineage, its newest 100 versions', unit: 'ms' },
  append: { title: 'append one event, page to page', unit: 'ms' },
  'append engine': { title: 'append one event, in the engine', unit: 'ms' },
  'append painted': { title: 'append one event, click to painted table', unit: 'ms' },
  'append frames': { title: 'frames from that click to the table', unit: 'frames' },
  'drag fps': { title: 'dragging through all moments: frames a second', unit: '1/s' },
  'drag longest': { title: 'dragging: the longest frame', unit: 'ms' },
  'drag states': { title: 'dragging: states shown a second', unit: '1/s' },
  'drag opened fps': { title: 'dragging, the page as it opens: frames a second', unit: '1/s' },
  'drag opened longest': { title: 'dragging, the page as it opens: the longest frame', unit: 'ms' },
  'drag opened states': {
    title: 'dragging, the page as it opens: states shown a second',
    unit: '1/s',
  },
  memory: { title: 'memory of the page’s process after import', unit: 'MB' },
  linear: { title: 'linear memory after import', unit: 'MB' },
  wire: { title: 'bytes over the wire, to the first answer', unit: 'MB' },
  first: { title: 'time to the first answer, on this machine', unit: 'ms' },
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
    text: { work: 'filter', questions: filters.map(({ text }) => ({ type: '', text })) },
  };
}
