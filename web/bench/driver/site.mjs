// The pages of the peers: bundled, compressed and served, as their users would.

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import * as esbuild from 'esbuild';
import { peers } from '../peers/list.mjs';
import { bench, cache } from './places.mjs';
import { listen } from './server.mjs';

/**
 * @typedef {import('../peers/list.mjs').PeerFacts} PeerFacts
 * @typedef {import('./server.mjs').Served} Served
 */

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.data', 'application/octet-stream'],
]);

/** What peers load by themselves, beside their scripts. */
const assets = [
  '@sqlite.org/sqlite-wasm/dist/sqlite3.wasm',
  '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm',
  '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js',
  '@electric-sql/pglite/dist/pglite.wasm',
  '@electric-sql/pglite/dist/pglite.data',
  '@electric-sql/pglite/dist/initdb.wasm',
];

/**
 * Bundles the peers' pages and what is put into Hindsight's.
 *
 * @param {PeerFacts[]} chosen the peers whose packages are needed
 * @returns {Promise<{ folder: string, probe: string }>} where the pages are, and that script
 */
export async function buildSite(chosen) {
  const folder = join(cache, 'site');
  const packages = peers.flatMap((peer) => peer.package ?? []);
  const needed = chosen.flatMap((peer) => peer.package ?? []);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  /** @type {esbuild.BuildOptions} */
  const common = {
    absWorkingDir: bench,
    bundle: true,
    minify: true,
    target: 'es2022',
    logLevel: 'error',
  };
  await esbuild.build({
    ...common,
    entryPoints: ['page/main.ts', 'page/worker.ts'],
    format: 'esm',
    // PGlite asks for Node.js where there is one. A package that is not needed need not be there.
    external: ['node:*', ...packages.filter((name) => !needed.includes(name))],
    splitting: true,
    outdir: folder,
  });
  const probe = join(cache, 'hindsight.js');
  const page = ['page/hindsight.ts'];
  await esbuild.build({ ...common, entryPoints: page, format: 'iife', outfile: probe });
  await copyFile(join(bench, 'page/index.html'), join(folder, 'index.html'));
  for (const asset of assets.filter((path) => needed.some((name) => path.startsWith(name)))) {
    await copyFile(join(bench, 'node_modules', asset), join(folder, asset.replace(/.*\//, '')));
  }
  return { folder, probe };
}

/**
 * Serves a folder. The pages are isolated from other origins, as that makes the browser's clock finer.
 *
 * @param {string} folder
 * @returns {Promise<Served>}
 */
export async function serveSite(folder) {
  const files = new Map();
  for (const name of await readdir(folder)) {
    const content = await readFile(join(folder, name));
    files.set(`/${name}`, { content, small: await compressed(content) });
  }
  files.set('/', files.get('/index.html'));
  return listen(
    createServer(({ url = '/', headers }, response) => {
      const path = new URL(url, 'http://localhost').pathname;
      const file = files.get(path);
      if (!file) {
        response.writeHead(404).end();
        return;
      }
      const small = /\bbr\b/.test(String(headers['accept-encoding']));
      response.writeHead(200, {
        'content-type': types.get(extname(path) || '.html') ?? 'application/octet-stream',
        'content-length': (small ? file.small : file.content).length,
        ...(small && { 'content-encoding': 'br' }),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      response.end(small ? file.small : file.content);
    }),
  );
}

/**
 * The best brotli, which takes a minute for the largest peer and is kept.
 *
 * @param {Buffer} content
 */
async function compressed(content) {
  const folder = join(cache, 'brotli');
  await mkdir(folder, { recursive: true });
  const path = join(folder, createHash('sha256').update(content).digest('hex'));
  const kept = await readFile(path).catch(() => null);
  if (kept) return kept;
  const made = await promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  await writeFile(path, made);
  return made;
}
