import * as Comlink from 'comlink';
import { stopped } from './failure';
import type { EngineWorker, OwnEngineWorker } from './protocol';

/** What calls under way are rejected with when another engine is to be asked instead. */
export const handedOver = Symbol('handed over');

/** Why a connection ended: a sentence, or that another engine takes over. */
export type Ending = string | typeof handedOver;

/** A way to ask an engine, until it ends. */
export class Connection<E extends EngineWorker = EngineWorker> {
  #waiting = new Set<(reason: unknown) => void>();
  #watch = new AbortController();
  #ending: Ending | null = null;

  /**
   * @param release called once, when it ends or is closed.
   * @param onEnd called once, when it ends by itself.
   */
  constructor(
    private readonly engine: E,
    private readonly release: () => void,
    private readonly onEnd: (ending: Ending) => void,
  ) {}

  /** Whether it can still be asked. */
  get alive(): boolean {
    return this.#ending === null;
  }

  /** Asks the engine. Rejects with `engine_stopped`, or {@link handedOver}, when it ends before it answers. */
  use<T>(ask: (engine: E) => Promise<T>): Promise<T> {
    if (this.#ending !== null) return Promise.reject(rejection(this.#ending));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      ask(this.engine)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** An engine can end without an event (closed, or out of memory); its lock is then free. */
  watchFor(lock: string, ending: Ending): void {
    const { signal } = this.#watch;
    navigator.locks?.request(lock, { signal }, () => this.end(ending)).catch(() => {});
  }

  /** It has ended by itself. */
  end(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#finish(ending);
    this.onEnd(ending);
  }

  /** Ends it, without telling but those who wait for its answers. */
  close(reason = 'it was closed'): void {
    if (this.#ending === null) this.#finish(reason);
  }

  #finish(ending: Ending): void {
    this.#ending = ending;
    this.#watch.abort();
    this.release();
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
  // All of its methods are asynchronous already: the wrapper's type would only blur their answers.
  const engine = Comlink.wrap(worker) as unknown as OwnEngineWorker;
  const connection = new Connection(engine, () => worker.terminate(), onEnd);
  worker.onerror = (event) => {
    event.preventDefault();
    connection.end(event.message || 'its script could not be loaded or failed');
  };
  worker.onmessageerror = () => connection.end('it sent what can’t be read');
  const lock = ownLock('engine');
  const failure = await connection.use((engine) =>
    engine.start(
      lock,
      Comlink.proxy((reason) => connection.end(reason)),
    ),
  );
  if (failure) {
    connection.close();
    throw stopped(failure);
  }
  connection.watchFor(lock, 'its worker ended');
  return connection;
}
