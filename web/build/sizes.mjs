// The sizes, and the budget that they have to stay within.

/** @typedef {import('./compress.mjs').Compressed} Compressed */

/**
 * Bytes of brotli. People wait for the first two, on the first visit, before they see anything work, and for parts
 * of what is loaded later when they open something.
 */
const budget = { program: 1_200_000, firstView: 1_350_000, later: 250_000 };

/** @param {Compressed} file */
function transferred({ content, variants }) {
  return variants.find(({ name }) => name.endsWith('.br'))?.content.length ?? content.length;
}

/**
 * What the first view loads.
 *
 * @param {Compressed[]} files
 */
function firstView(files) {
  return files.filter(({ first }) => first);
}

/**
 * What is loaded once something is opened. Source maps are for people who look into the code.
 *
 * @param {Compressed[]} files
 */
function later(files) {
  return files.filter(({ first, name }) => !first && !name.endsWith('.map'));
}

/** @param {Compressed[]} files */
function allTransferred(files) {
  return files.reduce((sum, file) => sum + transferred(file), 0);
}

/**
 * The files by size, and what the first view and what comes later load in all.
 *
 * @param {Compressed[]} files
 */
export function sizeTable(files) {
  const rows = files
    .toSorted((a, b) => transferred(b) - transferred(a))
    .map((file) => sizeRow(file.name, file.content.length, transferred(file), file.first));
  return [
    row('file', 'raw', 'brotli'),
    ...rows,
    sumRow('the first view', firstView(files), true),
    sumRow('all that is loaded later', later(files), false),
  ].join('\n');
}

/**
 * @param {string} name
 * @param {Compressed[]} files
 * @param {boolean} first
 */
function sumRow(name, files, first) {
  const raw = files.reduce((sum, { content }) => sum + content.length, 0);
  return sizeRow(name, raw, allTransferred(files), first);
}

/**
 * @param {string} name
 * @param {number} raw
 * @param {number} brotli
 * @param {boolean} first
 */
function sizeRow(name, raw, brotli, first) {
  return row(name, grouped(raw), grouped(brotli)) + (first ? '' : '  later');
}

/**
 * @param {string} name
 * @param {string} raw
 * @param {string} brotli
 */
function row(name, raw, brotli) {
  return `${name.padEnd(34)} ${raw.padStart(12)} ${brotli.padStart(12)}`;
}

/** @param {number} bytes */
function grouped(bytes) {
  return bytes.toLocaleString('en-US').replaceAll(',', ' ');
}

/**
 * What is larger than it may be, a sentence each.
 *
 * @param {Compressed[]} files
 * @returns {string[]}
 */
export function overBudget(files) {
  const program = files.find(({ name }) => name.endsWith('.wasm'));
  const all = /** @type {[string, number, number][]} */ ([
    ['the program', program ? transferred(program) : 0, budget.program],
    ['what the first view loads', allTransferred(firstView(files)), budget.firstView],
    ['all that is loaded later', allTransferred(later(files)), budget.later],
  ]);
  return all
    .filter(([, bytes, most]) => bytes > most)
    .map(([what, bytes, most]) => `${what} is ${bytes} bytes of brotli, want at most ${most}`);
}
