// The bundles: what esbuild makes of the worker, the page and the styles.

import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * @typedef {import('./program.mjs').Program} Program
 * @typedef {{ name: string, content: Uint8Array }} BundledFile
 *
 * @typedef {object} Bundle
 * @property {string} entry The name of the file in dist/ that the first entry became.
 * @property {BundledFile[]} files All files that were made.
 * @property {Set<string>} loaded The names of those that come with the entry, without being asked
 *   for by an `import()`.
 */

/**
 * What all bundles have in common. Nothing is written: the build does that when all has gone well.
 *
 * @param {string} web
 * @param {{ dev: boolean }} options
 * @returns {esbuild.BuildOptions}
 */
function common(web, { dev }) {
  return {
    absWorkingDir: web,
    bundle: true,
    write: false,
    metafile: true,
    outdir: join(web, 'dist'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    target: 'es2022',
    format: 'esm',
    charset: 'utf8',
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    logLevel: 'warning',
  };
}

/**
 * @param {string} web
 * @param {Program} program
 * @param {{ dev: boolean }} options
 */
export function bundleWorker(web, program, options) {
  return {
    ...common(web, options),
    entryPoints: ['src/engine/worker.ts'],
    define: { __WASM_URL__: JSON.stringify(`./${program.name}`) },
    plugins: [goRuntime(program)],
  };
}

/**
 * @param {string} web
 * @param {{ dev: boolean }} options
 */
export function bundleBroker(web, options) {
  return { ...common(web, options), entryPoints: ['src/engine/broker.ts'] };
}

/**
 * The page, and beside it what it loads when that is opened.
 *
 * @param {string} web
 * @param {{ worker: string, broker: string, sandbox: string }} names the names of the files that it starts
 * @param {{ dev: boolean }} options
 */
export function bundlePage(web, { worker, broker, sandbox }, options) {
  return {
    ...common(web, options),
    entryPoints: ['src/main.tsx', 'src/editor/editor.ts'],
    splitting: true,
    define: {
      __WORKER_URL__: JSON.stringify(`./${worker}`),
      __BROKER_URL__: JSON.stringify(`./${broker}`),
      __SANDBOX_URL__: JSON.stringify(`./${sandbox}`),
    },
  };
}

/**
 * What comes before the first paint. No module: those wait until the page is read.
 *
 * @param {string} web
 * @param {{ dev: boolean }} options
 * @returns {esbuild.BuildOptions}
 */
export function bundleEarly(web, options) {
  return { ...common(web, options), format: 'iife', entryPoints: ['src/early.ts'] };
}

/**
 * A script that is a text in another file, and so has no file of its own.
 *
 * @param {string} web
 * @param {string} source
 * @param {Record<string, string>} define
 * @param {{ dev: boolean }} options
 * @returns {esbuild.BuildOptions}
 */
export function bundleScript(web, source, define, options) {
  return {
    ...common(web, options),
    format: 'iife',
    sourcemap: false,
    entryPoints: [source],
    define,
  };
}

/**
 * @param {string} web
 * @param {{ dev: boolean }} options
 * @returns {esbuild.BuildOptions}
 */
export function bundleStyles(web, options) {
  return {
    ...common(web, options),
    entryPoints: ['styles/main.css'],
    loader: { '.svg': 'file', '.woff2': 'file' },
  };
}

/**
 * Lets the worker import the Go toolchain's own runtime as if it were one of ours.
 *
 * @param {Program} program
 * @returns {esbuild.Plugin}
 */
function goRuntime(program) {
  const name = 'virtual:wasm_exec';
  return {
    name,
    setup(build) {
      build.onResolve({ filter: /^virtual:wasm_exec$/ }, () => ({ path: name, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({
        contents: program.runtime,
        loader: 'js',
      }));
    },
  };
}

/**
 * @param {esbuild.BuildOptions} options
 * @returns {Promise<Bundle>}
 */
export async function bundle(options) {
  const { outputFiles = [], metafile } = await esbuild.build(options);
  const outputs = metafile?.outputs ?? {};
  const [first] = /** @type {string[]} */ (options.entryPoints);
  // What is asked for by an `import()` counts as an entry, too.
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === first);
  if (!entry) throw new Error(`bundling ${options.entryPoints} made no entry`);
  if (outputs[entry]?.cssBundle) {
    throw new Error(`${options.entryPoints} imports a style sheet: name it in styles/main.css`);
  }
  const files = outputFiles.map(({ path, contents }) => ({
    name: basename(path),
    content: contents,
  }));
  return { entry: basename(entry), files, loaded: comesWith(entry, outputs) };
}

/**
 * @param {string} entry
 * @param {esbuild.Metafile['outputs']} outputs
 */
function comesWith(entry, outputs) {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import' && next in outputs) reached.add(next);
    }
  }
  return new Set([...reached].map((path) => basename(path)));
}

/**
 * A bundle's files, each with whether the first view loads it.
 *
 * @param {Bundle} made
 */
export function firstView({ files, loaded }) {
  return files.map((file) => ({ ...file, first: loaded.has(file.name) }));
}
