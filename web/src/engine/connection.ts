import * as Comlink from 'comlink';
import { stopped } from './failure';
import type { EngineWorker } from './protocol';

/** One worker, from its start to its end. */
export class Connection {
  #worker = new Worker(new URL(__WORKER_URL__, import.meta.url), { type: 'module' });
  // All of its methods are asynchronous already: the wrapper's type would only blur their answers.
  #engine = Comlink.wrap(this.#worker) as unknown as EngineWorker;
  #waiting = new Set<(reason: unknown) => void>();
  #watch = new AbortController();
  #reason = '';

  /** @param onEnd called once, when the worker has ended by itself. */
  constructor(private readonly onEnd: (reason: string) => void) {
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#end(event.message || 'its script could not be loaded or failed');
    };
    this.#worker.onmessageerror = () => this.#end('it sent what can’t be read');
  }

  /** Loads the Go program. Rejects when that does not succeed. */
  async start(): Promise<void> {
    const lock = `hindsight-engine-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
    const failure = await this.use((engine) =>
      engine.start(
        lock,
        Comlink.proxy((reason) => this.#end(reason)),
      ),
    );
    if (failure) throw stopped(failure);
    this.#watchFor(lock);
  }

  /** Asks the worker. Rejects with `engine_stopped` when it ends before it answers. */
  use<T>(ask: (engine: EngineWorker) => Promise<T>): Promise<T> {
    if (this.#reason) return Promise.reject(stopped(this.#reason));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      ask(this.#engine)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** Ends the worker, without telling. */
  close(): void {
    this.#reason ||= 'it was closed';
    this.#watch.abort();
    this.#worker.terminate();
    for (const reject of this.#waiting) reject(stopped(this.#reason));
    this.#waiting.clear();
  }

  /** A worker can end without an event (closed, or out of memory); its lock is then free. */
  #watchFor(lock: string): void {
    const { signal } = this.#watch;
    navigator.locks?.request(lock, { signal }, () => this.#end('its worker ended')).catch(() => {});
  }

  #end(reason: string): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.close();
    this.onEnd(reason);
  }
}
