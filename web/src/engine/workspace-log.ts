import * as Comlink from 'comlink';
import {
  Connection,
  type EndReason,
  handedOver,
  type Looking,
  openLog,
  ownLock,
  startWorker,
} from './connection';
import { stopped } from './errors';
import type { OwnEngineWorker } from './protocol';
import type { EngineState, LogAccess } from './supervisor';
import type { Tabs } from './tabs';
import { findShown, logOf } from './workspace-files';

/** How long the tab that writes may take to say hello, in milliseconds, before it is asked again. */
const helloMs = 700;
/** After so many tries the page says that it waits, and shows a copy of the file. */
const patientTimes = 3;
/** How long the tab that writes may be silent before it is greeted, and then before it is given up, in milliseconds. */
const silentMs = 4_000;

/**
 * A log in a file. One tab at a time writes it and has it in its engine; the others look at it, and
 * append to it, through that one. When it ends, one of them takes its place.
 */
export class WorkspaceLog implements LogAccess {
  /** A worker of our own: it has the log, or waits to. */
  #own: Connection<OwnEngineWorker> | null = null;
  #granted = false;
  /** Whether our engine has opened the log. Until then no other tab may be served. */
  #opened = false;
  #onGranted: () => void = () => {};
  #lock = ownLock('tab');
  #left = new AbortController();

  constructor(
    readonly workspace: string,
    private readonly tabs: Tabs,
  ) {
    // The tab that serves this one waits for this lock, to know when this one is gone.
    const { signal } = this.#left;
    navigator.locks
      .request(
        this.#lock,
        () =>
          new Promise<void>((free) => {
            if (signal.aborted) free();
            signal.addEventListener('abort', () => free());
          }),
      )
      .catch(() => {});
  }

  /** Whether this tab is the one that writes. */
  get writes(): boolean {
    return this.#granted;
  }

  async connect(
    onEnd: (reason: EndReason) => void,
    onState: (state: EngineState) => void,
  ): Promise<Connection> {
    const own = await this.#claim(onEnd);
    for (let times = 1; ; times++) {
      if (this.#granted) return this.#open(own, onState);
      const connection = await this.#joinWriter(onEnd);
      if (connection) return connection;
      if (!own.alive) throw stopped('its worker ended');
      if (times < patientTimes) continue;
      const reason = this.#whyWaiting();
      const look = await this.#look(own, { reason, asOf: new Date() }, onEnd).catch(() => null);
      if (look) return look;
      onState({ name: 'waiting', reason, asOf: null });
    }
  }

  /** Has another tab served by our engine, if it is the one. */
  serve(port: MessagePort): void {
    const own = this.#opened ? this.#own : null;
    if (own) own.use((engine) => engine.serve(Comlink.transfer(port, [port]))).catch(() => {});
    else port.close();
  }

  leave(): void {
    this.#left.abort();
    this.tabs.leaves(this.workspace);
    this.#own?.close();
  }

  async #claim(onEnd: (reason: EndReason) => void): Promise<Connection<OwnEngineWorker>> {
    if (this.#own?.alive) return this.#own;
    this.#granted = false;
    this.#opened = false;
    const own = await startWorker((reason) => {
      // While another tab serves this one, our worker only waits for its turn. Start another to wait in its place.
      if (this.#granted) onEnd(reason);
      else if (!this.#left.signal.aborted) this.#claim(onEnd).catch(() => {});
    });
    if (this.#left.signal.aborted) {
      own.close();
      throw stopped('its log was left');
    }
    this.#own = own;
    own.onNews(({ news }) => {
      if (news !== 'granted') return;
      this.#granted = true;
      this.#onGranted();
    });
    this.#granted = await own.use((engine) => engine.claim(this.workspace));
    return own;
  }

  async #open(
    own: Connection<OwnEngineWorker>,
    onState: (state: EngineState) => void,
  ): Promise<Connection> {
    // From here on no other tab can delete it, but one may have done so before: look again.
    try {
      await findShown(this.workspace);
      const log = { workspace: this.workspace };
      await openLog(own, log, (share) => onState({ name: 'opening', share }));
    } catch (error) {
      // Let the next tab that waits to write it try.
      own.close();
      throw error;
    }
    this.#opened = true;
    this.tabs.writes(this.workspace);
    return own;
  }

  /**
   * Connects to the tab that writes. Gives `null` when that does not answer, when another tab has become the
   * writer, or when this tab may write by now.
   */
  async #joinWriter(onEnd: (reason: EndReason) => void): Promise<Connection | null> {
    const port = this.tabs.join(this.workspace);
    const connection = new Connection(port, onEnd);
    const inVain = new Promise<null>((resolve) => {
      this.#onGranted = () => resolve(null);
      this.tabs.onWriter = () => resolve(null);
      setTimeout(() => resolve(null), helloMs);
    });
    const hello = connection.use((engine) => engine.meet(this.#lock)).catch(() => null);
    const lock = await Promise.race([hello, inVain]);
    if (lock === null || this.#granted) {
      connection.close();
      return null;
    }
    this.#onGranted = () => connection.end(handedOver);
    connection.watchFor(lock, handedOver);
    connection.endWhenSilent(silentMs, handedOver);
    return connection;
  }

  /**
   * Has our own engine show a copy of the file as it is now, until the tab that writes answers or is gone. Rejects if
   * the file can't be read, for example because something is just being written to it.
   */
  async #look(
    own: Connection<OwnEngineWorker>,
    looking: Looking,
    onEnd: (reason: EndReason) => void,
  ): Promise<Connection> {
    const log = { content: await logOf(this.workspace), definitions: '', toWrite: false };
    await openLog(own, log, () => {});
    const { port1, port2 } = new MessageChannel();
    await own.use((engine) => engine.serve(Comlink.transfer(port2, [port2])));
    const look = new Connection(port1, onEnd, looking);
    look.watchFor(await look.use((engine) => engine.meet('')), handedOver);
    this.#left.signal.addEventListener('abort', () => look.close());
    this.#whenOneWrites(() => look.end(handedOver));
    return look;
  }

  /** Tries to connect to the tab that writes until it answers, or until this tab may write; then calls `act`. */
  async #whenOneWrites(act: () => void): Promise<void> {
    while (!this.#granted && !this.#left.signal.aborted) {
      const connection = await this.#joinWriter(() => {});
      connection?.close();
      if (connection) break;
    }
    act();
  }

  #whyWaiting(): string {
    return this.tabs.canMeet
      ? 'another tab has this workspace open and does not answer: it may be busy, or of another version of this page'
      : 'another tab has this workspace open, and this browser does not let tabs meet: close that tab, or open another workspace here';
  }
}
