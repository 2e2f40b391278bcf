// The real server, as the build has made it, at any free port.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Served {
  url: string;
  end(): void;
}

export async function serve(): Promise<Served> {
  const server = spawn('../hindsight', {
    env: { ...process.env, ADDR: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(server.stdout)) {
    const url = /Hindsight is at (\S+)/.exec(line)?.[1];
    if (url) return { url, end: () => server.kill() };
  }
  throw new Error('the server did not say where it is');
}
