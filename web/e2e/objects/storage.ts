// What is in the browser's file system, seen and changed from outside of the page.

import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { StoredEvent } from '../../src/engine/api';
import { Playground } from './playground';

/** A page of the same origin that runs nothing of ours: files can be changed behind the log's back. */
export async function outside<T>(
  context: BrowserContext,
  url: string,
  act: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  await page.goto(new URL('/nothing-is-here', url).href);
  try {
    return await act(page);
  } finally {
    await page.close();
  }
}

/** Closes a page, has `change` done to what it kept, and opens it in another tab, which may not get ready. */
export async function reopenAfter<T>(
  page: Page,
  change: (other: Page) => Promise<T>,
): Promise<{ reopened: Playground; changed: T }> {
  const [context, url] = [page.context(), page.url()];
  await page.close();
  const changed = await outside(context, url, change);
  const again = await context.newPage();
  await again.goto(url);
  return { reopened: new Playground(again), changed };
}

/** The bytes of the one workspace's log. */
export function logBytes(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const workspaces = await root.getDirectoryHandle('workspaces');
    for await (const id of workspaces.keys()) {
      const folder = await workspaces.getDirectoryHandle(id);
      const file = await (await folder.getFileHandle('log')).getFile();
      return [...new Uint8Array(await file.arrayBuffer())];
    }
    throw new Error('there is no workspace');
  });
}

/** Waits until no worker has a file any more: that of a closed tab may have it a moment longer. */
async function letGo(page: Page): Promise<void> {
  const areFree = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const workspaces = await root.getDirectoryHandle('workspaces');
      for await (const id of workspaces.keys()) {
        const folder = await workspaces.getDirectoryHandle(id);
        for await (const entry of folder.values()) {
          if (!(entry instanceof FileSystemFileHandle)) continue;
          try {
            await (await entry.createWritable({ keepExistingData: true })).abort();
          } catch (error) {
            if ((error as Error).name === 'NoModificationAllowedError') return false;
            throw error;
          }
        }
      }
      return true;
    });
  await expect.poll(areFree, 'the files are free').toBe(true);
}

/** Puts these bytes in place of the one workspace's log. */
export async function writeLogBytes(page: Page, bytes: number[]): Promise<void> {
  await letGo(page);
  await page.evaluate(async (content) => {
    const root = await navigator.storage.getDirectory();
    const workspaces = await root.getDirectoryHandle('workspaces');
    for await (const id of workspaces.keys()) {
      const folder = await workspaces.getDirectoryHandle(id);
      const file = await folder.getFileHandle('log');
      const writable = await file.createWritable();
      await writable.write(Uint8Array.from(content));
      await writable.close();
    }
  }, bytes);
}

/** Takes the log out of the one workspace, and what was derived from it. */
export async function takeLogAway(page: Page): Promise<void> {
  await letGo(page);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const workspaces = await root.getDirectoryHandle('workspaces');
    for await (const id of workspaces.keys()) {
      const folder = await workspaces.getDirectoryHandle(id);
      for (const name of ['log', 'tables']) await folder.removeEntry(name);
    }
  });
}

/** Takes all workspaces away. */
export async function takeAllAway(page: Page): Promise<void> {
  await letGo(page);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('workspaces', { recursive: true });
  });
}

/** Has a page find no file system, as in some private windows. */
export function refuseFiles(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    StorageManager.prototype.getDirectory = () =>
      Promise.reject(new DOMException('not in this window', 'SecurityError'));
  });
}

/** Expects positions and the versions of each stream to be 1, 2, 3 and so on, and no id to be there twice. */
export function expectWhole(events: StoredEvent[]): void {
  const versions = new Map<string, number>();
  // One expectation for all: thousands would take longer than what they look at.
  const wrong = events.filter(({ position, stream, version }, index) => {
    const next = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    return position !== index + 1 || version !== next;
  });
  expect(wrong, 'events out of place').toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size, 'ids').toBe(events.length);
}

/** Has a page append one event after the other, and tell of each that was acknowledged. */
export async function keepAppending(
  page: Page,
  options: { name: string; most: number; streams: string[] },
): Promise<string[]> {
  const acknowledged: string[] = [];
  await page.exposeFunction(`acknowledged_${options.name}`, (id: string) => {
    acknowledged.push(id);
  });
  await page.evaluate(({ name, most, streams }) => {
    const tell = (window as unknown as Record<string, (id: string) => Promise<void>>)[
      `acknowledged_${name}`
    ];
    const append = async () => {
      for (let n = 1; n <= most; n++) {
        const stream = streams[n % streams.length] ?? name;
        const event = { id: `${name}-${n}`, type: 'Kept', stream, data: { name, n } };
        const { events } = await window.hindsight.append(event);
        if (events[0]) await tell?.(events[0].id);
      }
    };
    Object.assign(window, { appending: append() });
  }, options);
  return acknowledged;
}
