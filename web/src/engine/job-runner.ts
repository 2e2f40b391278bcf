import * as Comlink from 'comlink';
import type { Journal } from './journal';
import type { Job, JobEnd, JobProgress } from './protocol';
import type { Supervisor } from './supervisor';

/** While a job runs, the log is another one all the time: too often to be looked at each time. */
const changeEveryMs = 400;

/** Has the engine do long work, and writes down what was done. */
export class JobRunner {
  #lastKey = 0;
  #running = 0;

  /**
   * @param journal where it is written down, if anywhere.
   * @param onChange called when the log has grown, or is another one in which the sample made way.
   */
  constructor(
    private readonly supervisor: Supervisor,
    private readonly journal: () => Journal | null,
    private readonly onChange: (grown: boolean) => void,
  ) {}

  /** How many are under way. */
  get running(): number {
    return this.#running;
  }

  /** Runs a job to its end, or until the signal. */
  async run(
    job: Job,
    signal: AbortSignal | undefined,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd> {
    if (signal?.aborted)
      return { reply: {}, jobs: [], done: 0, appended: 0, madeWay: false, cancelled: true };
    const key = ++this.#lastKey;
    this.#running++;
    let madeWay = false;
    const changed = (now: boolean) => {
      this.onChange(now === madeWay);
      madeWay = now;
    };
    const end = await this.#step(key, job, signal, onProgress, changed).finally(
      () => this.#running--,
    );
    const journal = this.journal();
    if (end.done > 0) journal?.ended(key, end.done, end.jobs);
    else journal?.failed(key);
    changed(end.madeWay);
    return end;
  }

  #step(
    key: number,
    job: Job,
    signal: AbortSignal | undefined,
    onProgress: (progress: JobProgress) => void,
    changed: (madeWay: boolean) => void,
  ): Promise<JobEnd> {
    return this.supervisor.useHere((engine) => {
      // Where the log is, is only known by now.
      this.journal()?.began(key, job);
      const cancel = () => engine.cancel(key);
      signal?.addEventListener('abort', cancel, { once: true });
      let told = performance.now();
      const report = (progress: JobProgress) => {
        onProgress(progress);
        if (performance.now() - told < changeEveryMs) return;
        told = performance.now();
        changed(progress.madeWay);
      };
      const end = engine.run(key, job, Infinity, Comlink.proxy(report));
      // It may have waited for the engine until now.
      if (signal?.aborted) cancel();
      return end.finally(() => signal?.removeEventListener('abort', cancel));
    });
  }
}
