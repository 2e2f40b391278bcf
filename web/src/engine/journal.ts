import type { Job, JobMark } from './protocol';

/** Characters of events that are kept as text before they move to a Blob, out of the page's heap. */
const textLimit = 1 << 20;

type Entry =
  | { kind: 'sample' }
  | { kind: 'events'; parts: (string | Blob)[]; size: number }
  | { kind: 'job'; key: number; upTo: number }
  | { kind: 'end'; key: number; done: number };

/** What a journal is told again to. */
export interface Replay {
  sample(): Promise<void>;
  /** Appends a JSON array of events as they were, positions and recorded times included. */
  events(array: Blob): Promise<void>;
  /** Begins a job or goes on with it, up to `upTo` of its own unit. */
  advance(key: number, job: Job, upTo: number): Promise<void>;
  /** Ends a job where it stands. */
  end(key: number, job: Job): Promise<void>;
}

/**
 * All acknowledged writes since the log was empty, in order: enough to make the same log again when
 * the worker that holds it has died. Imported files are kept by reference, not copied.
 */
export class Journal {
  #entries: Entry[] = [];
  #jobs = new Map<number, Job>();
  #marks = new Map<number, number>();

  /** The log was emptied. */
  cleared(): void {
    this.#entries = [];
    this.#jobs.clear();
    this.#marks.clear();
  }

  /** The sample shop was loaded. */
  sampled(): void {
    this.#entries.push({ kind: 'sample' });
  }

  /**
   * Events were appended.
   *
   * @param texts each event as JSON text, with its id and its times.
   * @param marks where the jobs under way stood: these events came after that part of them.
   */
  appended(texts: string[], marks: JobMark[]): void {
    this.#mark(marks);
    const last = this.#entries.at(-1);
    const entry: Entry & { kind: 'events' } =
      last?.kind === 'events' ? last : { kind: 'events', parts: [], size: 0 };
    if (entry !== last) this.#entries.push(entry);
    for (const text of texts) entry.parts.push(entry.parts.length > 0 ? `,\n${text}` : text);
    entry.size += texts.reduce((sum, text) => sum + text.length, 0);
    if (entry.size < textLimit) return;
    entry.parts = [new Blob(entry.parts)];
    entry.size = 0;
  }

  /** A job is about to begin. */
  began(key: number, job: Job): void {
    this.#jobs.set(key, job);
  }

  /** A job ended after `done` of its own unit. */
  ended(key: number, done: number, marks: JobMark[]): void {
    this.#mark(marks);
    this.#entries.push({ kind: 'end', key, done });
    this.#marks.delete(key);
  }

  /** A job ended that had done nothing. */
  failed(key: number): void {
    const begun = this.#entries.some((entry) => 'key' in entry && entry.key === key);
    if (!begun) this.#jobs.delete(key);
  }

  /** Tells all of it, in order. */
  async replay(to: Replay): Promise<void> {
    for (const entry of [...this.#entries]) {
      if (entry.kind === 'sample') await to.sample();
      else if (entry.kind === 'events') await to.events(new Blob(['[', ...entry.parts, ']']));
      else await this.#replayJob(entry, to);
    }
    await this.#endOpenJobs(to);
  }

  async #replayJob(entry: Entry & { kind: 'job' | 'end' }, to: Replay): Promise<void> {
    const job = this.#jobs.get(entry.key);
    if (!job) return;
    if (entry.kind === 'job') return to.advance(entry.key, job, entry.upTo);
    await to.advance(entry.key, job, entry.done);
    const whole = job.kind === 'import' ? job.log.size : job.events;
    if (entry.done < whole) await to.end(entry.key, job);
  }

  /** The worker that did these is gone, and nobody waits for them any more. */
  async #endOpenJobs(to: Replay): Promise<void> {
    for (const [key, done] of this.#marks) {
      const job = this.#jobs.get(key);
      if (job) await to.end(key, job);
      this.#entries.push({ kind: 'end', key, done });
    }
    this.#marks.clear();
  }

  #mark(marks: JobMark[]): void {
    for (const { key, done } of marks) {
      if (done <= (this.#marks.get(key) ?? 0)) continue;
      this.#marks.set(key, done);
      this.#entries.push({ kind: 'job', key, upTo: done });
    }
  }
}
