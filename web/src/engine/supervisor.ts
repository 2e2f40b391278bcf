import { type Connection, type Ending, handedOver } from './connection';
import { asEngineError, type EngineError, stopped, unlessAborted } from './errors';
import type { EngineWorker } from './protocol';

/** How the engine is. */
export type EngineState =
  | { name: 'starting' }
  /** It reads the log from the file; `share` of it, 0 to 1, is read. */
  | { name: 'opening'; share: number }
  | { name: 'ready' }
  /** It died, and a new one is being given the log. */
  | { name: 'restarting'; reason: string }
  /** Another tab has the log and does not answer. `asOf` is when the log was as it is shown; `null` if nothing is shown. */
  | { name: 'waiting'; reason: string; asOf: Date | null }
  /** It could not be started, or died again and again. */
  | { name: 'failed'; reason: string };

/** How this tab comes to an engine that has a log: one of its own, or another tab's. */
export interface LogAccess {
  /**
   * Gives an engine that has the log.
   *
   * @param onEnd called when it ends by itself.
   * @param onState called with what it waits for.
   */
  connect(
    onEnd: (ending: Ending) => void,
    onState: (state: EngineState) => void,
  ): Promise<Connection>;
  /** Lets go of the log and of all engines. */
  leave(): void;
}

/** Why calls under way ended, when this tab went to another log. */
const otherOpened = 'another workspace was opened';

/** An engine that dies this often, without living for {@link steadyMs}, is given up. */
const mostDeaths = 3;
const steadyMs = 30_000;

type Ask<T> = (engine: EngineWorker) => Promise<T>;

/** What to wait for before an engine is asked. */
interface Wait {
  /** Ends only the wait, with `aborted`. To end what an engine is already doing is up to the caller. */
  signal?: AbortSignal | undefined;
  /** Whether the engine has to be one that may write the log. */
  toWrite?: boolean;
}

const forever = new Promise<never>(() => {});

/** Keeps a connection to an engine that has the log: when one ends, it makes another. */
export class Supervisor {
  #access!: Promise<LogAccess>;
  #connection!: Promise<Connection>;
  #deaths: number[] = [];
  #state: EngineState = { name: 'starting' };
  /** Which log is shown: counts up with each move to another. What belongs to a log before is ignored. */
  #logNumber = 0;

  /**
   * @param onState called with each new state.
   * @param onReloaded called before an engine is ready, when it has the log.
   */
  constructor(
    private readonly onState: (state: EngineState) => void,
    private readonly onReloaded: (connection: Connection) => Promise<void>,
  ) {}

  /** Goes to the first log. */
  begin(access: Promise<LogAccess>): void {
    this.#access = access;
    this.#follow(this.#open());
  }

  /**
   * Asks the engine, as soon as there is one. If another engine takes over before it has answered, that one
   * is asked again.
   */
  async use<T>(ask: Ask<T>, { signal, toWrite = false }: Wait = {}): Promise<T> {
    for (;;) {
      const asked = this.#connection;
      try {
        const connection = await unlessAborted(asked, signal);
        if (!toWrite || !connection.looking) return await connection.use(ask);
        await unlessAborted(
          connection.use(() => forever),
          signal,
        );
      } catch (error) {
        if (error !== handedOver || asked === this.#connection) throw error;
      }
    }
  }

  /**
   * The same for calls that are meant for the log shown now. If another log is shown before an engine has
   * answered, it is not asked again: the call rejects with `engine_stopped`.
   */
  async useHere<T>(ask: Ask<T>, wait?: Wait): Promise<T> {
    const log = this.#logNumber;
    return this.use(async (engine) => {
      if (log !== this.#logNumber) throw stopped(otherOpened);
      return ask(engine);
    }, wait);
  }

  /** Settles when the start, or the move to another log, that is under way has settled. */
  async started(): Promise<void> {
    await this.use(async () => {});
  }

  /** Tries once more after it was given up. */
  retry(): void {
    if (this.#state.name !== 'failed') return;
    this.#deaths = [];
    this.#follow(this.#again(this.#state.reason));
  }

  /** Goes to another log. Rejects when there can be no engine that has it. */
  async moveTo(access: LogAccess): Promise<void> {
    const left = this.#access;
    const before = this.#connection;
    const log = ++this.#logNumber;
    this.#deaths = [];
    this.#access = Promise.resolve(access);
    this.#enter({ name: 'starting' });
    this.#follow(this.#open());
    before.then(
      (connection) => connection.close(otherOpened),
      () => {},
    );
    const there = this.#connection;
    (await left).leave();
    try {
      await there;
    } catch (error) {
      throw log === this.#logNumber ? error : stopped(otherOpened);
    }
  }

  async #open(): Promise<Connection> {
    const log = this.#logNumber;
    let ending: Ending | null = null;
    let connection: Connection | null = null;
    let there = false;
    try {
      const access = await this.#access;
      connection = await access.connect(
        (why) => {
          ending = why;
          if (log === this.#logNumber && there) this.#ended(why);
        },
        (state) => {
          if (log === this.#logNumber && this.#state.name !== 'restarting') this.#enter(state);
        },
      );
      if (log !== this.#logNumber) throw handedOver;
      await this.onReloaded(connection);
      if (ending !== null) throw ending === handedOver ? handedOver : stopped(ending);
      there = true;
      if (log === this.#logNumber) this.#enter(stateOf(connection));
      return connection;
    } catch (error) {
      connection?.close();
      if (log !== this.#logNumber) throw handedOver;
      if (error === handedOver) return this.#open();
      const failed = asEngineError(error);
      // No other try: the file would still be of that version.
      if (failed.code === 'storage_version') return this.#giveUp(failed, failed.message);
      return this.#again(failed.message);
    }
  }

  #ended(ending: Ending): void {
    this.#follow(ending === handedOver ? this.#open() : this.#again(ending));
  }

  #follow(connection: Promise<Connection>): void {
    this.#connection = connection;
    // Callers of use() get this rejection; without any it must not count as unhandled.
    connection.catch(() => {});
  }

  #again(reason: string): Promise<Connection> {
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < steadyMs), now];
    if (this.#deaths.length >= mostDeaths) {
      return this.#giveUp(stopped(reason), reason);
    }
    this.#enter({ name: 'restarting', reason });
    return this.#open();
  }

  #giveUp(error: EngineError, reason: string): Promise<never> {
    this.#enter({ name: 'failed', reason });
    return Promise.reject(error);
  }

  #enter(state: EngineState): void {
    this.#state = state;
    this.onState(state);
  }
}

function stateOf({ looking }: Connection): EngineState {
  return looking ? { name: 'waiting', ...looking } : { name: 'ready' };
}
