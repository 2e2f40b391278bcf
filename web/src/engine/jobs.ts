import type { Refusal } from './failure';
import type { Program } from './program';
import { isRefusal, type Job, type JobEnd, type JobProgress, type Reply } from './protocol';

/** Bytes of a log that the Go program is given at a time: some ten milliseconds of work. */
const chunkBytes = 1 << 20;
/** Events that are generated at a time. */
const chunkEvents = 5_000;
const progressEveryMs = 100;

interface Running {
  /** The Go program's number for it. */
  handle: number;
  appended: number;
  madeWay: boolean;
  cancelled: boolean;
}

/** How far a step came; `over` says that there is none after it. */
interface Step {
  reply: Reply;
  done: number;
  over: boolean;
}

/** The jobs under way: imports and generated histories, each a step at a time. */
export class Jobs {
  #running = new Map<number, Running>();
  #ends = new Set<Promise<unknown>>();

  constructor(private readonly program: Program) {}

  /** Whether none is under way. */
  get idle(): boolean {
    return this.#ends.size === 0;
  }

  /** Ends a job at its next step. */
  cancel(key: number): void {
    const running = this.#running.get(key);
    if (running) running.cancelled = true;
  }

  /** Ends all of them; resolves when none is under way. */
  async endAll(): Promise<void> {
    for (const running of this.#running.values()) running.cancelled = true;
    await this.ended();
  }

  /** Resolves when none of those under way is any more. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#ends);
  }

  /** Runs a job to its end. */
  run(key: number, job: Job, onProgress: (progress: JobProgress) => void): Promise<JobEnd> {
    const end = this.#run(key, job, throttled(onProgress));
    this.#ends.add(end);
    return end.finally(() => {
      this.#ends.delete(end);
      this.#running.delete(key);
    });
  }

  async #run(key: number, job: Job, report: (progress: JobProgress) => void): Promise<JobEnd> {
    const begun = this.#begin(job);
    if (isRefusal(begun)) return { reply: begun, appended: 0, madeWay: false, cancelled: false };
    const running = { handle: (begun as { job: number }).job, ...nothingYet };
    this.#running.set(key, running);
    const total = job.kind === 'import' ? job.log.size : job.events;
    const steps =
      job.kind === 'import' ? this.#feed(running, job.log) : this.#generate(running, total);
    for await (const { reply, done, over } of steps) {
      if (isRefusal(reply)) return { ...running, reply };
      const { appended, madeWay } = reply as { appended: number; madeWay: boolean };
      Object.assign(running, { appended, madeWay });
      report({ done, total, appended, madeWay });
      await breathe();
      if (over || running.cancelled) break;
    }
    return { ...running, reply: this.#finish(job, running) };
  }

  #begin(job: Job): Reply {
    const { kind, replaceSample } = job;
    return kind === 'import'
      ? this.program.call('importBegin', { format: job.format, replaceSample })
      : this.program.call('generateBegin', { events: job.events, seed: job.seed, replaceSample });
  }

  #finish(job: Job, { handle, appended }: Running): Reply {
    return job.kind === 'import' ? this.program.call('importEnd', { job: handle }) : { appended };
  }

  /** Reads ahead by one chunk, so that the disk and the Go program work at the same time. */
  async *#feed({ handle }: Running, log: Blob): AsyncGenerator<Step> {
    const chunk = (from: number) => log.slice(from, from + chunkBytes).arrayBuffer();
    let next = chunk(0);
    for (let done = 0, over = false; !over; ) {
      let bytes: Uint8Array<ArrayBuffer>;
      try {
        bytes = new Uint8Array(await next);
      } catch (error) {
        yield { reply: unreadable(error), done, over: true };
        return;
      }
      done += bytes.length;
      next = chunk(done);
      next.catch(() => {});
      over = done >= log.size;
      const reply = this.program.call('importChunk', { job: handle, bytes, last: over });
      yield { reply, done, over };
    }
  }

  async *#generate({ handle }: Running, total: number): AsyncGenerator<Step> {
    for (let done = 0, over = total === 0; !over; ) {
      const events = Math.min(chunkEvents, total - done);
      const reply = this.program.call('generateStep', { job: handle, events });
      done += events;
      over = done >= total || (reply as { done?: boolean }).done === true;
      yield { reply, done, over };
    }
  }
}

const nothingYet = { appended: 0, madeWay: false, cancelled: false };

function unreadable(error: unknown): { error: Refusal } {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    error: { code: 'unreadable', message: `The file can’t be read: ${reason}`, details: '' },
  };
}

/** Lets waiting questions be answered before the next step. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

function throttled(report: (progress: JobProgress) => void): (progress: JobProgress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < progressEveryMs) return;
    last = now;
    report(progress);
  };
}
