import * as Comlink from 'comlink';
import { errorFrom, stopped } from './errors';
import {
  type EngineWorker,
  isError,
  type News,
  type OpenedLog,
  type OwnEngineWorker,
} from './protocol';

/** Calls under way are rejected with this when another engine takes over: they are asked again there. */
export const handedOver = Symbol('handed over');

/** Why a connection ended: a sentence, or that another engine takes over. */
export type Ending = string | typeof handedOver;

/** Why a log is only looked at and can't be written, and when it was as it is shown. */
export interface Looking {
  reason: string;
  asOf: Date;
}

/** A way to ask an engine, until it ends. */
export class Connection<E extends EngineWorker = EngineWorker> {
  #waiting = new Set<(reason: unknown) => void>();
  #watch = new AbortController();
  #ending: Ending | null = null;
  /** Whether any message came since the last check for silence. */
  #spoke = false;
  #engine: E;
  #hearers = new Set<(news: News) => void>();

  /**
   * @param port where the engine is asked: a worker of the page's own, or a way to another tab's.
   * @param onEnd called once, when it ends by itself.
   * @param looking whether the engine has the log only to look at.
   */
  constructor(
    private readonly port: Worker | MessagePort,
    private readonly onEnd: (ending: Ending) => void,
    readonly looking: Looking | null = null,
  ) {
    // All of its methods are asynchronous already: the wrapper's type would only blur their answers.
    this.#engine = Comlink.wrap(port) as unknown as E;
    (port as EventTarget).addEventListener('message', (message) =>
      this.#hear(message as MessageEvent),
    );
  }

  /** Whether it can still be asked. */
  get alive(): boolean {
    return this.#ending === null;
  }

  /** Asks the engine. Rejects with `engine_stopped`, or {@link handedOver}, when it ends before it answers. */
  use<T>(ask: (engine: E) => Promise<T>): Promise<T> {
    if (this.#ending !== null) return Promise.reject(rejection(this.#ending));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      ask(this.#engine)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** Calls `hearer` with all news until the connection ends. News and answers come in the order they were sent. */
  onNews(hearer: (news: News) => void): void {
    this.#hearers.add(hearer);
  }

  /** An engine can end without an event (closed, or out of memory); its lock is then free. */
  watchFor(lock: string, ending: Ending): void {
    const { signal } = this.#watch;
    navigator.locks?.request(lock, { signal }, () => this.end(ending)).catch(() => {});
  }

  /**
   * Ends the connection to an engine that hangs, or whose tab the browser has put to sleep: one that is asked
   * something, is silent for `afterMs`, is then greeted, and is silent for as long again.
   */
  endWhenSilent(afterMs: number, ending: Ending): void {
    let greeted = false;
    const timer = setInterval(() => {
      const silent = this.#waiting.size > 0 && !this.#spoke;
      this.#spoke = false;
      if (silent && greeted) this.end(ending);
      else if (silent) this.#engine.meet('');
      greeted = silent;
    }, afterMs);
    this.#watch.signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** It has ended by itself. */
  end(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#finish(ending);
    this.onEnd(ending);
  }

  /** Ends it. Calls under way are rejected; `onEnd` is not called. */
  close(reason = 'it was closed'): void {
    if (this.#ending === null) this.#finish(reason);
  }

  /** Answers come on the same port as news. What comes after the end is ignored. */
  #hear({ data }: MessageEvent<object>): void {
    this.#spoke = true;
    if (this.#ending !== null || !('news' in data)) return;
    for (const hearer of this.#hearers) hearer(data as News);
  }

  #finish(ending: Ending): void {
    this.#ending = ending;
    this.#watch.abort();
    if (this.port instanceof MessagePort) this.port.close();
    else this.port.terminate();
    for (const reject of this.#waiting) reject(rejection(ending));
    this.#waiting.clear();
  }
}

function rejection(ending: Ending): unknown {
  return ending === handedOver ? handedOver : stopped(ending);
}

/** A name for a lock that nobody else has. */
export function ownLock(of: string): string {
  return `hindsight-${of}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}

/** Starts a worker of this page's own, and the Go program in it. Rejects when that does not succeed. */
export async function startWorker(
  onEnd: (ending: Ending) => void,
): Promise<Connection<OwnEngineWorker>> {
  const worker = new Worker(new URL(__WORKER_URL__, import.meta.url), { type: 'module' });
  const connection = new Connection<OwnEngineWorker>(worker, onEnd);
  worker.onerror = (event) => {
    event.preventDefault();
    connection.end(event.message || 'its script could not be loaded or failed');
  };
  worker.onmessageerror = () => connection.end('it sent what can’t be read');
  connection.onNews((news) => {
    if (news.news === 'stopped') connection.end(news.reason);
  });
  const lock = ownLock('engine');
  const failure = await connection.use((engine) => engine.start(lock));
  if (failure) {
    connection.close();
    throw stopped(failure);
  }
  connection.watchFor(lock, 'its worker ended');
  return connection;
}

/** Has a worker open a log. */
export async function openLog(
  own: Connection<OwnEngineWorker>,
  log: OpenedLog,
  onShare: (share: number) => void,
): Promise<void> {
  own.onNews((news) => {
    if (news.news === 'opening') onShare(news.total > 0 ? news.done / news.total : 0);
  });
  const reply = await own.use((engine) => engine.open(log));
  if (isError(reply)) throw errorFrom(reply.error);
}
