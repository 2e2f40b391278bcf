/** What a tab tells the broker, and the broker the tabs. */
export interface BrokerMessage {
  /**
   * `here`: the broker lives for as long as it holds `lock`. `writes`: the sender writes the log.
   * `join`: a reader wants the writer to serve it; its port comes along.
   */
  kind: 'here' | 'writes' | 'join';
  workspace: string;
  lock?: string;
}

/** The other tabs of this page, as far as they look at the same log. */
export class Tabs {
  /** Called when another tab has become a log's writer, or when a broker brings tabs together again. */
  onWriter: () => void = () => {};
  #broker: MessagePort | null = null;
  #writing: string | null = null;

  /** @param onReader called with a port whenever another tab wants to be served a log that we write. */
  constructor(private readonly onReader: (workspace: string, port: MessagePort) => void) {
    if (typeof SharedWorker === 'function') this.#connect();
  }

  /** Whether tabs can meet in this browser. */
  get canMeet(): boolean {
    return this.#broker !== null;
  }

  /** Tells that this tab writes a workspace's log, and no other one. */
  writes(workspace: string): void {
    this.#writing = workspace;
    this.#post({ kind: 'writes', workspace });
  }

  /** This tab no longer writes it, and does not say so to the next broker. */
  leaves(workspace: string): void {
    if (this.#writing === workspace) this.#writing = null;
  }

  /** Asks the tab that writes a workspace's log to serve this one. An answer may never come. */
  join(workspace: string): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#post({ kind: 'join', workspace }, [port2]);
    return port1;
  }

  #connect(): void {
    // Named after the worker: tabs of another version of this page have a broker of their own.
    const { port } = new SharedWorker(new URL(__BROKER_URL__, import.meta.url), {
      type: 'module',
      name: __WORKER_URL__,
    });
    port.onmessage = (message: MessageEvent<BrokerMessage>) => this.#take(message);
    this.#broker = port;
    if (this.#writing !== null) this.writes(this.#writing);
  }

  #take({ data: { kind, workspace, lock }, ports: [port] }: MessageEvent<BrokerMessage>): void {
    if (kind === 'writes') this.onWriter();
    else if (port) this.onReader(workspace, port);
    else if (lock) navigator.locks.request(lock, () => this.#connect());
  }

  #post(message: BrokerMessage, ports: MessagePort[] = []): void {
    this.#broker?.postMessage(message, ports);
  }
}
