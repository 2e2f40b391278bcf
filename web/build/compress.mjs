// The compressed variants that stand beside each file, for a server that hands them out as they are.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * @typedef {import('../build.mjs').Output} Output
 * @typedef {Output & { variants: { name: string, content: Uint8Array }[], kept: string[] }} Compressed
 *   A file with its variants, and where in the cache these are kept.
 */

const compressible = new Set(['.html', '.js', '.css', '.wasm', '.svg', '.map']);

/** Of small blocks the program comes out smallest: what follows what in it changes quickly. */
const brotliSettings = {
  small: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_LGBLOCK]: constants.BROTLI_MIN_INPUT_BLOCK_BITS,
  },
  quick: { [constants.BROTLI_PARAM_QUALITY]: 4 },
};
const gzipSettings = { small: { level: 9 }, quick: { level: 4 } };

/** What was kept counts for as long as all this is the same. */
const settings = JSON.stringify([brotliSettings, gzipSettings]);

const methods = {
  /** @param {Uint8Array} content @param {'small' | 'quick'} aim */
  br: (content, aim) =>
    promisify(brotliCompress)(content, {
      params: { ...brotliSettings[aim], [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  /** @param {Uint8Array} content @param {'small' | 'quick'} aim */
  gz: (content, aim) => promisify(gzip)(content, gzipSettings[aim]),
};

/**
 * Compresses all that is text or code. The best brotli takes seconds for the program, so what was made
 * once of some content is kept.
 *
 * @param {Output[]} outputs
 * @param {string} cache
 * @param {'small' | 'quick'} aim
 * @returns {Promise<Compressed[]>}
 */
export async function compressAll(outputs, cache, aim) {
  await mkdir(cache, { recursive: true });
  return Promise.all(outputs.map((output) => compress(output, cache, aim)));
}

/**
 * @param {Output} output
 * @param {string} cache
 * @param {'small' | 'quick'} aim
 * @returns {Promise<Compressed>}
 */
async function compress(output, cache, aim) {
  if (!compressible.has(extname(output.name))) return { ...output, variants: [], kept: [] };
  const hash = createHash('sha256').update(settings).update(output.content).digest('hex');
  const made = await Promise.all(
    Object.entries(methods).map(async ([extension, method]) => {
      const kept = `${hash}.${aim}.${extension}`;
      const content = await keep(join(cache, kept), () => method(output.content, aim));
      return { kept, variant: { name: `${output.name}.${extension}`, content } };
    }),
  );
  return {
    ...output,
    variants: made.map(({ variant }) => variant),
    kept: made.map(({ kept }) => kept),
  };
}

/**
 * @param {string} path
 * @param {() => Promise<Uint8Array>} make
 */
async function keep(path, make) {
  const old = await readFile(path).catch(() => null);
  if (old) return old;
  const content = await make();
  await writeFile(path, content);
  return content;
}

/**
 * Forgets the variants of files that are no more.
 *
 * @param {string} cache
 * @param {Compressed[]} files
 */
export async function keptOnlyUsed(cache, files) {
  const used = new Set(files.flatMap(({ kept }) => kept));
  const old = (await readdir(cache)).filter((name) => /\.(br|gz)$/.test(name) && !used.has(name));
  await Promise.all(old.map((name) => rm(join(cache, name))));
}
