/**
 * Watches the messages between a page and its dedicated workers, without the page's help: it takes the place
 * of the browser's own constructors before any script of the page runs.
 *
 * A call is a message that the page sends and that is answered. A message and its answer have the same
 * `id`; where they have none, answers come in the order of the messages.
 */

type Endpoint = Worker | MessagePort;

/** What has no answer after so long, in milliseconds, wants none. */
const patienceMs = 10_000;

/** What was under way in some time. */
export interface Counted {
  calls: number;
  sent: number;
  received: number;
  /** How long each call took that was answered in that time. */
  callMs: number[];
}

export class Traffic {
  /** A channel's other end, by either. */
  readonly #otherEnds = new WeakMap<MessagePort, MessagePort>();
  /** Calls without an answer: when each began, by where it was sent and its id. */
  readonly #waiting = new Map<string, number>();
  /** What the other side has asked, which is answered with the same id. */
  readonly #asked = new Set<string>();
  readonly #numbers = new WeakMap<Endpoint, number>();
  #endpoints = 0;
  #unnamed = { sent: 0, answered: 0 };
  #counted: Counted | null = null;
  #last = 0;

  /** Watches whatever is made from now on. */
  install(): void {
    const traffic = this;
    window.Worker = class extends Worker {
      constructor(...made: ConstructorParameters<typeof Worker>) {
        super(...made);
        traffic.#watch(this);
      }
    };
    window.MessageChannel = class extends MessageChannel {
      constructor() {
        super();
        traffic.#otherEnds.set(this.port1, this.port2).set(this.port2, this.port1);
      }
    };
    for (const { prototype } of [Worker, MessagePort]) {
      const post = prototype.postMessage as (...posted: unknown[]) => void;
      prototype.postMessage = function (this: Endpoint, ...posted: unknown[]) {
        traffic.#sends(this, ...posted);
        post.apply(this, posted);
      };
    }
  }

  /** Counts from now on. */
  begin(): void {
    this.#counted = { calls: 0, sent: 0, received: 0, callMs: [] };
    this.#last = performance.now();
  }

  /** What was counted since {@link begin}. */
  end(): Counted {
    const counted = this.#counted;
    if (!counted) throw new Error('nothing is being counted');
    this.#counted = null;
    return counted;
  }

  /** Resolves when no call is without an answer, and there was no message for so long. */
  async still(ms: number): Promise<void> {
    while (this.#isWaiting() || performance.now() - this.#last < ms)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }

  #isWaiting(): boolean {
    const earliest = performance.now() - patienceMs;
    return [...this.#waiting.values()].some((began) => began > earliest);
  }

  #watch(endpoint: Endpoint): void {
    if (this.#numbers.has(endpoint)) return;
    this.#numbers.set(endpoint, ++this.#endpoints);
    // The first to listen, so that an answer counts before the page works on it.
    endpoint.addEventListener('message', (event) =>
      this.#receives(endpoint, event as MessageEvent),
    );
  }

  #sends(endpoint: Endpoint, message?: unknown, more?: unknown): void {
    if (!this.#numbers.has(endpoint)) return;
    for (const port of transferred(more)) {
      const kept = this.#otherEnds.get(port);
      if (kept) this.#watch(kept);
    }
    this.#last = performance.now();
    if (this.#counted) this.#counted.sent += bytesOf(message);
    const key = this.#key(endpoint, message) ?? `unnamed ${++this.#unnamed.sent}`;
    if (this.#asked.delete(key)) return;
    this.#waiting.set(key, this.#last);
    if (this.#counted) this.#counted.calls++;
  }

  #receives(endpoint: Endpoint, { data, ports }: MessageEvent): void {
    for (const port of ports) this.#watch(port);
    this.#last = performance.now();
    if (this.#counted) this.#counted.received += bytesOf(data);
    const key = this.#key(endpoint, data) ?? `unnamed ${++this.#unnamed.answered}`;
    const began = this.#waiting.get(key);
    if (began === undefined) {
      this.#asked.add(key);
      return;
    }
    this.#waiting.delete(key);
    this.#counted?.callMs.push(this.#last - began);
  }

  #key(endpoint: Endpoint, message: unknown): string | null {
    const { id = null } = (message ?? {}) as { id?: unknown };
    return id === null ? null : `${this.#numbers.get(endpoint)} ${id}`;
  }
}

function transferred(more: unknown): MessagePort[] {
  const list = Array.isArray(more) ? more : (more as StructuredSerializeOptions)?.transfer;
  return (list ?? []).filter((one: unknown) => one instanceof MessagePort);
}

/** About how many bytes a message is: all of its texts and arrays, and 8 for any other value, such as an empty buffer. */
function bytesOf(message: unknown): number {
  if (typeof message === 'string') return message.length;
  if (typeof message !== 'object' || message === null || message instanceof ArrayBuffer) return 8;
  if (ArrayBuffer.isView(message)) return message.byteLength;
  if (message instanceof Blob || message instanceof MessagePort) return 8;
  return Object.entries(message).reduce(
    (sum, [name, value]) => sum + (Array.isArray(message) ? 0 : name.length) + bytesOf(value),
    0,
  );
}
