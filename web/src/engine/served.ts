import * as Comlink from 'comlink';
import type { Refusal } from './failure';
import { breathe, Jobs } from './jobs';
import type { Program } from './program';
import {
  type EngineWorker,
  isRefusal,
  type Job,
  type JobEnd,
  type JobProgress,
  type Reply,
  type Tell,
} from './protocol';

/** Bytes of NDJSON that an export asks for at a time. */
const exportChunkBytes = 1 << 20;

/** While a job runs, the log is another one all the time: the others are told so often. */
const tellEveryMs = 400;

/** What all who are served by one engine have in common. */
export interface Shared {
  program: Program;
  served: Set<Served>;
  /** What they have under way, and what tabs that are gone have begun. */
  jobs: Set<Jobs>;
  /** Counts up whenever the log is emptied. */
  epoch: number;
  /** The lock that the worker holds for as long as it lives. */
  lock: string;
  /** Called when the log is another one. */
  onChange(): void;
}

/** What one tab is served with: the tab that the engine belongs to, or another one. */
export class Served implements EngineWorker {
  #jobs: Jobs;
  #subscriptions: Reply[] = [];
  #checks: Reply[] = [];

  /** @param tell posts to the tab, on the port that it is answered on. */
  constructor(
    protected readonly shared: Shared,
    protected readonly tell: Tell,
  ) {
    this.#jobs = new Jobs(shared.program);
    shared.served.add(this);
    shared.jobs.add(this.#jobs);
  }

  async meet(lock: string): Promise<string> {
    if (lock) navigator.locks?.request(lock, () => this.#leave());
    return this.shared.lock;
  }

  async ask(name: string, request: object): Promise<Reply> {
    return handOver(this.shared.program.call(name, request));
  }

  async check(): Promise<Reply> {
    const reply = this.shared.program.call('verifyBegin', {});
    if (!isRefusal(reply)) this.#checks.push(reply);
    return reply;
  }

  async askInSteps(questions: string): Promise<Reply> {
    const batch = this.shared.program.call('askBegin', { questions });
    if (isRefusal(batch)) return batch;
    for (;;) {
      const reply = this.shared.program.call('askStep', batch);
      if (isRefusal(reply) || reply instanceof Uint8Array) return handOver(reply);
      await breathe();
    }
  }

  async write(name: string, request: object): Promise<Reply> {
    const reply = this.shared.program.call(name, request);
    if (!isRefusal(reply)) this.#changed(true);
    return handOver(reply);
  }

  async clear(): Promise<Reply> {
    // A log can't be emptied under one that fills it; while the last ends, another may begin.
    while (!this.#idle) await Promise.all([...this.shared.jobs].map((jobs) => jobs.endAll()));
    const reply = this.shared.program.call('clear', {});
    if (!isRefusal(reply)) this.#emptied();
    return reply;
  }

  async fill(): Promise<Reply> {
    // What is being put into it comes instead.
    if (!this.#idle) return { filled: false };
    const reply = this.shared.program.call('fill', {});
    if ('filled' in reply && reply.filled) this.#changed(true);
    return reply;
  }

  run(key: number, job: Job): Promise<JobEnd> {
    // What somebody else is putting into the sample shop is meant to go with it.
    const meant = this.#idle ? job : { ...job, replaceSample: false };
    let told = performance.now();
    let madeWay = false;
    const changed = (now: boolean) => {
      if (now === madeWay) return this.#changed(true);
      madeWay = now;
      this.#emptied();
    };
    const report = (progress: JobProgress) => {
      this.tell({ news: 'progress', key, progress });
      if (performance.now() - told < tellEveryMs) return;
      told = performance.now();
      changed(progress.madeWay);
    };
    return this.#jobs.run(key, meant, report).then((end) => {
      changed(end.madeWay);
      return end;
    });
  }

  async cancel(key: number): Promise<void> {
    this.#jobs.cancel(key);
  }

  async exportLog(question: string): Promise<Blob | { error: Refusal }> {
    const parts: BlobPart[] = [];
    const { epoch } = this.shared;
    let after = 0;
    do {
      if (epoch !== this.shared.epoch) return emptiedMeanwhile;
      const reply = this.shared.program.call('exportChunk', {
        question,
        after,
        bytes: exportChunkBytes,
      });
      if (isRefusal(reply)) return reply;
      const { chunk, next } = reply as unknown as { chunk: Uint8Array<ArrayBuffer>; next: number };
      parts.push(chunk);
      after = next;
      await breathe();
    } while (after > 0);
    return new Blob(parts, { type: 'application/x-ndjson' });
  }

  async subscribe(key: number, from: string): Promise<Reply> {
    const onEvents = (events: Uint8Array<ArrayBuffer>) =>
      this.tell({ news: 'events', key, events }, [events.buffer]);
    const reply = this.shared.program.call('subscribe', { from }, onEvents);
    if (!isRefusal(reply)) this.#subscriptions.push(reply);
    return reply;
  }

  async memory(): Promise<number> {
    return this.shared.program.memoryBytes();
  }

  get #idle(): boolean {
    return [...this.shared.jobs].every((jobs) => jobs.idle);
  }

  #emptied(): void {
    this.shared.epoch++;
    this.#changed(false);
  }

  #changed(grown: boolean): void {
    this.shared.onChange();
    for (const other of this.shared.served)
      if (other !== this) other.tell({ news: 'changed', grown });
  }

  /** Its tab is gone. Jobs it began go on: what was dropped on the page is wanted. */
  #leave(): void {
    this.shared.served.delete(this);
    this.#jobs.ended().then(() => this.shared.jobs.delete(this.#jobs));
    for (const subscription of this.#subscriptions)
      this.shared.program.call('unsubscribe', subscription as object);
    for (const check of this.#checks) this.shared.program.call('verifyEnd', check as object);
  }
}

const emptiedMeanwhile: { error: Refusal } = {
  error: { code: 'aborted', message: 'The log was emptied while it was exported', details: '' },
};

/** Hands the bytes over instead of copying them. */
function handOver(reply: Reply): Reply {
  return reply instanceof Uint8Array ? Comlink.transfer(reply, [reply.buffer]) : reply;
}
