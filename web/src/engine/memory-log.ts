import * as Comlink from 'comlink';
import type { ImportSummary } from './api';
import { type Connection, type Ending, startWorker } from './connection';
import { refused } from './failure';
import type { Journal, Replay } from './journal';
import { isRefusal, type Job, type Reply } from './protocol';
import type { Home } from './supervisor';

/** A log in memory only: a new engine is given it again, from the page's journal. */
export class MemoryLog implements Home {
  #connection: Connection | null = null;

  /** @param onLoss called with a sentence when a new engine could not be given all of it. */
  constructor(
    private readonly journal: Journal,
    private readonly onLoss: (loss: string) => void,
  ) {}

  async connect(onEnd: (ending: Ending) => void): Promise<Connection> {
    const connection = await startWorker(onEnd);
    this.#connection = connection;
    try {
      await this.journal.replay(replayTo(connection, this.onLoss));
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  leave(): void {
    this.#connection?.close();
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
      const job: Job = {
        kind: 'import',
        log: array,
        format: 'auto',
        now: '',
        replaceSample: false,
      };
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
