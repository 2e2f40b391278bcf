import type { Refusal } from './failure';
import type { Program } from './program';
import {
  isRefusal,
  type Job,
  type JobEnd,
  type JobMark,
  type JobProgress,
  type Reply,
} from './protocol';

/** Bytes of a log that the Go program is given at a time: some ten milliseconds of work. */
const chunkBytes = 1 << 20;
/** Events that are generated at a time. */
const chunkEvents = 5_000;
const progressEveryMs = 100;

interface Running {
  /** The Go program's number for it. */
  handle: number;
  done: number;
  appended: number;
  madeWay: boolean;
  cancelled: boolean;
}

/** The jobs under way: imports and generated histories, each a step at a time. */
export class Jobs {
  #running = new Map<number, Running>();
  #ends = new Set<Promise<unknown>>();

  constructor(private readonly program: Program) {}

  /** How far each job is. */
  marks(): JobMark[] {
    return [...this.#running].map(([key, { done }]) => ({ key, done }));
  }

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

  /**
   * Begins a job, or goes on with it, and runs it up to `upTo` bytes or events: the whole when that
   * is no less than all. A job stopped before its end stays open until it is run or ended.
   */
  run(
    key: number,
    job: Job,
    upTo: number,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd> {
    const end = this.#run(key, job, upTo, onProgress);
    this.#ends.add(end);
    return end.finally(() => this.#ends.delete(end));
  }

  async #run(
    key: number,
    job: Job,
    upTo: number,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd> {
    const begun = this.#running.get(key) ?? this.#begin(key, job);
    if (isRefusal(begun))
      return this.#end(key, begun, { done: 0, appended: 0, madeWay: false, cancelled: false });
    const total = job.kind === 'import' ? job.log.size : job.events;
    const report = throttled(() =>
      onProgress({ done: begun.done, total, appended: begun.appended, madeWay: begun.madeWay }),
    );
    const refusal =
      job.kind === 'import'
        ? await this.#feed(begun, job.log, Math.min(upTo, total), report)
        : await this.#generate(begun, Math.min(upTo, total), report);
    if (!refusal && !begun.cancelled && upTo < total)
      return { ...begun, reply: {}, jobs: this.marks() };
    return this.#end(key, refusal ?? this.#finish(job, begun), begun);
  }

  #begin(key: number, job: Job): Running | { error: Refusal } {
    const reply =
      job.kind === 'import'
        ? this.program.call('importBegin', {
            format: job.format,
            now: job.now,
            replaceSample: job.replaceSample,
          })
        : this.program.call('generateBegin', {
            events: job.events,
            seed: job.seed,
            replaceSample: job.replaceSample,
          });
    if (isRefusal(reply)) return reply;
    const running = {
      handle: (reply as { job: number }).job,
      done: 0,
      appended: 0,
      madeWay: false,
      cancelled: false,
    };
    this.#running.set(key, running);
    return running;
  }

  #end(
    key: number,
    reply: Reply,
    { done, appended, madeWay, cancelled }: Omit<Running, 'handle'>,
  ): JobEnd {
    this.#running.delete(key);
    return { reply, jobs: this.marks(), done, appended, madeWay, cancelled };
  }

  #finish(job: Job, { handle, appended }: Running): Reply {
    return job.kind === 'import' ? this.program.call('importEnd', { job: handle }) : { appended };
  }

  /** Reads ahead by one chunk, so that the disk and the Go program work at the same time. */
  async #feed(
    running: Running,
    log: Blob,
    end: number,
    report: () => void,
  ): Promise<{ error: Refusal } | null> {
    const chunk = (from: number) => log.slice(from, Math.min(from + chunkBytes, end)).arrayBuffer();
    let next = chunk(running.done);
    let last = false;
    while (!last && !running.cancelled && (running.done < end || log.size === 0)) {
      let bytes: Uint8Array<ArrayBuffer>;
      try {
        bytes = new Uint8Array(await next);
      } catch (error) {
        return unreadable(error);
      }
      const done = running.done + bytes.length;
      next = chunk(done);
      next.catch(() => {});
      last = done >= log.size;
      const reply = this.program.call('importChunk', { job: running.handle, bytes, last });
      if (isRefusal(reply)) return reply;
      const { appended, madeWay } = reply as { appended: number; madeWay: boolean };
      Object.assign(running, { done, appended, madeWay });
      report();
      await breathe();
    }
    return null;
  }

  async #generate(
    running: Running,
    end: number,
    report: () => void,
  ): Promise<{ error: Refusal } | null> {
    while (running.done < end && !running.cancelled) {
      const events = Math.min(chunkEvents, end - running.done);
      const reply = this.program.call('generateStep', { job: running.handle, events });
      if (isRefusal(reply)) return reply;
      const { appended, madeWay, done } = reply as {
        appended: number;
        madeWay: boolean;
        done: boolean;
      };
      Object.assign(running, { done: done ? end : running.done + events, appended, madeWay });
      report();
      await breathe();
    }
    return null;
  }
}

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

function throttled(report: () => void): () => void {
  let last = 0;
  return () => {
    const now = performance.now();
    if (now - last < progressEveryMs) return;
    last = now;
    report();
  };
}
