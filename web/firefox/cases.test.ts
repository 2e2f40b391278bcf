// The rules of own projections, as data, in Firefox's JavaScript: each case in a worker of its own.

import { after, before, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { assemble, runnerName } from '../src/definition/assemble';
import {
  allRuns,
  assertCame,
  type Came,
  come,
  type Judge,
  type Run,
} from '../src/definition/cases.support';
import { sandboxWith } from '../src/definition/realm.support';
import { launch } from './browser';

/** What the sandbox does, but that it is given the events beforehand, and says all that came of them. */
const script = sandboxWith(`const tell = postMessage.bind(globalThis);
  const { stringify } = JSON;
  globalThis.${runnerName} = (run) => {
    const { engine, takes, place, events } = given;
    let clock = 0;
    const now = () => (clock += takes);
    tell(stringify(come(define(run, { engine, place, now }), events)));
  };`);

/** A page that allows what the sandbox's allows, so that no code is made of text. */
const policy = "default-src 'none'; script-src 'sha256-none'; worker-src blob:";
const blank = `data:text/html,<meta http-equiv="Content-Security-Policy" content="${policy}">`;

let browser: Browser;
let page: Page;

before(async () => {
  browser = await launch();
  page = await browser.newPage();
  await page.goto(blank);
});

after(() => browser?.close());

for (const run of allRuns()) {
  if (run.one.diagnostics && !run.one.events) continue;
  test(run.title, async () => assertCame(run.one, await cameOf(run), asFirefoxHasIt));
}

/** A call's column is that of its arguments here, and errors of the language are worded otherwise. */
const asFirefoxHasIt: Judge = (path, actual) =>
  path.endsWith('.column')
    ? typeof actual === 'number'
    : path.endsWith('.message') && /^(Internal|Reference|Type)Error: /.test(String(actual));

async function cameOf({ one, engine, source, events }: Run): Promise<Came> {
  const parts = (place: object) => {
    const given = { engine, takes: one.takes ?? 0, place, events };
    return `const given = ${JSON.stringify(given)};\n${come}\n${script}`;
  };
  // Where the source begins is known once the script is there, and no line is added by saying it.
  const { place } = assemble(parts({}), source);
  const told = await page.evaluate(inWorker, assemble(parts(place), source).text);
  return JSON.parse(told);
}

/** In the page: runs a script in a worker, and gives what that tells first. */
function inWorker(text: string): Promise<string> {
  const worker = new Worker(URL.createObjectURL(new Blob([text])));
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
  }).finally(() => worker.terminate());
}
