// What the processes of pages take, as Linux counts it.

import { readFile } from 'node:fs/promises';

/**
 * The numbers of the processes that run pages of a browser.
 *
 * @param {import('@playwright/test').BrowserContext} context
 */
export async function renderers(context) {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) return [];
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  } finally {
    await session.detach();
  }
}

/**
 * Bytes that are a process's own; 0 where that can't be told.
 *
 * @param {number} id
 */
export async function ownBytes(id) {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  const counted = rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm);
  return [...counted].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}
