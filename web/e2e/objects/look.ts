// How a page looks as a whole, so that one that was used can be told from a new one.

import { expect, type Page } from '@playwright/test';

/** Everything that a person, or a script, can find in a page; kept as text. */
export interface Look {
  /** All elements with their attributes, what fields hold, what has the focus and what is scrolled. */
  body: string;
  /** The attributes of the root, the title, what is kept in the browser, and the names that scripts have made. */
  around: string;
  /** The log, byte for byte. */
  log: string;
}

/** For so long, in milliseconds, what was done may still be drawn; then another page comes sooner. */
const patienceMs = 2_000;

/** What did not change for so long, in milliseconds, is as it stays. */
const restMs = 1_000;

/** What a test can do, and no one sees: it stays on a shared page. */
const unseen = ['axe'];

/**
 * Has a page remember when something is done that outlives what it was done in, and is not seen then: a
 * draft, causes that were asked for, members of data or idle time that were folded, a subscription.
 */
export async function noteTheHidden(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = () => Object.assign(window, { hindsightHasHidden: true });
    new MutationObserver((changes) => {
      const folded = changes.some(
        ({ type, target }) =>
          type === 'attributes' &&
          (target as Element).matches('[role=treeitem], .causes > [aria-expanded]'),
      );
      if (folded || document.querySelector('.append-form')) noted();
    }).observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['aria-expanded'],
    });
    const isFold = (target: EventTarget | null) =>
      (target as Element).closest('[aria-label="Fold idle time"]') !== null;
    document.addEventListener('click', ({ target }) => isFold(target) && noted(), true);
    document.addEventListener('keydown', ({ key }) => key === 'i' && noted(), true);
    const { hindsight } = window;
    window.hindsight = Object.freeze({
      ...hindsight,
      subscribe: (...given: Parameters<typeof hindsight.subscribe>) => {
        noted();
        return hindsight.subscribe(...given);
      },
    });
  });
}

/** Looks at a page. */
export function lookOf(page: Page): Promise<Look> {
  return page.evaluate(async (unseen) => {
    const parts: string[] = [];
    const digest = async (text: string) => {
      const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      return [...new Uint8Array(bytes)].join();
    };
    const nodes = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    );
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (!(node instanceof Element)) {
        // How long an answer took is another thing each time.
        if (!node.parentElement?.matches('.took')) parts.push(node.nodeValue ?? '');
        continue;
      }
      const { scrollTop, scrollLeft } = node;
      const { value = '', checked = '' } = node as Partial<HTMLInputElement>;
      // What is not open is placed anew, and some attributes are emptied in place of removed.
      const attributes = [...node.attributes]
        .filter(({ name }) => name !== 'style' || !node.matches('[popover]'))
        .filter(({ name, value }) => value !== '' || !['id', 'style'].includes(name))
        .map(({ name, value }) => `${name}=${value}`);
      const state = [value, checked, scrollTop, scrollLeft];
      parts.push(`<${node.tagName} ${attributes.sort().join(' ')}> ${state.join(' ')}`);
    }
    parts.push(document.activeElement?.id ?? '', `${scrollX} ${scrollY}`);
    const root = [...document.documentElement.attributes].map(
      ({ name, value }) => `${name}=${value}`,
    );
    const kept = [localStorage, sessionStorage].map((store) => JSON.stringify(store));
    const names = Object.keys(window).filter((name) => !unseen.includes(name));
    const log = await (await window.hindsight.export()).text();
    return {
      body: parts.join('\n'),
      around: [root, document.title, kept, names, Object.keys(navigator.clipboard)].join('\n'),
      log: await digest(log),
    };
  }, unseen);
}

/** Looks at a page once nothing changes in it any more. */
export async function restingLookOf(page: Page): Promise<Look> {
  let before = await lookOf(page);
  let since = Date.now();
  const rested = async () => {
    const now = await lookOf(page);
    if (!isSame(before, now)) since = Date.now();
    before = now;
    return Date.now() - since;
  };
  await expect.poll(rested, { intervals: [250] }).toBeGreaterThanOrEqual(restMs);
  return before;
}

function isSame(one: Look, other: Look): boolean {
  return one.body === other.body && one.around === other.around && one.log === other.log;
}

/**
 * Makes a page that was used as it was at first: the sample shop, nothing opened, nothing chosen.
 *
 * @param first how it has to look then; `null` when nobody knows yet.
 * @returns whether it does.
 */
export async function becomeNew(page: Page, first: Look | null): Promise<boolean> {
  // What is kept in the browser does not go by itself.
  if (first && (await lookOf(page)).around !== first.around) return false;
  const inFront = await page.locator('dialog[open], :popover-open, .tour').count();
  for (let n = 0; n < inFront; n++) await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  // A log that can't be emptied, as one that is still being imported, is nothing to start from.
  if (!(await page.evaluate(startAnew).catch(() => false))) return false;
  if (!first) return true;
  const looksNew = async () => isSame(await lookOf(page), first);
  const became = expect.poll(looksNew, { intervals: [20], timeout: patienceMs }).toBe(true);
  return became.then(
    () => true,
    () => false,
  );
}

/** In the page: has it forget what was done. @returns whether that was possible. */
async function startAnew(): Promise<boolean> {
  const shows = async (holds: () => boolean) => {
    for (let tries = 0; tries < 500; tries++) {
      if (holds()) return true;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return false;
  };
  const rows = () => document.querySelectorAll('#events tbody tr, [role=grid] tbody tr').length;
  const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
  press('[role=tab]');
  press('.filter-row [aria-controls][aria-expanded=true]');
  press('.segmented [type=radio]');
  press('.find-button[aria-expanded=true]');
  await window.hindsight.clear();
  if (!(await shows(() => rows() === 0))) return false;
  press('#sample-button');
  press('dialog[open] button.primary');
  if (!(await shows(() => rows() === 8))) return false;
  // Tab goes on from what had the focus last, though it has it no more: that is before all there is.
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.blur();
  // The page finds out in a microtask that the focus was let go, rather than lost.
  await null;
  start.remove();
  scrollTo(0, 0);
  return true;
}
