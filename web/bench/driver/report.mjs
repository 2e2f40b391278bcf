// The results as people read them.

import { works } from './works.mjs';

/**
 * @typedef {import('./machine.mjs').Facts} Facts
 * @typedef {import('./options.mjs').Options} Options
 * @typedef {import('./results.mjs').Row} Row
 * @typedef {import('./budgets.mjs').Line} Line
 *
 * @typedef {object} Report
 * @property {Facts} facts
 * @property {Options} options
 * @property {{ events: number, bytes: number }[]} logs
 * @property {Line[]} lines What is promised, and what else is asked of it, of the largest log.
 * @property {Row[]} rows
 */

const columns = ['work', 'who', 'p50', 'p99', 'samples', '× Hindsight', ''];
const texts = [0, 1, 6];

/** @param {Report} report */
export function markdown(report) {
  const lines = lineCells(report);
  const target = report.options.brief ? 'bench-page' : 'bench';
  const all = [
    '# Measured',
    '',
    `What \`make ${target}\` has printed. Each answer of a peer was compared with Hindsight’s: a row of numbers`,
    'is a row of the same answers. p99 of fewer than 100 samples is the slowest.',
    '',
    ...heading(report),
    '',
    `## What is promised, with ${largest(report)}`,
    '',
    ...table(lines, lineTexts(lines)),
    '',
    ...sections(report).flatMap(({ title, rows }) => [
      `## ${title}`,
      '',
      ...table([columns, ...rows], texts),
      '',
    ]),
    '## Who',
    '',
    ...report.options.peers.map(({ title, how }) => `- **${title}**: ${how}.`),
    '',
  ];
  return all.join('\n');
}

/** @param {Report} report */
export function text(report) {
  const lines = lineCells(report);
  const shown = report.options.brief ? failures(report) : sections(report);
  return [
    ...heading(report),
    '',
    `with ${largest(report)}`,
    ...aligned(lines, lineTexts(lines)),
    ...shown.flatMap(({ title, rows }) => ['', title, ...aligned([columns, ...rows], texts)]),
  ].join('\n');
}

/** @param {Report} report */
function largest({ logs }) {
  const last = logs.at(-1);
  return last ? sizeOf(last) : 'no log';
}

/** @param {Report['logs'][number]} log */
function sizeOf({ events, bytes }) {
  return `${count(events)} events, ${(bytes / events).toFixed(0)} bytes each`;
}

/** @param {Report} report */
function sections(report) {
  return [
    ...report.logs.map((log) => ({ title: sizeOf(log), rows: cellsOf(report, log.events) })),
    {
      title: 'Downloads, compressed with brotli, from this machine, with nothing in the cache',
      rows: cellsOf(report, 0),
    },
  ];
}

/** What a short report has to say all the same. @param {Report} report */
function failures(report) {
  const rows = sections({ ...report, rows: report.rows.filter(({ failure }) => failure) });
  return rows.filter(({ rows }) => rows.length > 0);
}

/** @param {Report} report */
function lineCells({ lines, options }) {
  const shown = options.peers.filter(({ name }) => lines.some(({ values }) => name in values));
  const plain = shown.some(({ name }) => name === 'plain');
  return [
    ['', 'unit', ...shown.map(({ title }) => title), ...(plain ? ['× plain'] : []), 'budget', ''],
    ...lines.map(({ title, unit, values, budget, held }) => [
      title,
      unit,
      ...shown.map(({ name }) => cell(values[name])),
      ...(plain ? [cell((values.hindsight ?? Number.NaN) / (values.plain ?? Number.NaN))] : []),
      budget,
      held === null ? '' : held ? 'held' : 'MISSED',
    ]),
  ];
}

/** The columns that are text. @param {string[][]} lines */
function lineTexts([head = []]) {
  return [0, 1, head.length - 2, head.length - 1];
}

/** @param {number | undefined} value */
function cell(value) {
  return value === undefined || Number.isNaN(value) ? '' : short(value);
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
      return row ? [[unit === '' ? title : `${title} (${unit})`, peer.title, ...numbers(row)]] : [];
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
 * @param {string[][]} rows the head first
 * @param {number[]} texts the columns that are text
 */
function table([head = [], ...rows], texts) {
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
