// Chromium, as the browser tests start it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** How long a profile's files are tried to be deleted while the browser still lets go of them. */
const again = { maxRetries: 10, retryDelay: 100 };

/** @param {string} executablePath */
export function launch(executablePath) {
  return chromium.launch(options(executablePath));
}

/**
 * A browser of one's own, with a new profile on the disk, as a person's is. In the private windows that Playwright opens by
 * itself there are no files: what a page writes lies in the memory of another process, and takes twice as long to read.
 *
 * @param {string} executablePath
 */
export async function openProfile(executablePath) {
  const folder = await mkdtemp(join(tmpdir(), 'hindsight-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...options(executablePath),
    viewport: { width: 1440, height: 900 },
  });
  const close = async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true, ...again });
  };
  return { context, close };
}

/** @param {string} executablePath */
function options(executablePath) {
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-gpu',
      // All peers' pages are open at the same time: none is to be slowed down for being behind another.
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      // A page has a process of its own, and none is kept for the next.
      '--disable-features=SpareRendererForSitePerProcess',
      // Pages and workers can be made to collect, before their memory is measured.
      '--js-flags=--expose-gc',
    ],
  };
}
