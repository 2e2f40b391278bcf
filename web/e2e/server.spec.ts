// The server as a person starts it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from './fixtures';

const program = join(import.meta.dirname, '../../hindsight');

test('the server says where the page is, serves it there, and stops cleanly', async ({ page }) => {
  const server = start('127.0.0.1:0');
  const said = await firstLine(server);
  const url = /Hindsight is at (\S+)/.exec(said)?.[1] ?? '';
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/?$/);
  await page.goto(url);
  await page.evaluate('hindsight.ready');
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});

test('an address in use is one clear line', async () => {
  const first = start('127.0.0.1:0');
  const [, address = ''] = /http:\/\/([^/\s]+)/.exec(await firstLine(first)) ?? [];
  const second = start(address);
  let said = '';
  second.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(second, 'close');
  expect(code).not.toBe(0);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).toContain(address);
  first.kill('SIGTERM');
  await once(first, 'exit');
});

test('the demonstration is JSON, with a state at an earlier moment', async () => {
  const demo = spawn(program, ['-demo']);
  let said = '';
  demo.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(demo, 'close');
  expect(code).toBe(0);
  const { events_stored, projections, temporal_query } = JSON.parse(said);
  expect(events_stored).toBe(8);
  expect(Object.keys(projections)).toEqual(
    expect.arrayContaining(['order_totals', 'user_activity', 'revenue', 'inventory']),
  );
  expect(Object.keys(temporal_query).length).toBeGreaterThan(1);
});

function start(address: string): ChildProcess {
  return spawn(program, { env: { ...process.env, ADDR: address } });
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the server has no output');
  const [chunk] = await once(stdout, 'data');
  return String(chunk).split('\n')[0] ?? '';
}
