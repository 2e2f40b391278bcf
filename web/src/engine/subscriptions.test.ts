import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineWorker, Reply } from './protocol';
import { Subscriptions } from './subscriptions';

/** An engine of which a log is asked and that tells one subscriber of it. */
class Engine {
  last = 0;
  #tell: (bytes: Uint8Array<ArrayBuffer>) => void = () => {};

  /** @param on what happens just before something is answered. */
  constructor(private readonly on: Record<string, (engine: Engine) => void>) {}

  /** Appends so many events; the subscriber is told of them together. */
  append(count: number): void {
    const first = this.last + 1;
    this.last += count;
    this.#tell(bytes(listed(first, this.last)));
  }

  /** The log is another one, as long as this. */
  become(last: number): void {
    this.last = last;
  }

  get worker(): EngineWorker {
    return {
      ask: async (_name: string, { questions }: { questions: string }): Promise<Reply> => {
        const [{ ask, after = 0 }] = JSON.parse(questions);
        this.on[ask]?.(this);
        const events = () => ({ events: listed(after + 1, this.last), next: null });
        return bytes({ answers: [ask === 'moment' ? { position: this.last } : events()] });
      },
      subscribe: async (_from: string, tell: (bytes: Uint8Array<ArrayBuffer>) => void) => {
        this.on.subscribe?.(this);
        this.#tell = tell;
        return { subscription: 1 };
      },
    } as unknown as EngineWorker;
  }
}

function listed(first: number, last: number): object[] {
  return Array.from({ length: last - first + 1 }, (_none, i) => ({
    position: first + i,
    dataText: '{}',
    metadataText: '{}',
  }));
}

function bytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

const kept = () => true;
const inMemory = () => false;

test('what comes while a subscription catches up is told after what came before it', async () => {
  const engine = new Engine({
    // Appended before the engine tells anything, and while it is asked for what that was.
    subscribe: (it) => it.append(2),
    events: (it) => it.append(1),
  });
  engine.append(3);
  const heard: number[] = [];
  await new Subscriptions(kept).add(engine.worker, ({ position }) => heard.push(position), '');
  assert.deepEqual(heard, [4, 5, 6]);
  engine.append(2);
  assert.deepEqual(heard, [4, 5, 6, 7, 8]);
});

test('a shorter log that is kept is another one; in memory it is what was acknowledged of this one', async () => {
  for (const [isKept, expected] of [
    [kept, [1, 2, 3]],
    [inMemory, [3]],
  ] as const) {
    const before = new Engine({});
    before.append(5);
    const after = new Engine({});
    after.become(2);
    const heard: number[] = [];
    const subscriptions = new Subscriptions(isKept);
    await subscriptions.add(before.worker, ({ position }) => heard.push(position), '');
    const connection = { use: <T>(ask: (engine: EngineWorker) => T) => ask(after.worker) };
    await subscriptions.renew(connection as never);
    after.append(1);
    assert.deepEqual(heard, expected);
  }
});
