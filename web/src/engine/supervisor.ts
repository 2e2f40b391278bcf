import * as Comlink from 'comlink';
import type { ImportSummary } from './api';
import { Connection } from './connection';
import { asEngineError, refused, stopped } from './failure';
import type { Journal, Replay } from './journal';
import { type EngineWorker, isRefusal, type Job, type Reply } from './protocol';

/** How the engine is. */
export type EngineState =
  | { name: 'starting' }
  | { name: 'ready' }
  /** It died, and a new one is being given the log. */
  | { name: 'restarting'; reason: string }
  /** It could not be started, or died again and again. */
  | { name: 'failed'; reason: string };

/** An engine that dies this often, without living for {@link steadyMs}, is given up. */
const mostDeaths = 3;
const steadyMs = 30_000;

type Ask<T> = (engine: EngineWorker) => Promise<T>;

/** Keeps an engine alive: when its worker dies, it starts another and gives it the log again. */
export class Supervisor {
  #connection: Promise<Connection>;
  #deaths: number[] = [];
  #state: EngineState = { name: 'starting' };
  #reported: Promise<void>;

  /**
   * @param onState called with each new state.
   * @param onReloaded called before a new engine is ready, when it has the log.
   * @param onLoss called with a sentence when it could not be given all of it.
   */
  constructor(
    private readonly journal: Journal,
    private readonly onState: (state: EngineState) => void,
    private readonly onReloaded: () => void,
    private readonly onLoss: (loss: string) => void,
  ) {
    this.#connection = this.#open();
    this.#reported = this.#connection.then(
      () => {},
      () => {},
    );
  }

  /** Asks the engine, as soon as there is one. */
  async use<T>(ask: Ask<T>): Promise<T> {
    const connection = await this.#connection;
    return connection.use(ask);
  }

  /** Resolves or rejects when the first start has. */
  async started(): Promise<void> {
    await this.#reported;
    await this.#connection;
  }

  /** Tries once more after it was given up. */
  retry(): void {
    if (this.#state.name !== 'failed') return;
    this.#deaths = [];
    this.#restart(this.#state.reason);
  }

  async #open(): Promise<Connection> {
    let alive = true;
    const connection = new Connection((reason) => {
      alive = false;
      if (this.#state.name === 'ready') this.#restart(reason);
    });
    try {
      await connection.start();
      await this.journal.replay(replayTo(connection, this.onLoss));
      if (!alive) throw stopped('it ended while it was started');
      this.onReloaded();
      this.#enter({ name: 'ready' });
      return connection;
    } catch (error) {
      connection.close();
      return this.#again(asEngineError(error).message);
    }
  }

  #restart(reason: string): void {
    this.#connection = this.#again(reason);
    // Whoever asks is told; nobody may be asking.
    this.#connection.catch(() => {});
  }

  #again(reason: string): Promise<Connection> {
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < steadyMs), now];
    if (this.#deaths.length >= mostDeaths) {
      this.#enter({ name: 'failed', reason });
      return Promise.reject(stopped(reason));
    }
    this.#enter({ name: 'restarting', reason });
    return this.#open();
  }

  #enter(state: EngineState): void {
    this.#state = state;
    this.onState(state);
  }
}

/** How a new engine is given the log. */
function replayTo(connection: Connection, onLoss: (loss: string) => void): Replay {
  const run = async (key: number, job: Job, upTo: number): Promise<Reply> => {
    const { reply } = await connection.use((engine) =>
      engine.run(
        key,
        job,
        upTo,
        Comlink.proxy(() => {}),
      ),
    );
    if (isRefusal(reply)) throw refused(reply.error);
    return reply;
  };
  let eventsKey = -1;
  return {
    async sample() {
      const { reply } = await connection.use((engine) => engine.write('sample', {}));
      if (isRefusal(reply)) throw refused(reply.error);
    },
    async events(array) {
      const job: Job = { kind: 'import', log: array, format: 'auto', now: '' };
      const reply = await run(eventsKey--, job, Infinity);
      const { rejected, duplicates } = summaryOf(reply);
      if (rejected + duplicates === 0) return;
      onLoss(`${rejected + duplicates} appended events could not be given to the new engine.`);
    },
    async advance(key, job, upTo) {
      await run(key, job, upTo);
    },
    async end(key, job) {
      await connection.use((engine) => engine.cancel(key));
      await run(key, job, 0);
    },
  };
}

function summaryOf(reply: Reply): ImportSummary {
  return JSON.parse(new TextDecoder().decode(reply as Uint8Array));
}
