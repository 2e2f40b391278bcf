// What every browser test stands on: a page that is watched, so that a test fails when the page
// complains of anything, whatever else the test was about.

import { test as base, expect, type Page, type Request } from '@playwright/test';
import axe from 'axe-core';
import { Playground } from './objects/playground';

export { expect };

interface Watched {
  /**
   * What the page complained of so far: console errors and warnings, uncaught errors, violations of
   * the Content-Security-Policy, requests that failed or left the page's origin. It has to be empty
   * at the end. A test that provokes a complaint checks it here, and takes it out.
   */
  complaints: string[];
  /** The page, open on the sample shop. */
  playground: Playground;
}

/** Playwright's `test`, with pages that are watched. */
export const test = base.extend<Watched>({
  // Wide enough for the list to have all its columns.
  viewport: { width: 1440, height: 900 },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what is needed.
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'the page complained').toEqual([]);
  },
  page: async ({ page, complaints }, use) => {
    await watch(page, complaints);
    await use(page);
  },
  playground: async ({ page }, use) => {
    await use(await Playground.open(page));
  },
});

/** Has `complaints` filled with all that goes wrong in the page and its workers. */
export async function watch(page: Page, complaints: Pick<string[], 'push'>): Promise<void> {
  page.on('console', (message) => {
    const serious = ['error', 'warning', 'assert'].includes(message.type());
    if (serious) complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error}`));
  page.on('requestfailed', (request) => {
    // Chromium never says that it has loaded a shared worker's script: to leave the page aborts it.
    if (/\/broker-\w+\.js$/.test(request.url())) return;
    complaints.push(`failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on('request', (request) => {
    if (leaves(page, request)) complaints.push(`left the page's origin: ${request.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (violation) => {
      console.error(`policy: ${violation.violatedDirective} refused ${violation.blockedURI}`);
    });
  });
}

/** Whether a request goes anywhere but to where the page came from; the test itself may navigate. */
function leaves(page: Page, request: Request): boolean {
  const { protocol, origin, hostname } = new URL(request.url());
  if (protocol === 'data:' || protocol === 'blob:') return false;
  if (request.isNavigationRequest()) return hostname !== '127.0.0.1';
  return origin !== new URL(page.url()).origin;
}

/** The rules that axe goes by. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** In the page: what axe finds by some rules. To tell what passed would take far longer. */
async function violationsOf(tags: string[]): Promise<axe.Result[]> {
  const { axe: inPage } = window as unknown as { axe: typeof axe };
  const { violations } = await inPage.run({
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
  });
  return violations;
}

/** Checks what is shown now against WCAG 2.1, levels A and AA, and against good practice. */
export async function expectAccessible(page: Page): Promise<void> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe.source);
  const violations = await page.evaluate(violationsOf, rules);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`),
  );
  expect(found, 'axe found').toEqual([]);
}
