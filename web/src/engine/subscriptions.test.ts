import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineWorker, News, Reply } from './protocol';
import { Subscriptions } from './subscriptions';

/** An engine of which a log is asked and that tells one subscriber of it. */
class Engine {
  last = 0;
  #key: number | null = null;

  /**
   * @param hear takes its news.
   * @param on what happens just before something is answered.
   */
  constructor(
    private readonly hear: (news: News & { news: 'events' }) => void,
    private readonly on: Record<string, (engine: Engine) => void> = {},
  ) {}

  /** Appends so many events; the subscriber is told of them together. */
  append(count: number): void {
    const first = this.last + 1;
    this.last += count;
    if (this.#key === null) return;
    this.hear({ news: 'events', key: this.#key, events: bytes(listed(first, this.last)) });
  }

  /** The log is another one, as long as this. */
  become(last: number): void {
    this.last = last;
  }

  get worker(): EngineWorker {
    return {
      ask: async (questions: string): Promise<Reply> => {
        const [{ ask, after = 0 }] = JSON.parse(questions);
        this.on[ask]?.(this);
        const events = () => ({ events: listed(after + 1, this.last), next: null });
        return bytes({ answers: [ask === 'moment' ? { position: this.last } : events()] });
      },
      follow: async (key: number) => {
        this.on.follow?.(this);
        this.#key = key;
        return {};
      },
      // From here on, what is told would have been on its way before.
      unfollow: async () => {},
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

test('what comes while a subscription catches up is told after what came before it', async () => {
  const subscriptions = new Subscriptions();
  const engine = new Engine((news) => subscriptions.hear(news), {
    // Appended before the engine tells anything, and while it is asked for what that was.
    follow: (it) => it.append(2),
    events: (it) => it.append(1),
  });
  engine.append(3);
  const heard: number[] = [];
  await subscriptions.add(engine.worker, ({ position }) => heard.push(position), '');
  assert.deepEqual(heard, [4, 5, 6]);
  engine.append(2);
  assert.deepEqual(heard, [4, 5, 6, 7, 8]);
});

for (const { last, expected, means } of [
  { last: 7, expected: [6, 7, 8], means: 'goes on from its position' },
  {
    last: 2,
    expected: [1, 2, 3],
    means: 'begins anew where the log is shorter, and so another one',
  },
]) {
  test(`with another engine a subscription ${means}`, async () => {
    const subscriptions = new Subscriptions();
    const hear = (news: News & { news: 'events' }) => subscriptions.hear(news);
    const before = new Engine(hear);
    before.append(5);
    const after = new Engine(hear);
    after.become(last);
    const heard: number[] = [];
    await subscriptions.add(before.worker, ({ position }) => heard.push(position), '');
    const connection = { use: <T>(ask: (engine: EngineWorker) => T) => ask(after.worker) };
    await subscriptions.renew(connection as never);
    after.append(1);
    assert.deepEqual(heard, expected);
  });
}

test('nobody is told under the key of one who is no longer subscribed', async () => {
  const subscriptions = new Subscriptions();
  const engine = new Engine((news) => subscriptions.hear(news));
  const heard: number[] = [];
  const end = await subscriptions.add(engine.worker, ({ position }) => heard.push(position), '');
  engine.append(1);
  await end();
  engine.append(1);
  assert.deepEqual(heard, [1]);
});
