import * as Comlink from 'comlink';
import { errorFrom, stopped } from './errors';
import {
  type EngineWorker,
  isError,
  type News,
  type OpenedLog,
  type OwnEngineWorker,
} from './protocol';
import { SandboxFrame } from './sandbox-frame';

/** Calls under way are rejected with this when another engine takes over: they are asked again there. */
export const handedOver = Symbol('handed over');

/** Why a connection ended: a sentence, or that another engine takes over. */
export type EndReason = string | typeof handedOver;

/** Why a log is only looked at and can't be written, and when it was as it is shown. */
export interface Looking {
  reason: string;
  asOf: Date;
}

/** A way to ask an engine, until it ends. */
export class Connection<E extends EngineWorker = EngineWorker> {
  #waiting = new Set<(reason: unknown) => void>();
  #watch = new AbortController();
  #endReason: EndReason | null = null;
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
    private readonly onEnd: (reason: EndReason) => void,
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
    return this.#endReason === null;
  }

  /** Asks the engine. Rejects with `engine_stopped`, or {@link handedOver}, when it ends before it answers. */
  use<T>(ask: (engine: E) => Promise<T>): Promise<T> {
    if (this.#endReason !== null) return Promise.reject(rejection(this.#endReason));
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

  /** Calls `act` when it ends, by itself or not. */
  onFinish(act: () => void): void {
    this.#watch.signal.addEventListener('abort', act);
  }

  /** An engine can end without an event (closed, or out of memory); its lock is then free. */
  watchFor(lock: string, reason: EndReason): void {
    const { signal } = this.#watch;
    navigator.locks?.request(lock, { signal }, () => this.end(reason)).catch(() => {});
  }

  /**
   * Ends the connection to an engine that hangs, or whose tab the browser has put to sleep: one that is asked
   * something, is silent for `afterMs`, is then greeted, and is silent for as long again.
   */
  endWhenSilent(afterMs: number, reason: EndReason): void {
    let greeted = false;
    const timer = setInterval(() => {
      const silent = this.#waiting.size > 0 && !this.#spoke;
      this.#spoke = false;
      if (silent && greeted) this.end(reason);
      else if (silent) this.#engine.meet('');
      greeted = silent;
    }, afterMs);
    this.#watch.signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** It has ended by itself. */
  end(reason: EndReason): void {
    if (this.#endReason !== null) return;
    this.#finish(reason);
    this.onEnd(reason);
  }

  /** Ends it. Calls under way are rejected; `onEnd` is not called. */
  close(reason = 'it was closed'): void {
    if (this.#endReason === null) this.#finish(reason);
  }

  /** Answers come on the same port as news. What comes after the end is ignored. */
  #hear({ data }: MessageEvent<object>): void {
    this.#spoke = true;
    if (this.#endReason !== null || !('news' in data)) return;
    for (const hearer of this.#hearers) hearer(data as News);
  }

  #finish(reason: EndReason): void {
    this.#endReason = reason;
    this.#watch.abort();
    if (this.port instanceof MessagePort) this.port.close();
    else this.port.terminate();
    for (const reject of this.#waiting) reject(rejection(reason));
    this.#waiting.clear();
  }
}

function rejection(reason: EndReason): unknown {
  return reason === handedOver ? handedOver : stopped(reason);
}

/** A name for a lock that nobody else has. */
export function ownLock(of: string): string {
  return `hindsight-${of}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}

/** Starts a worker of this page's own, and the Go program in it. Rejects when that does not succeed. */
export async function startWorker(
  onEnd: (reason: EndReason) => void,
): Promise<Connection<OwnEngineWorker>> {
  const worker = new Worker(new URL(__WORKER_URL__, import.meta.url), { type: 'module' });
  const connection = new Connection<OwnEngineWorker>(worker, onEnd);
  worker.onerror = (event) => {
    event.preventDefault();
    connection.end(event.message || 'its script could not be loaded or failed');
  };
  worker.onmessageerror = () => connection.end('it sent what can’t be read');
  const frame = new SandboxFrame();
  connection.onNews((news) => {
    if (news.news === 'stopped') connection.end(news.reason);
    else if (news.news === 'frame') frame.putUp(news.control);
  });
  connection.onFinish(() => frame.takeDown());
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
