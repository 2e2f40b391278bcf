// A peer, or Hindsight, in a page of its own.

import { openProfile } from './browser.mjs';
import { ownBytes, renderers } from './memory.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('../page/work').Work} Work
 * @typedef {import('../page/work').Timed} Timed
 * @typedef {import('../page/work').ProductBench} ProductBench
 * @typedef {import('../peers/list.mjs').PeerFacts} PeerFacts
 * @typedef {import('../peers/peer').LoggedEvent} LoggedEvent
 * @typedef {import('./logs.mjs').Log} Log
 * @typedef {import('./logs.mjs').Part} Part
 *
 * @typedef {object} Address Where a page is.
 * @property {string} url
 * @property {string} [script] What is put into it.
 */

/** Whatever takes longer than this has failed. */
const patience = 15 * 60_000;

export class Participant {
  /** @type {Awaited<ReturnType<typeof openProfile>> | undefined} */
  #profile;
  /** @type {Page | undefined} */
  #page;
  /** One of them has the page. @type {number[]} */
  #processes = [];

  /**
   * @param {string} chromium the program
   * @param {PeerFacts} facts
   * @param {Address} address
   */
  constructor(chromium, facts, address) {
    this.chromium = chromium;
    this.facts = facts;
    this.address = address;
  }

  /** Whether it is Hindsight, in its real page. */
  get product() {
    return this.facts.runs === 'product';
  }

  get page() {
    if (!this.#page) throw new Error(`${this.facts.title} has no page`);
    return this.#page;
  }

  /** The part of a log that it is given. @param {Log} log */
  part({ parts }) {
    const most = this.facts.most ?? Number.POSITIVE_INFINITY;
    const part = parts.filter(({ events }) => events <= most).at(-1);
    if (!part) throw new Error('there are fewer events than it takes');
    return part;
  }

  /**
   * Opens a page that knows nothing yet.
   *
   * @param {(page: Page) => void} [watch] is called before the page loads
   * @returns the milliseconds until it could be asked
   */
  async open(watch) {
    await this.close();
    this.#profile = await openProfile(this.chromium);
    const { context } = this.#profile;
    this.#page = await context.newPage();
    if (this.address.script) await this.#page.addInitScript({ path: this.address.script });
    watch?.(this.#page);
    await this.#page.goto(this.address.url);
    this.#processes = await renderers(context);
    return this.#opened();
  }

  /** Loads the page again. @returns the milliseconds until it could be asked */
  async reload() {
    await this.page.reload();
    return this.#opened();
  }

  #opened() {
    return this.#wait(this.page.evaluate(() => window.bench.open()));
  }

  async close() {
    await this.#profile?.close();
    this.#profile = undefined;
    this.#page = undefined;
  }

  /**
   * Loads a log into a fresh page.
   *
   * @param {Log} log
   */
  async load(log) {
    const part = this.part(log);
    await this.open();
    const { page } = this;
    const input = await page.evaluateHandle(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.multiple = true;
      input.hidden = true;
      return document.body.appendChild(input);
    });
    await input.setInputFiles(this.facts.csv ? log.files : log.files.slice(0, 1));
    const cut = [part.ndjsonBytes, part.csvBytes];
    const loaded = await this.#wait(
      page.evaluate(
        ([input, cut]) => window.bench.load(input, cut),
        /** @type {const} */ ([input, cut]),
      ),
    );
    if (loaded.events !== part.events) {
      throw new Error(`it has ${loaded.events} events, not ${part.events}`);
    }
    return loaded;
  }

  /**
   * @param {Work} work
   * @param {unknown[]} questions
   * @param {number} budgetMs
   * @returns {Promise<Timed[]>}
   */
  ask(work, questions, budgetMs) {
    return this.#wait(
      this.page.evaluate(
        ({ work, questions, budgetMs }) => window.bench.ask(work, questions, budgetMs),
        { work, questions, budgetMs },
      ),
    );
  }

  /**
   * @param {Work} work
   * @param {unknown} question
   */
  answer(work, question) {
    return this.page.evaluate(({ work, question }) => window.bench.answer(work, question), {
      work,
      question,
    });
  }

  /** Has Hindsight answer as if it had but so many events. @param {number} events */
  answerUntil(events) {
    return this.bench(async (bench, events) => bench.answerUntil(events), events);
  }

  /** @param {LoggedEvent[]} events */
  append(events) {
    return this.#wait(this.page.evaluate((events) => window.bench.append(events), events));
  }

  /**
   * Asks what only Hindsight's page can be asked.
   *
   * @template A, T
   * @param {(bench: ProductBench, argument: A) => Promise<T>} ask runs in the page
   * @param {A} argument
   * @returns {Promise<T>}
   */
  bench(ask, argument) {
    const text = `(${ask})(window.bench, ${JSON.stringify(argument)})`;
    return this.#wait(this.page.evaluate(text));
  }

  /** Bytes of its page's process, and of the linear memory in it, after a collection. */
  async memory() {
    await this.page.evaluate('gc()');
    for (const worker of this.page.workers()) await worker.evaluate('gc()');
    const linear = await this.#wait(this.page.evaluate(() => window.bench.linearMemory()));
    const own = await Promise.all(this.#processes.map(ownBytes));
    return { bytes: Math.max(0, ...own), linear };
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  async #wait(promise) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('it took more than a quarter of an hour')),
        patience,
      );
    });
    try {
      return /** @type {T} */ (await Promise.race([promise, late]));
    } finally {
      clearTimeout(timer);
    }
  }
}
