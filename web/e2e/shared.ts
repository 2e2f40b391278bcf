// Playwright's `test` for what needs no page of its own: the tests of a worker share one, and each gets
// it as it was at first. To open a page costs more than most tests do.

import type { Browser, Page } from '@playwright/test';
import { test as own, watch } from './fixtures';
import { becomeNew, type Look, noteTheHidden, restingLookOf } from './objects/look';
import { Playground } from './objects/playground';

export { expect, expectAccessible, watch } from './fixtures';

/** What a page does not get rid of again: the test after one that does it has another page. */
const lasting = [
  'addInitScript',
  'addScriptTag',
  'addStyleTag',
  'exposeBinding',
  'exposeFunction',
  'route',
  'goto',
  'reload',
  'goBack',
  'goForward',
  'close',
] as const;

/** The page that the tests of a worker share: on the sample shop, with the introduction put away. */
export class SharedPage {
  #page: Page | null = null;
  #complaints: string[] = [];
  #isSpoilt = false;
  /** How the page looked before the first test. */
  #first: Look | null = null;
  /** How many pages were opened so far. */
  opened = 0;

  constructor(
    private readonly browser: Browser,
    private readonly viewport: { width: number; height: number },
  ) {}

  /**
   * A page that is as new: the one there is if it can be made so, or another one.
   *
   * @param complaints gets what the page complains of from now on.
   */
  async enter(url: string, complaints: string[]): Promise<Page> {
    this.#complaints = complaints;
    const page = this.#page;
    if (page && this.#first && !this.#isSpoilt) {
      await page.setViewportSize(this.viewport);
      await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
      await page.context().clearPermissions();
      if (await becomeNew(page, this.#first)) return page;
    }
    await this.leave();
    return this.#open(url);
  }

  /** The next test gets another page. */
  spoil(): void {
    this.#isSpoilt = true;
  }

  /** Closes the page. */
  async leave(): Promise<void> {
    await this.#page?.context().close();
    this.#page = null;
  }

  async #open(url: string): Promise<Page> {
    this.opened++;
    this.#isSpoilt = false;
    const context = await this.browser.newContext({ viewport: this.viewport });
    const page = await context.newPage();
    this.#page = page;
    await watch(page, { push: (complaint) => this.#complaints.push(complaint) });
    const { introduction } = await Playground.open(page, url);
    await introduction.dismiss.click();
    this.#first = null;
    await becomeNew(page, null);
    this.#first = await restingLookOf(page);
    await noteTheHidden(page);
    for (const name of lasting) {
      const before = page[name] as (...given: unknown[]) => unknown;
      const spoiling = (...given: unknown[]) => {
        this.spoil();
        return before.apply(page, given);
      };
      Object.assign(page, { [name]: spoiling });
    }
    return page;
  }
}

/** Playwright's `test`, with a page that all tests of a worker share. */
export const test = own.extend<object, { shared: SharedPage }>({
  shared: [
    async ({ browser }, use) => {
      const shared = new SharedPage(browser, { width: 1440, height: 900 });
      await use(shared);
      await shared.leave();
    },
    { scope: 'worker' },
  ],
  page: async ({ shared, baseURL, complaints }, use, info) => {
    const page = await shared.enter(baseURL ?? '', complaints);
    await use(page);
    if (info.status !== info.expectedStatus) shared.spoil();
  },
  playground: async ({ page }, use) => {
    await use(new Playground(page));
  },
});
