import type { StoredEvent, Unsubscribe } from './api';
import type { Connection } from './connection';
import { errorFrom } from './errors';
import { type EngineWorker, isError, type News } from './protocol';
import { questionText } from './request';

/** Events that are fetched at a time. */
const pageEvents = 1_000;

interface Subscription {
  handler: (event: StoredEvent) => void;
  /** The engine that serves it. */
  engine: EngineWorker;
  /** The last position that the handler was given; `null` when the log has become another one since. */
  seen: number | null;
  /** Events that came while earlier ones are still fetched; `null` once it has caught up. */
  held: Delivered[][] | null;
}

type Delivered = Omit<StoredEvent, 'data' | 'metadata'>;

/** The subscriptions to new events. They outlive the engine, and continue from their position with the next one. */
export class Subscriptions {
  #lastKey = 0;
  #all = new Map<number, Subscription>();

  /** Subscribes; with `from`, an id, that event and all after it come first. */
  async add(
    engine: EngineWorker,
    handler: Subscription['handler'],
    from: string,
  ): Promise<Unsubscribe> {
    const key = ++this.#lastKey;
    const seen = from === '' ? null : 0;
    const subscription: Subscription = { handler, engine, seen, held: null };
    this.#all.set(key, subscription);
    try {
      await connect(engine, key, subscription, from);
    } catch (error) {
      this.#all.delete(key);
      throw error;
    }
    return async () => {
      if (this.#all.delete(key)) await subscription.engine.unfollow(key);
    };
  }

  /** Takes the events that an engine tells of. */
  hear({ key, events }: News & { news: 'events' }): void {
    const subscription = this.#all.get(key);
    if (!subscription) return;
    const delivered = parsed(events) as Delivered[];
    if (subscription.held) subscription.held.push(delivered);
    else deliverLive(subscription, delivered);
  }

  /** Another log is shown. Events that it already has are not delivered. */
  elsewhere(): void {
    for (const subscription of this.#all.values()) subscription.seen = null;
  }

  /** Another engine has the log: subscribes there, and fetches the events that came in between. */
  async renew(connection: Connection): Promise<void> {
    for (const [key, subscription] of this.#all) {
      await connection.use((engine) => connect(engine, key, subscription, ''));
    }
  }
}

async function connect(
  engine: EngineWorker,
  key: number,
  subscription: Subscription,
  from: string,
): Promise<void> {
  subscription.seen ??= ((await asked(engine, 'moment', {})) as { position: number }).position;
  if (from === '') subscription.held = [];
  const reply = await engine.follow(key, from);
  if (isError(reply)) throw errorFrom(reply.error);
  subscription.engine = engine;
  if (from === '') await catchUp(engine, subscription);
  const { held } = subscription;
  subscription.held = null;
  for (const events of held ?? []) deliverLive(subscription, events);
}

/**
 * Fetches the events that came before the engine knew of the subscription. A log that is shorter than what was
 * delivered is another log.
 */
async function catchUp(engine: EngineWorker, subscription: Subscription): Promise<void> {
  const { position } = (await asked(engine, 'moment', {})) as {
    position: number;
  };
  if (position < (subscription.seen ?? 0)) subscription.seen = 0;
  for (let after: number | null = subscription.seen; after !== null; ) {
    const page = (await asked(engine, 'events', { after, limit: pageEvents })) as {
      events: Delivered[];
      next: number | null;
    };
    deliver(subscription, page.events);
    after = page.next;
  }
}

async function asked(engine: EngineWorker, ask: string, members: object): Promise<unknown> {
  const reply = await engine.ask(`[${questionText(ask, members)}]`);
  if (isError(reply)) throw errorFrom(reply.error);
  const { answers } = parsed(reply as Uint8Array) as { answers: unknown[] };
  return answers[0];
}

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Only another log has a first event again: deliver it from the start. */
function deliverLive(subscription: Subscription, events: Delivered[]): void {
  if (events[0]?.position === 1) subscription.seen = 0;
  deliver(subscription, events);
}

function deliver(subscription: Subscription, events: Delivered[]): void {
  for (const event of events) {
    if (event.position <= (subscription.seen ?? Number.POSITIVE_INFINITY)) continue;
    subscription.seen = event.position;
    try {
      const { dataText, metadataText } = event;
      const data = JSON.parse(dataText);
      subscription.handler({ ...event, metadata: JSON.parse(metadataText), data });
    } catch (error) {
      // The handler is somebody else's code; its errors are reported as its author would see them anywhere else.
      reportError(error);
    }
  }
}
