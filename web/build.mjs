// Builds the page: `node build.mjs` fills dist/ with all that a static host has to serve.
//
// Every name but index.html carries a hash of its content, so a host may let browsers keep it for
// ever. That sets the order: a file that names another one can only be made after it. The program
// comes first, then the workers, one of which names the program, and the page in which own projections
// run, then the page, which names these, then index.html, which names the page and its styles.
//
// With --dev the bundles are readable and have source maps, compression is quick instead of small,
// and the budget is only shown.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  bundle,
  bundleBroker,
  bundleEarly,
  bundlePage,
  bundleStyles,
  bundleWorker,
  firstView,
} from './build/bundle.mjs';
import { compressAll, keptOnlyUsed } from './build/compress.mjs';
import { compileProgram } from './build/program.mjs';
import { sandboxPage } from './build/sandbox.mjs';
import { overBudget, sizeTable } from './build/sizes.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const dist = join(web, 'dist');
const cache = join(web, '.cache');

/** What index.html says where it names a source, for the build to name what was made of it. */
const sources = {
  early: 'src="./src/early.ts"',
  styles: 'href="./styles/main.css"',
  page: 'src="./src/main.tsx"',
};

/**
 * @typedef {object} Output A file of dist/.
 * @property {string} name
 * @property {Uint8Array} content
 * @property {boolean} first Whether the first view loads it.
 */

/**
 * Makes everything in memory: nothing is written unless all of it could be made.
 *
 * @param {{ dev: boolean }} options
 * @returns {Promise<Output[]>}
 */
async function makeOutputs(options) {
  const program = await compileProgram(join(web, '..'), cache);
  const worker = await bundle(bundleWorker(web, program, options));
  const broker = await bundle(bundleBroker(web, options));
  const sandbox = await sandboxPage(web, options);
  const names = { worker: worker.entry, broker: broker.entry, sandbox: sandbox.name };
  const page = await bundle(bundlePage(web, names, options));
  const styles = await bundle(bundleStyles(web, options));
  const early = await bundle(bundleEarly(web, options));
  const html = await pageMarkup({
    early: early.entry,
    styles: styles.entry,
    page: page.entry,
  });
  return [
    { name: 'index.html', content: Buffer.from(html), first: true },
    { name: program.name, content: program.content, first: true },
    { ...sandbox, first: false },
    ...[early, page, styles, worker, broker].flatMap(firstView),
  ];
}

/** @param {Record<string, string>} made the name of what was made of each source */
async function pageMarkup(made) {
  let html = await readFile(join(web, 'index.html'), 'utf8');
  for (const [name, source] of Object.entries(sources)) {
    const times = html.split(source).length - 1;
    if (times !== 1) throw new Error(`index.html has ${source} ${times} times, want once`);
    const [attribute] = source.split('=');
    html = html.replace(source, `${attribute}="./${made[name]}"`);
  }
  return html;
}

/**
 * Replaces what dist/ held, except .gitkeep, which lets the server compile before the first build.
 *
 * @param {{ name: string, content: Uint8Array }[]} files
 */
async function fill(files) {
  await mkdir(dist, { recursive: true });
  const old = (await readdir(dist)).filter((name) => name !== '.gitkeep');
  await Promise.all(old.map((name) => rm(join(dist, name), { recursive: true })));
  await Promise.all(files.map(({ name, content }) => writeFile(join(dist, name), content)));
}

/**
 * @param {{ dev: boolean }} options
 * @returns {Promise<string[]>} what is over the budget, a sentence each
 */
export async function build(options) {
  const outputs = await makeOutputs(options);
  const compressed = await compressAll(outputs, cache, options.dev ? 'quick' : 'small');
  await fill([...outputs, ...compressed.flatMap((file) => file.variants)]);
  await keptOnlyUsed(cache, compressed);
  console.log(sizeTable(compressed));
  return overBudget(compressed);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const dev = argv.includes('--dev');
  try {
    const excesses = await build({ dev });
    for (const excess of excesses) console.error(`build: ${excess}`);
    if (excesses.length > 0 && !dev) exit(1);
  } catch (error) {
    console.error(`build: ${error instanceof Error ? error.message : error}`);
    exit(1);
  }
}
