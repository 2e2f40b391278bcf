import type { Program } from './program';
import type { Job, JobEnd, JobProgress } from './protocol';
import { breathe, inSteps } from './steps';

/** Bytes of a log that the Go program is given at a time: so much work that a question waits no longer than it notices. */
const chunkBytes = 1 << 20;
/** Bytes that are read at a time. Each reading has a price of its own, whatever its length. */
const readBytes = 8 << 20;
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

/** Reads ahead, so that the disk and the Go program work at the same time, and gives out chunk by chunk. */
function reader(log: Blob): () => Promise<Uint8Array<ArrayBuffer>> {
  let done = 0;
  const read = () => {
    const bytes = log.slice(done, done + readBytes).arrayBuffer();
    bytes.catch(() => {});
    done += readBytes;
    return bytes;
  };
  let next = read();
  let rest = new Uint8Array(0);
  return async () => {
    if (rest.length === 0) {
      rest = new Uint8Array(await next);
      next = read();
    }
    const chunk = rest.subarray(0, chunkBytes);
    rest = rest.subarray(chunkBytes);
    return chunk;
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
