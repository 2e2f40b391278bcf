import { asEngineError } from './errors';
import type { Job, JobEnd, JobProgress, News } from './protocol';
import type { Supervisor } from './supervisor';

/** While a job runs, the log changes all the time. The page is told of it only so often. */
const changeEveryMs = 400;

/** Has the engine do long work. */
export class JobRunner {
  #lastKey = 0;
  #running = new Map<number, (progress: JobProgress) => void>();

  /** @param onChange called when the log has grown, or is another one in which the sample made way. */
  constructor(
    private readonly supervisor: Supervisor,
    private readonly onChange: (grown: boolean) => void,
  ) {}

  /** How many are under way. */
  get running(): number {
    return this.#running.size;
  }

  /** Takes what an engine tells of a job. */
  hear({ key, progress }: News & { news: 'progress' }): void {
    this.#running.get(key)?.(progress);
  }

  /** Runs a job to its end, or until the signal is aborted, even while it still waits for an engine. */
  async run(
    job: Job,
    signal: AbortSignal | undefined,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd> {
    const key = ++this.#lastKey;
    let told = performance.now();
    let madeWay = false;
    let soFar = { appended: 0, madeWay };
    const changed = (now: boolean) => {
      this.onChange(now === madeWay);
      madeWay = now;
    };
    this.#running.set(key, (progress) => {
      soFar = { appended: progress.appended, madeWay: progress.madeWay };
      onProgress(progress);
      if (performance.now() - told < changeEveryMs) return;
      told = performance.now();
      changed(progress.madeWay);
    });
    try {
      const end = await this.#asked(key, job, signal);
      changed(end.madeWay);
      return end;
    } catch (error) {
      // Cancelled while there was no engine: before one began, or after the last one ended.
      if (asEngineError(error).code === 'aborted') return { reply: {}, ...soFar, cancelled: true };
      throw error;
    } finally {
      this.#running.delete(key);
    }
  }

  #asked(key: number, job: Job, signal: AbortSignal | undefined): Promise<JobEnd> {
    return this.supervisor.useHere(
      (engine) => {
        const cancel = () => engine.cancel(key);
        signal?.addEventListener('abort', cancel, { once: true });
        return engine.run(key, job).finally(() => signal?.removeEventListener('abort', cancel));
      },
      { signal, toWrite: true },
    );
  }
}
