// The Go program: compiled, and named after its content.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @typedef {object} Program
 * @property {string} name The file's name in dist/.
 * @property {Uint8Array} content
 * @property {string} runtime The text of the toolchain's wasm_exec.js, which must be of the same
 *   version as the compiler.
 */

/**
 * Inlining makes code larger by an eighth, compressed. It is left to what runs a million times: the
 * core, and the parts of the library that the core leans on. The last pattern that fits counts.
 */
const inlining = [
  '-gcflags=all=-l',
  '-gcflags=hindsight/core/...=',
  '-gcflags=hindsight/core/command=-l',
  '-gcflags=hindsight/core/workspace=-l',
  '-gcflags=encoding/binary=', // what logs are written to files with
  '-gcflags=runtime=',
  '-gcflags=internal/bytealg=',
  '-gcflags=internal/byteorder=', // what hashing a text without the processor's help reads it with
  '-gcflags=internal/runtime/maps=',
  '-gcflags=internal/runtime/math=',
  '-gcflags=internal/runtime/atomic=',
  '-gcflags=internal/runtime/sys=',
  '-gcflags=internal/stringslite=',
  '-gcflags=hash/maphash=',
  '-gcflags=math/bits=',
  '-gcflags=strings=',
  '-gcflags=unicode/utf8=',
];

/**
 * Compiles ./wasm. The same sources give the same bytes wherever they lie, so the name, and with it
 * what browsers have kept, only changes when the program does: no paths, no commit in it.
 *
 * @param {string} module the folder of go.mod
 * @param {string} cache
 * @returns {Promise<Program>}
 */
export async function compileProgram(module, cache) {
  const out = join(cache, 'hindsight.wasm');
  await mkdir(cache, { recursive: true });
  await go(module, [
    'build',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags=-s -w',
    ...inlining,
    '-o',
    out,
    './wasm',
  ]);
  const content = await readFile(out);
  const goroot = (await go(module, ['env', 'GOROOT'])).trim();
  const runtime = await readFile(join(goroot, 'lib', 'wasm', 'wasm_exec.js'), 'utf8');
  return { name: `hindsight-${contentHash(content)}.wasm`, content, runtime };
}

/**
 * @param {string} directory
 * @param {string[]} args
 */
async function go(directory, args) {
  try {
    const options = { cwd: directory, env: { ...env, GOOS: 'js', GOARCH: 'wasm' } };
    return (await run('go', args, options)).stdout;
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new Error(`go ${args[0]} failed: ${stderr || message}`);
  }
}

/**
 * Eight capitals and digits, as the bundler writes its own hashes: the server knows by this form
 * which names may be cached for ever.
 *
 * @param {Uint8Array} content
 */
export function contentHash(content) {
  const hex = createHash('sha256').update(content).digest('hex');
  return BigInt(`0x${hex.slice(0, 10)}`)
    .toString(32)
    .toUpperCase()
    .padStart(8, '0');
}
