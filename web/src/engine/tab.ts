import * as Comlink from 'comlink';
import type { PlainError } from './errors';
import { Jobs } from './jobs';
import type { NewDefinition, OwnProjections } from './own/own-projections';
import type { Previewed, PreviewRequest } from './own/preview';
import type { DefinitionState } from './own/revisions';
import type { SteppedEvent } from './own/stepper';
import type { Program } from './program';
import {
  type EngineWorker,
  isError,
  type Job,
  type JobEnd,
  type JobProgress,
  type Reply,
  type Tell,
} from './protocol';
import { breathe, inSteps } from './steps';

/** While a job runs, the log changes all the time. The other tabs are told so often, in milliseconds. */
const tellEveryMs = 400;

/** What all tabs that one engine serves have in common. */
export interface Shared {
  program: Program;
  tabs: Set<Tab>;
  /** The jobs of these tabs, and those that tabs which are gone have left behind. */
  jobs: Set<Jobs>;
  /** The lock that the worker holds for as long as it lives. */
  lock: string;
  own: OwnProjections;
  /**
   * Called when the log has changed.
   *
   * @param grown whether all that it had is still there.
   */
  onChange(grown: boolean): void;
}

/** One tab that the engine serves: the one that it belongs to, or another. */
export class Tab implements EngineWorker {
  #jobs: Jobs;
  #followers = new Map<number, object>();
  #checks: object[] = [];

  /** @param tell posts to the tab, on the port that it is answered on. */
  constructor(
    protected readonly shared: Shared,
    protected readonly tell: Tell,
  ) {
    this.#jobs = new Jobs(shared.program);
    shared.tabs.add(this);
    shared.jobs.add(this.#jobs);
  }

  async meet(lock: string): Promise<string> {
    if (lock) navigator.locks?.request(lock, () => this.#leave());
    return this.shared.lock;
  }

  async ask(questions: string, room?: ArrayBuffer): Promise<Reply> {
    return handOver(this.shared.program.call('ask', questions, room && new Uint8Array(room)));
  }

  async askInSteps(questions: string): Promise<Reply> {
    const request = { kind: 'answer', questions };
    return handOver(await inSteps(this.shared.program, request, ({ over }) => over || breathe()));
  }

  async check(): Promise<Reply> {
    const job = this.shared.program.call('start', { kind: 'verify' });
    if (!isError(job)) this.#checks.push(job);
    return job;
  }

  async step(job: object): Promise<Reply> {
    return this.shared.program.call('step', job);
  }

  async stop(job: object): Promise<Reply> {
    return this.shared.program.call('stop', job);
  }

  async write(request: object): Promise<Reply> {
    const reply = this.shared.program.call('write', request);
    if (!isError(reply)) this.#changed(true);
    return handOver(reply);
  }

  async clear(): Promise<Reply> {
    // Jobs that fill the log have to end first. While they end, another may begin: look again.
    while (!this.#idle) await Promise.all([...this.shared.jobs].map((jobs) => jobs.endAll()));
    const reply = this.shared.program.call('write', { kind: 'clear' });
    if (!isError(reply)) this.#changed(false);
    return reply;
  }

  async fill(): Promise<Reply> {
    // A job is putting something else into it.
    if (!this.#idle) return { filled: false };
    const reply = this.shared.program.call('write', { kind: 'fill' });
    if ('filled' in reply && reply.filled) this.#changed(true);
    return reply;
  }

  run(key: number, job: Job): Promise<JobEnd> {
    // While another job appends to the domain's sample, the sample does not make way.
    const meant = this.#idle ? job : { ...job, replaceSample: false };
    let told = performance.now();
    let madeWay = false;
    const changed = (now: boolean) => {
      this.#changed(now === madeWay);
      madeWay = now;
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

  async exportLog(question: string): Promise<Blob | { error: PlainError }> {
    const parts: BlobPart[] = [];
    const request = { kind: 'export', question };
    const reply = await inSteps(this.shared.program, request, ({ bytes }) => {
      if (bytes) parts.push(bytes);
      return breathe();
    });
    return isError(reply) ? reply : new Blob(parts, { type: 'application/x-ndjson' });
  }

  async follow(key: number, from: string): Promise<Reply> {
    const onEvents = (events: Uint8Array<ArrayBuffer>) =>
      this.tell({ news: 'events', key, events }, [events.buffer]);
    const reply = this.shared.program.call('follow', { from }, onEvents);
    if (!isError(reply)) this.#followers.set(key, onEvents);
    return reply;
  }

  async unfollow(key: number): Promise<void> {
    this.shared.program.call('unfollow', {}, this.#followers.get(key));
    this.#followers.delete(key);
  }

  define(asked: NewDefinition): Promise<Reply> {
    return this.shared.own.define(asked);
  }

  async definitions(): Promise<DefinitionState[]> {
    return this.shared.own.states();
  }

  caughtUp(name: string): Promise<Reply> {
    return this.shared.own.caughtUp(name);
  }

  stepOwn(name: string, position: number, revision?: number): Promise<SteppedEvent> {
    return this.shared.own.step(name, position, revision);
  }

  preview(request: PreviewRequest): Promise<Previewed> {
    return this.shared.own.previewer.preview(request);
  }

  drop(name: string, revision?: number): Promise<Reply> {
    return this.shared.own.drop(name, revision);
  }

  rename(name: string, to: string): Promise<Reply> {
    return this.shared.own.rename(name, to);
  }

  async memory(): Promise<number> {
    return this.shared.program.memoryBytes();
  }

  get #idle(): boolean {
    return [...this.shared.jobs].every((jobs) => jobs.idle);
  }

  #changed(grown: boolean): void {
    this.shared.onChange(grown);
    for (const other of this.shared.tabs) if (other !== this) other.hasChanged(grown);
  }

  /** Tells the tab which own projections there are. */
  haveChanged(states: DefinitionState[]): void {
    this.tell({ news: 'definitions', states });
  }

  /** Tells the tab that what is to be seen of the log has changed. */
  hasChanged(grown: boolean): void {
    this.tell({ news: 'changed', grown });
  }

  /** The tab is gone. Its jobs go on: a file that was dropped on the page is still wanted. */
  #leave(): void {
    this.shared.tabs.delete(this);
    this.#jobs.ended().then(() => this.shared.jobs.delete(this.#jobs));
    for (const key of this.#followers.keys()) this.unfollow(key);
    for (const job of this.#checks) this.stop(job);
  }
}

/** Transfers the bytes to the tab, instead of copying them. */
function handOver(reply: Reply): Reply {
  return reply instanceof Uint8Array ? Comlink.transfer(reply, [reply.buffer]) : reply;
}
