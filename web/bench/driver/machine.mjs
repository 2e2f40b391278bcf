// Where and with what it was measured.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { version } from 'node:process';
import { promisify } from 'node:util';
import { bench, root } from './places.mjs';

/**
 * @typedef {object} Facts
 * @property {string} date
 * @property {string} commit
 * @property {string} machine
 * @property {string} load How many processes wanted to run in the minute before: a busy machine measures badly.
 * @property {Record<string, string>} versions
 */

const run = promisify(execFile);

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {import('../peers/list.mjs').PeerFacts[]} peers
 * @returns {Promise<Facts>}
 */
export async function findFacts(browser, peers) {
  const go = await run('go', ['env', 'GOVERSION'], { cwd: root });
  const versions = {
    Chromium: browser.version(),
    Go: go.stdout.trim().replace(/^go/, ''),
    'Node.js': version.slice(1),
  };
  for (const peer of peers) {
    if (peer.package) Object.assign(versions, { [peer.package]: await versionOf(peer.package) });
  }
  const [core] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} cores of ${core?.model.trim()}, ${gib} GiB of memory, ${type()}`;
  const date = new Date().toISOString().slice(0, 10);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return { date, commit: await commit(), machine, load, versions };
}

/** @param {string} name */
async function versionOf(name) {
  const text = await readFile(join(bench, 'node_modules', name, 'package.json'), 'utf8');
  return JSON.parse(text).version;
}

async function commit() {
  try {
    const { stdout: hash } = await run('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root });
    const { stdout: changes } = await run('git', ['status', '--porcelain'], { cwd: root });
    return hash.trim() + (changes === '' ? '' : ' with changes');
  } catch {
    return 'unknown';
  }
}
