// Records what came of the calls in the files under calls/: it plays them against a build that is
// served somewhere, and writes its answers and errors into the files in place of those that were there.
// What is there was recorded from the build before questions were declared once; record again only what
// was added, or against that build. A call that is new needs no answer before.
//
//   (in a checkout of that build)  make build && go build -o hindsight . && ADDR=127.0.0.1:8077 ./hindsight
//   (in web)  CHROMIUM=/path/to/chromium node e2e/recorded/record.mjs http://127.0.0.1:8077 [FILE.json ...]

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chromium } from '@playwright/test';
import { openLog, play } from './play.mjs';

const folder = join(import.meta.dirname, 'calls');
const [url, ...wanted] = process.argv.slice(2);
if (!url) throw new Error('say where the build is served: record.mjs http://127.0.0.1:8077');

const files = wanted.length > 0 ? wanted.map((path) => basename(path)) : await readdir(folder);
const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const file of files) {
  const path = join(folder, file);
  const { fill, recorded } = JSON.parse(await readFile(path, 'utf8'));
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await openLog(page, fill);
  const calls = recorded.map((/** @type {{ call: import('./play.mjs').Call }} */ { call }) => call);
  const outcomes = await play(page, calls);
  const lines = outcomes.map((outcome, i) => JSON.stringify({ call: calls[i], ...outcome }));
  const text = `{\n"fill": ${JSON.stringify(fill)},\n"recorded": [\n${lines.join(',\n')}\n]\n}\n`;
  await writeFile(path, text);
  console.log(`${file}: ${calls.length} calls, ${text.length} bytes`);
}
await browser.close();
