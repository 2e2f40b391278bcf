// The sizes, and the budget that they have to stay within.

/** @typedef {import('./compress.mjs').Compressed} Compressed */

/** Bytes of brotli. People wait for these, on the first visit, before they see anything work. */
const budget = { program: 1_200_000, firstView: 1_350_000 };

/** @param {Compressed} file */
function transferred({ content, variants }) {
  return variants.find(({ name }) => name.endsWith('.br'))?.content.length ?? content.length;
}

/** @param {Compressed[]} files */
function firstViewBytes(files) {
  return files.filter(({ first }) => first).reduce((sum, file) => sum + transferred(file), 0);
}

/**
 * The files by size, and what the first view loads in all.
 *
 * @param {Compressed[]} files
 */
export function sizeTable(files) {
  const rows = files
    .toSorted((a, b) => transferred(b) - transferred(a))
    .map((file) => sizeRow(file.name, file.content.length, transferred(file), file.first));
  const raw = files.reduce((sum, { first, content }) => sum + (first ? content.length : 0), 0);
  return [
    row('file', 'raw', 'brotli'),
    ...rows,
    sizeRow('the first view', raw, firstViewBytes(files), true),
  ].join('\n');
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
    ['what the first view loads', firstViewBytes(files), budget.firstView],
  ]);
  return all
    .filter(([, bytes, most]) => bytes > most)
    .map(([what, bytes, most]) => `${what} is ${bytes} bytes of brotli, want at most ${most}`);
}
