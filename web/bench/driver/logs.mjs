// The logs, written by the generator and kept.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache, root } from './places.mjs';

/**
 * @typedef {object} Part The log up to some event, and what is asked about it.
 * @property {number} events
 * @property {number} ndjsonBytes
 * @property {number} csvBytes
 * @property {string} lastTime
 * @property {number[]} moments
 * @property {{ from: string, to: string }[]} ranges
 * @property {string[]} streams
 * @property {{ type: string, text: string }[]} filters
 *
 * @typedef {object} Log
 * @property {string[]} files The NDJSON and, where there is one, the CSV.
 * @property {Part[]} parts From the smallest to the whole.
 */

const run = promisify(execFile);

/** @type {Promise<string> | undefined} */
let built;

/** Builds the generator; its hash tells logs of one from those of another. */
async function generator() {
  const program = join(cache, 'generate');
  await mkdir(cache, { recursive: true });
  const source = './web/bench/generate';
  await run('go', ['build', '-trimpath', '-buildvcs=false', '-o', program, source], { cwd: root });
  return program;
}

/**
 * @param {{ events: number, seed: number, late: boolean, csv: boolean, parts: number[] }} plan
 * @returns {Promise<Log>}
 */
export async function prepareLog({ events, seed, late, csv, parts }) {
  built ??= generator();
  const program = await built;
  const hash = createHash('sha256').update(await readFile(program));
  const made = hash.update(JSON.stringify({ csv, parts })).digest('hex').slice(0, 12);
  const name = `${events}-seed${seed}${late ? '-late' : ''}-`;
  const logs = join(cache, 'logs');
  const folder = join(logs, name + made);
  if (!(await questionsIn(folder))) {
    await forget(logs, name);
    const flags = [`-late=${late}`, `-csv=${csv}`, `-parts=${parts}`];
    await run(program, [`-events=${events}`, `-seed=${seed}`, ...flags, `-out=${folder}`]);
  }
  const files = ['log.ndjson', ...(csv ? ['log.csv'] : [])].map((file) => join(folder, file));
  return { files, parts: await questionsIn(folder) };
}

/** @param {string} folder */
async function questionsIn(folder) {
  const text = await readFile(join(folder, 'questions.json'), 'utf8').catch(() => 'null');
  return JSON.parse(text);
}

/**
 * Logs are large: those of an older generator go.
 *
 * @param {string} logs
 * @param {string} name
 */
async function forget(logs, name) {
  await mkdir(logs, { recursive: true });
  const old = (await readdir(logs)).filter((folder) => {
    return folder.startsWith(name) && !folder.slice(name.length).includes('-');
  });
  await Promise.all(old.map((folder) => rm(join(logs, folder), { recursive: true })));
}
