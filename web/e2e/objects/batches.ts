import type { Page } from '@playwright/test';

/** What the page asked its engine for. */
export interface Asked {
  /** Batches of what a person waits for. */
  now: number;
  /** Batches of what can wait. */
  later: number;
  /** Questions in all of them. */
  questions: number;
  /** Bytes of all questions, as text. */
  bytes: number;
  /** The most batches that were under way at a time, in either lane. */
  most: number;
}

/** In the page: what is counted, kept up by what {@link countBatches} put around the worker. */
interface Counting {
  asked: Asked;
  /** Batches under way, by the ids of their messages. */
  underWay: Record<'now' | 'later', Set<string>>;
  /** How much later a batch reaches the engine than it is asked for, in milliseconds. */
  lateMs: number;
  /** When the last message went either way, on the page's clock. */
  last: number;
}

/** A call as it is posted to the worker. */
interface Call {
  id?: string;
  path?: string[];
  argumentList?: { value: unknown }[];
}

/** Has the page count the batches that it asks for, from its start on. Call it before the page is opened. */
export async function countBatches(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counting: Counting = {
      asked: { now: 0, later: 0, questions: 0, bytes: 0, most: 0 },
      underWay: { now: new Set(), later: new Set() },
      lateMs: 0,
      last: 0,
    };
    Object.assign(window, { counting });
    const replied = ({ data }: MessageEvent<Call>) => {
      counting.last = performance.now();
      for (const lane of ['now', 'later'] as const) counting.underWay[lane].delete(data.id ?? '');
    };
    // Heard before the page hears it: by then it may ask for the next one.
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', replied);
      }
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
      counting.last = performance.now();
      const { id, path, argumentList = [] } = message[0] as Call;
      const values = argumentList.map(({ value }) => value);
      const batch = textIn(values);
      if (id && batch !== null) {
        const lane = path?.[0] === 'ask' ? 'now' : 'later';
        const { asked, underWay } = counting;
        asked[lane]++;
        asked.questions += JSON.parse(batch).length;
        asked.bytes += batch.length;
        underWay[lane].add(id);
        asked.most = Math.max(asked.most, underWay[lane].size);
        if (counting.lateMs > 0) {
          setTimeout(
            () => (post as (...message: unknown[]) => void).apply(this, message),
            counting.lateMs,
          );
          return;
        }
      }
      return (post as (...message: unknown[]) => void).apply(this, message);
    };
    /** The batch among the arguments of a call; `null` when there is none. */
    function textIn(values: unknown[]): string | null {
      for (const value of values) {
        const { questions } = (value ?? {}) as { questions?: unknown };
        for (const text of [value, questions]) {
          if (typeof text === 'string' && text.startsWith('[{"')) return text;
        }
      }
      return null;
    }
  });
}

/** Has each batch take so much longer, in milliseconds: the engine of a log that is many times as long. */
export async function slowBatches(page: Page, lateMs: number): Promise<void> {
  await page.evaluate((lateMs) => {
    (window as unknown as { counting: Counting }).counting.lateMs = lateMs;
  }, lateMs);
}

/** Does something, and gives what the page asked until nothing went to the engine, or came from it, for a while. */
export async function askedWhile(page: Page, act: () => Promise<void>): Promise<Asked> {
  await quiet(page);
  await page.evaluate(() => {
    const { counting } = window as unknown as { counting: Counting };
    counting.asked = { now: 0, later: 0, questions: 0, bytes: 0, most: 0 };
  });
  await act();
  await quiet(page);
  return page.evaluate(() => (window as unknown as { counting: Counting }).counting.asked);
}

/** All that the page delays is delayed less than this, in milliseconds: afterwards nothing more is asked. */
const quietMs = 700;

async function quiet(page: Page): Promise<void> {
  await page.waitForFunction((quietMs) => {
    const { underWay, last } = (window as unknown as { counting: Counting }).counting;
    const waits = underWay.now.size + underWay.later.size > 0;
    return !waits && performance.now() - last > quietMs;
  }, quietMs);
}
