import * as Comlink from 'comlink';
import type { StoredEvent, Unsubscribe } from './api';
import { refused } from './failure';
import { type EngineWorker, isRefusal } from './protocol';
import type { Supervisor } from './supervisor';

interface Subscription {
  handler: (event: StoredEvent) => void;
  /** The engine's number for it. */
  handle: number;
  /** The last position that was handed on. */
  seen: number;
}

/** Those who want each event. They outlive the worker that serves them. */
export class Subscriptions {
  #all = new Set<Subscription>();

  /** Subscribes; with `from`, an id, that event and all after it come first. */
  async add(
    engine: EngineWorker,
    handler: Subscription['handler'],
    from: string,
  ): Promise<Unsubscribe> {
    const subscription: Subscription = { handler, handle: 0, seen: 0 };
    await connect(engine, subscription, from);
    this.#all.add(subscription);
    return async () => {
      if (!this.#all.delete(subscription)) return;
      await engine.ask('unsubscribe', { subscription: subscription.handle });
    };
  }

  /** A new engine has the whole log; from here on it has to tell of what comes. */
  renew(supervisor: Supervisor): void {
    for (const subscription of this.#all) {
      supervisor.use((engine) => connect(engine, subscription, '')).catch(() => {});
    }
  }
}

async function connect(
  engine: EngineWorker,
  subscription: Subscription,
  from: string,
): Promise<void> {
  const onEvents = Comlink.proxy((bytes: Uint8Array<ArrayBuffer>) => deliver(subscription, bytes));
  const reply = await engine.subscribe(from, onEvents);
  if (isRefusal(reply)) throw refused(reply.error);
  subscription.handle = (reply as unknown as { subscription: number }).subscription;
}

function deliver(subscription: Subscription, bytes: Uint8Array<ArrayBuffer>): void {
  const events = JSON.parse(new TextDecoder().decode(bytes)) as Omit<StoredEvent, 'data'>[];
  for (const event of events) {
    if (event.position <= subscription.seen) continue;
    subscription.seen = event.position;
    try {
      subscription.handler({ ...event, data: JSON.parse(event.dataText) });
    } catch (error) {
      // The handler is somebody else's code; its faults are theirs to see, not ours to hide.
      reportError(error);
    }
  }
}
