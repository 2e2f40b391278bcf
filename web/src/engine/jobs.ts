import type { Program } from './program';
import type { Job, JobEnd, JobProgress } from './protocol';
import { breathe, inSteps } from './steps';

/** Bytes of a log that the Go program is given at a time: some ten milliseconds of work. */
const chunkBytes = 1 << 20;
const progressEveryMs = 100;

/** A job under way, and what it has done so far. */
type RunningJob = Omit<JobEnd, 'reply'>;

/** The jobs under way that fill the log: imports and generated histories. */
export class Jobs {
  #running = new Map<number, RunningJob>();
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
    const running = { appended: 0, madeWay: false, cancelled: false };
    this.#running.set(key, running);
    const end = this.#run(running, job, throttled(onProgress));
    this.#ends.add(end);
    return end.finally(() => {
      this.#ends.delete(end);
      this.#running.delete(key);
    });
  }

  async #run(
    running: RunningJob,
    job: Job,
    report: (progress: JobProgress) => void,
  ): Promise<JobEnd> {
    const [request, next] =
      job.kind === 'import' ? [{ ...job, bytes: job.log.size }, reader(job.log)] : [job];
    const onStep = async ({ done, total, appended, madeWay }: JobProgress) => {
      Object.assign(running, { appended, madeWay });
      report({ done, total, appended, madeWay });
      await breathe();
      return !running.cancelled;
    };
    const reply = await inSteps(this.program, request, onStep, next);
    return { ...running, reply };
  }
}

/** Reads ahead by one chunk, so that the disk and the Go program work at the same time. */
function reader(log: Blob): () => Promise<Uint8Array<ArrayBuffer>> {
  const chunk = (from: number) => log.slice(from, from + chunkBytes).arrayBuffer();
  let done = 0;
  let next = chunk(0);
  return async () => {
    const bytes = new Uint8Array(await next);
    done += bytes.length;
    next = chunk(done);
    next.catch(() => {});
    return bytes;
  };
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
