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

/** What a test can do, and no one sees: it stays on a shared page. `0` is the window of the sandbox's frame. */
const unseen = ['axe', 'hindsightHidden', '0'];

/** How a page was at first, and what was done that outlives what it was done in and is not seen then. */
interface Hidden {
  /** The title and the names that scripts have made, at first. */
  title: string;
  names: string[];
  /** Whether the form for any event was open, and so may have a draft in it. */
  draft: boolean;
  /** Whether idle time was folded or unfolded. */
  folding: boolean;
  /** Whether causes are asked for with each event that is opened. */
  causes: boolean;
  /** Whether members of data were folded or unfolded, which is not undone. */
  members: boolean;
  /** What ends each subscription. */
  subscriptions: (() => unknown)[];
}

/** Has a page remember what is done that is not seen later, so that it can be undone. */
export async function noteTheHidden(page: Page): Promise<void> {
  await page.evaluate(() => {
    const hidden: Hidden = {
      title: document.title,
      names: [],
      draft: false,
      folding: false,
      causes: false,
      members: false,
      subscriptions: [],
    };
    Object.assign(window, { hindsightHidden: hidden });
    hidden.names = Object.keys(window);
    new MutationObserver(() => {
      hidden.draft ||= document.querySelector('.append-form') !== null;
    }).observe(document.body, { childList: true, subtree: true });
    const note = (target: EventTarget | null, key: string) => {
      const within = (selector: string) => (target as Element).closest(selector);
      hidden.folding ||= key === 'i' || within('[aria-label="Fold idle time"]') !== null;
      const folding = ['', 'Enter', ' ', 'ArrowLeft', 'ArrowRight'].includes(key);
      hidden.members ||= folding && within('[role=treeitem][aria-expanded]') !== null;
      const causes = key === '' && within('.causes > [aria-expanded]:not([aria-haspopup])');
      if (causes) hidden.causes = causes.getAttribute('aria-expanded') === 'false';
    };
    document.addEventListener('click', ({ target }) => note(target, ''), true);
    document.addEventListener('keydown', ({ target, key }) => note(target, key), true);
    const { hindsight } = window;
    window.hindsight = Object.freeze({
      ...hindsight,
      subscribe: async (...given: Parameters<typeof hindsight.subscribe>) => {
        const end = await hindsight.subscribe(...given);
        hidden.subscriptions.push(end);
        return end;
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
        // How long an answer took is another thing each time, and what was done last as well.
        if (node.nodeValue && !node.parentElement?.closest('.took, footer [role=status]'))
          parts.push(node.nodeValue);
        continue;
      }
      // Once something was run in it, the sandbox's frame stays.
      if (node.matches('iframe')) continue;
      const { scrollTop, scrollLeft } = node;
      const { value = '', checked = '' } = node as Partial<HTMLInputElement>;
      // Panes are numbered as they are opened, what is not open is placed anew, and some attributes are
      // emptied in place of removed.
      const attributes = [...node.attributes]
        .filter(({ name }) => name !== 'style' || !node.matches('[popover]'))
        .filter(({ name, value }) => value !== '' || !['id', 'style'].includes(name))
        .map(({ name, value }) => `${name}=${value.replace(/\bpane-\d+/g, 'pane')}`);
      const state = [value, checked, scrollTop, scrollLeft];
      parts.push(`<${node.tagName} ${attributes.sort().join(' ')}> ${state.join(' ')}`);
    }
    parts.push(document.activeElement?.id ?? '', `${scrollX} ${scrollY}`);
    const root = [...document.documentElement.attributes]
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}=${value}`);
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
  const { hindsightHidden: hidden } = window as unknown as { hindsightHidden?: Hidden };
  if (hidden) {
    // One that other workspaces were made in is not worth it.
    const workspaces = await window.hindsight.workspaces.list();
    if (hidden.members || workspaces.length > 1) return false;
    press('.causes > [aria-expanded=true]:not([aria-haspopup])');
    if (hidden.causes) return false;
    for (const end of hidden.subscriptions.splice(0)) end();
    for (const name of Object.keys(window))
      if (!hidden.names.includes(name) && name !== 'axe') Reflect.deleteProperty(window, name);
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
    const [only] = workspaces;
    const name = hidden.title.replace(/ · Hindsight$/, '');
    if (only && only.name !== name) await window.hindsight.workspaces.rename(only.id, name);
    // What was typed and is nothing yet, or no time at all.
    for (const field of document.querySelectorAll<HTMLInputElement>(
      ':is(#as-of, #search-events, .bound input)[aria-invalid=true]',
    )) {
      field.value = '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }
    const pace = document.querySelector<HTMLSelectElement>('select[aria-label=Pace]');
    if (pace) pace.selectedIndex = 0;
    pace?.dispatchEvent(new Event('change'));
    for (const dismiss of document.querySelectorAll<HTMLElement>('.alerts .alert button'))
      dismiss.click();
    const splitter = '.splitter[aria-label="Width of the list of events"]';
    document.querySelector(splitter)?.dispatchEvent(new MouseEvent('dblclick'));
    const hasPanes = document.querySelector('[aria-label^="Pane 1:"]') !== null;
    if (hidden.folding || hasPanes || location.hash.includes('idle=')) {
      // A bare address is gone to as the usual view, and filled in once that is shown.
      location.hash = '';
      if (!(await shows(() => location.hash !== ''))) return false;
    }
    localStorage.removeItem('hindsight-pane-widths');
    for (const { name } of await window.hindsight.definitions()) await window.hindsight.drop(name);
    press('.writing [aria-label="Close, and keep the draft"]');
    press('.dropped button:last-child');
    for (const name of Object.keys(localStorage))
      if (/^hindsight-(draft|form)-/.test(name)) localStorage.removeItem(name);
    if ('hindsight-theme' in localStorage) {
      const radios = '.theme-menu [type=radio]';
      press('[aria-label=Theme][aria-haspopup]');
      if (!(await shows(() => document.querySelector(radios) !== null))) return false;
      // The first is that of the system.
      press(radios);
      press('[aria-label=Theme][aria-haspopup]');
      if (!(await shows(() => document.querySelector(radios) === null))) return false;
    }
    hidden.folding = false;
  }
  press('[role=tab]');
  press('.filter-row [aria-controls][aria-expanded=true]');
  press('.segmented [type=radio]');
  press('.find-button[aria-expanded=true]');
  await window.hindsight.clear();
  if (!(await shows(() => rows() === 0))) return false;
  press('#sample-button');
  press('dialog[open] button.primary');
  if (!(await shows(() => rows() === 8))) return false;
  if (hidden?.draft) {
    press('.commands .raw');
    if (!(await shows(() => document.querySelector('.append-form') !== null))) return false;
    for (const field of document.querySelectorAll<HTMLInputElement>(
      '.append-form :is(input, textarea, select)',
    )) {
      if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
      // The first of the two long ones is for data.
      else field.value = field.matches('.append-form > .field:has(+ .fields) textarea') ? '{}' : '';
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input'));
    }
    press('.append-form .quiet');
    if (!(await shows(() => document.querySelector('.append-form') === null))) return false;
    hidden.draft = false;
  }
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
