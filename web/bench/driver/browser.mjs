// Chromium, as the browser tests start it.

import { chromium } from '@playwright/test';

/** @param {string} executablePath */
export function launch(executablePath) {
  return chromium.launch({
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
  });
}
