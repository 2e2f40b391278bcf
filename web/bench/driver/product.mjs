// Hindsight as it is shipped: the real server, and the way to it.

import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import { createInterface } from 'node:readline';
import { listen } from './server.mjs';

/** @typedef {import('./server.mjs').Served} Served */

/**
 * Starts a server, which has its page in it.
 *
 * @param {string} program
 * @returns {Promise<Served>}
 */
export async function startProduct(program) {
  const server = spawn(program, {
    env: { ...process.env, ADDR: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.on('exit', resolve).on('error', resolve));
  const close = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  const url = await Promise.race([announced(server.stdout), ended.then(() => '')]);
  if (url === '') throw new Error(`${program} ended before it said where it is`);
  return { url, close };
}

/** @param {import('node:stream').Readable} output */
async function announced(output) {
  for await (const line of createInterface({ input: output })) {
    const [, url] = line.match(/Hindsight is at (\S+)/) ?? [];
    if (url) return url;
  }
  return '';
}

/**
 * Serves what the server says, unchanged but for two headers: they isolate the page from other
 * origins, which makes the browser's clock as fine as in the peers' pages.
 *
 * @param {string} url
 */
export function finerClock(url) {
  return listen(
    createServer((asked, response) => {
      const { host } = new URL(url);
      const options = { method: asked.method, headers: { ...asked.headers, host } };
      const forwarded = request(new URL(asked.url ?? '/', url), options, (answer) => {
        response.writeHead(answer.statusCode ?? 502, {
          ...answer.headers,
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        });
        answer.pipe(response);
      });
      forwarded.on('error', () => response.writeHead(502).end());
      asked.pipe(forwarded);
    }),
  );
}
