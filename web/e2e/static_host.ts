// A plain static host, of the kind that knows nothing of Hindsight: no headers, no compression, and
// the page in some folder of its own.

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';

const dist = join(import.meta.dirname, '../dist');

/** The types that any host knows. */
export const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** A host that was started, and where the page is in it. */
export interface StaticHost {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the built page at `folder`, which begins and ends with a slash, on a free port.
 *
 * @param known the types of files that the host knows, by the ends of their names.
 */
export async function startStaticHost(folder: string, known = types): Promise<StaticHost> {
  const server = createServer(async ({ url = '' }, response) => {
    const name = url === folder ? 'index.html' : basename(url);
    const content = url.startsWith(folder) && (await readFile(join(dist, name)).catch(() => null));
    if (!content) {
      response.writeHead(404).end();
      return;
    }
    const type = known[extname(name)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${folder}`, close: () => stopped(server) };
}

function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
}
