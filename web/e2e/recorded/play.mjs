// Plays calls of the scripting API in a page, and says what came of each. The recorder and the test
// both go through this, so that what they compare was made in one way.

/**
 * A call: the member's name, as in `table` or `workspaces.list`, and its arguments as JSON. What JSON
 * has no value for is an object with a member `$`, which `decoded` below knows.
 *
 * @typedef {[name: string, ...args: unknown[]]} Call
 */

/**
 * What came of a call: an answer, or an error. What JSON has no value for is an object with a member
 * `$`, as in arguments.
 *
 * @typedef {{ answer: unknown } | { error: RecordedError }} Outcome
 */

/**
 * An error as it was thrown. `code` is `null` where it had none that is text. `details` are without
 * `got` and `want`, which are words of the message.
 *
 * @typedef {{ name: string, code: string | null, message: string, details: Record<string, unknown> }} RecordedError
 */

/**
 * Opens the page on the sample shop and fills its log: with the NDJSON, with nothing where that is
 * `''`, or not at all where it is `null`.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string | null} fill
 * @returns {Promise<void>}
 */
export async function openLog(page, fill) {
  await page.goto('/');
  await page.evaluate(async (log) => {
    await window.hindsight.ready;
    if (log === null) return;
    await window.hindsight.clear();
    if (log !== '') await window.hindsight.import(log);
  }, fill);
}

/**
 * Plays calls one after the other.
 *
 * @param {import('@playwright/test').Page} page
 * @param {Call[]} calls
 * @returns {Promise<Outcome[]>}
 */
export async function play(page, calls) {
  // As text both ways: Playwright has ways of its own with __proto__ and what JSON can't hold.
  return JSON.parse(await page.evaluate(playInPage, JSON.stringify(calls)));
}

/**
 * Runs in the page, so it can use nothing of this module.
 *
 * @param {string} text
 * @returns {Promise<string>}
 */
async function playInPage(text) {
  /** What handlers of `subscribe` were called with. */
  const handed = /** @type {unknown[]} */ ([]);
  let onHanded = () => {};
  /** @type {unknown} */
  let unsubscribe;

  const outcomes = [];
  for (const [name, ...args] of JSON.parse(text)) {
    try {
      outcomes.push({
        answer: await encoded(await called(name, await Promise.all(args.map(decoded)))),
      });
    } catch (error) {
      outcomes.push({ error: await recordedError(error) });
    }
  }
  return JSON.stringify(outcomes);

  /** @param {string} name @param {unknown[]} args */
  async function called(name, args) {
    if (name === '$handed') return handedSoFar(/** @type {number} */ (args[0]));
    if (name === '$unsubscribe') return /** @type {() => unknown} */ (unsubscribe)();
    const path = name.split('.');
    const last = /** @type {string} */ (path.pop());
    let owner = /** @type {any} */ (window.hindsight);
    for (const member of path) owner = owner[member];
    const answer = await (typeof owner[last] === 'function' ? owner[last](...args) : owner[last]);
    if (name === 'subscribe') unsubscribe = answer;
    return answer;
  }

  /** The events that handlers were called with, once there are so many. @param {number} count */
  async function handedSoFar(count) {
    while (handed.length < count) await new Promise((resolve) => (onHanded = () => resolve(null)));
    return handed.splice(0);
  }

  /** @param {any} value @returns {Promise<any>} */
  async function decoded(value) {
    if (Array.isArray(value)) return Promise.all(value.map(decoded));
    if (typeof value !== 'object' || value === null) return value;
    if (!('$' in value)) {
      const members = Object.entries(value).map(async ([name, of]) => [name, await decoded(of)]);
      return Object.fromEntries(await Promise.all(members));
    }
    switch (value.$) {
      case 'undefined':
        return undefined;
      case 'number': // NaN, Infinity
        return Number(value.text);
      case 'bigint':
        return BigInt(value.text);
      case 'symbol':
        return Symbol('symbol');
      case 'function':
        return () => 0;
      case 'handler':
        return (/** @type {unknown} */ event) => {
          handed.push(event);
          onHanded();
        };
      case 'cyclic': {
        const cyclic = /** @type {Record<string, unknown>} */ ({});
        cyclic.itself = cyclic;
        return cyclic;
      }
      case 'date':
        return new Date(value.text);
      case 'blob':
        return new Blob([value.text]);
      case 'buffer':
        return new TextEncoder().encode(value.text).buffer;
      case 'bytes':
        return new TextEncoder().encode(value.text);
      case 'aborted':
        return AbortSignal.abort();
      case 'workspace': {
        const all = await window.hindsight.workspaces.list();
        return all.find(({ name }) => name === value.named)?.id;
      }
    }
    throw new Error(`no such argument: ${JSON.stringify(value)}`);
  }

  /** @param {any} value @param {string} [name] @returns {Promise<any>} */
  async function encoded(value, name = '') {
    if (typeof value === 'string') return name === 'head' ? '<digest>' : masked(value);
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return { $: 'number', text: String(value) };
      return isMeasured(name) ? '<number>' : value;
    }
    if (value === undefined || typeof value === 'function') return { $: typeof value };
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Blob) return encodedBlob(value);
    if (Array.isArray(value)) return Promise.all(value.map((one) => encoded(one)));
    const members = Object.entries(value).map(async ([member, of]) => [
      member,
      await encoded(of, member),
    ]);
    return Object.fromEntries(await Promise.all(members));
  }

  /** A log file is bytes, which name the time of each append. @param {Blob} blob */
  async function encodedBlob(blob) {
    const { type } = blob;
    return type === '' ? { $: 'blob', type } : { $: 'blob', type, text: masked(await blob.text()) };
  }

  /** What differs from machine to machine, or from run to run. @param {string} name */
  function isMeasured(name) {
    const measured = [
      'bytes',
      'projectionBytes',
      'wasmMemory',
      'elapsedMs',
      'usage',
      'quota',
      'checkpoint',
    ];
    return measured.includes(name);
  }

  /** Without the times and the ids that were made while this ran. @param {string} said */
  function masked(said) {
    const isNow = (/** @type {number} */ time) => Math.abs(Date.now() - time) < 86_400_000;
    return said
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => (isNow(Date.parse(time)) ? '<now>' : time))
      .replace(/[\da-f]{8}-[\da-f]{4}-7[\da-f-]{21}/g, (id) =>
        isNow(Number.parseInt(id.replace('-', '').slice(0, 12), 16)) ? '<id>' : id,
      )
      .replace(/(?<![\da-f-])\d{3,10}-\d{3,10}-\d{3,10}(?![\da-f-])/g, '<workspace>');
  }

  /** @param {any} error */
  async function recordedError({ name, code, message, details = {} }) {
    const { got: _, want: __, ...facts } = details;
    return {
      name,
      code: typeof code === 'string' ? code : null,
      message: masked(message),
      details: await encoded(facts),
    };
  }
}
