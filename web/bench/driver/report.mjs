// The results as people read them.

import { works } from './works.mjs';

/**
 * @typedef {import('./machine.mjs').Facts} Facts
 * @typedef {import('./options.mjs').Options} Options
 * @typedef {import('./results.mjs').Row} Row
 * @typedef {import('./targets.mjs').Target} Target
 *
 * @typedef {object} Report
 * @property {Facts} facts
 * @property {Options} options
 * @property {{ events: number, bytes: number }[]} logs
 * @property {Target[]} targets
 * @property {Row[]} rows
 */

const columns = ['work', 'who', 'p50', 'p99', 'samples', '× Hindsight', ''];

/** @param {Report} report */
export function markdown(report) {
  return [
    '# Measured',
    '',
    'What `make bench` has printed. Each answer of a peer was compared with Hindsight’s: a row of numbers',
    'is a row of the same answers. p99 of fewer than 100 samples is the slowest.',
    '',
    ...heading(report),
    '',
    '## Targets',
    '',
    ...table(['target', 'measured', ''], targetCells(report.targets), [0, 1, 2]),
    '',
    ...report.logs.flatMap(({ events, bytes }) => [
      `## ${count(events)} events, ${(bytes / events).toFixed(0)} bytes each`,
      '',
      ...table(columns, cellsOf(report, events), [0, 1, 6]),
      '',
    ]),
    '## Downloads',
    '',
    'Compressed with brotli, from this machine, with nothing in the cache.',
    '',
    ...table(columns, cellsOf(report, 0), [0, 1, 6]),
    '',
    '## Who',
    '',
    ...report.options.peers.map(({ title, how }) => `- **${title}**: ${how}.`),
    '',
  ].join('\n');
}

/** @param {Report} report */
export function text(report) {
  return [
    ...heading(report),
    ...report.logs.flatMap(({ events, bytes }) => [
      '',
      `${count(events)} events, ${(bytes / events).toFixed(0)} bytes each`,
      ...aligned([columns, ...cellsOf(report, events)], [0, 1, 6]),
    ]),
    '',
    'downloads',
    ...aligned([columns, ...cellsOf(report, 0)], [0, 1, 6]),
    '',
    'targets',
    ...aligned(targetCells(report.targets), [0, 1, 2]),
  ].join('\n');
}

/** @param {Report} report */
function heading({ facts, options }) {
  const versions = Object.entries(facts.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `- date: ${facts.date}, commit ${facts.commit}`,
    `- machine: ${facts.machine}; load before the run: ${facts.load}`,
    `- versions: ${versions.join(', ')}`,
    `- seed: ${options.seed}, rounds: ${options.rounds}`,
  ];
}

/** @param {Target[]} targets */
function targetCells(targets) {
  return targets.map(({ title, measured, met }) => [
    title,
    met === null ? 'not measured' : measured,
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
}

/**
 * @param {Report} report
 * @param {number} events
 */
function cellsOf({ rows, options }, events) {
  return Object.entries(works).flatMap(([work, { title, unit }]) =>
    options.peers.flatMap((peer) => {
      const row = rows.find((row) => {
        return row.events === events && row.work === work && row.peer === peer.name;
      });
      return row ? [[`${title} (${unit})`, peer.title, ...numbers(row)]] : [];
    }),
  );
}

/** @param {Row} row */
function numbers({ p50, p99, samples = 0, ratio, note = '', failure }) {
  if (failure) return ['', '', '', '', `FAILED: ${failure}`];
  if (p50 === undefined || p99 === undefined) return ['', '', '', '', note];
  const beside = ratio === undefined ? '' : short(ratio);
  return [short(p50), samples > 1 ? short(p99) : '', String(samples), beside, note];
}

/** Three digits, or all of a whole number's. @param {number} value */
function short(value) {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 3),
    maximumFractionDigits: Math.min(digits, 3),
  });
}

/** @param {number} value */
function count(value) {
  return value.toLocaleString('en');
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {number[]} texts the columns that are text
 */
function table(head, rows, texts) {
  const rule = head.map((_, i) => (texts.includes(i) ? '---' : '--:'));
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  return [head, rule, ...escaped].map((row) => `| ${row.join(' | ')} |`);
}

/**
 * @param {string[][]} rows
 * @param {number[]} texts the columns that are text
 */
function aligned(rows, texts) {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        return texts.includes(i) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
