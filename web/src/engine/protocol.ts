/**
 * What crosses between the page and the worker, and between the worker and the Go program. A
 * request is one flat object; a reply is a block of JSON bytes, a small object, or a refusal.
 */

import type { Refusal } from './failure';

/** Any answer of the Go program. It never throws. */
export type Reply = Uint8Array<ArrayBuffer> | Record<string, unknown> | { error: Refusal };

/** The Go program's functions, by name; each takes one request. */
export type EngineTable = Record<
  string,
  (request: object, callback?: (events: Uint8Array<ArrayBuffer>) => void) => Reply
>;

/** How far a job under way is, in the unit it is fed in: bytes of an import, events generated. */
export interface JobMark {
  key: number;
  done: number;
}

/** A reply, and where the jobs under way stood when it was given. */
export interface Written {
  reply: Reply;
  jobs: JobMark[];
}

/** Work that is done in steps, so that questions are answered meanwhile. */
export type Job =
  /** `now`, RFC 3339, is the time of events that come without one: the same when it is done again. */
  | { kind: 'import'; log: Blob; format: string; now: string }
  | { kind: 'generate'; events: number; seed: number };

/** How a job ended. */
export interface JobEnd extends Written {
  done: number;
  /** Events it appended. */
  appended: number;
  cancelled: boolean;
}

/** How far a job is, told some ten times a second. */
export interface JobProgress {
  done: number;
  total: number;
  appended: number;
}

/** What the worker offers the page. Callbacks have to be marked with `Comlink.proxy`. */
export interface EngineWorker {
  /**
   * Loads and starts the Go program.
   *
   * @param lock a lock's name, which the worker holds for as long as it lives.
   * @param onStopped called when the program ends by itself.
   * @returns `''`, or why it could not be started.
   */
  start(lock: string, onStopped: (reason: string) => void): Promise<string>;
  /** Asks the Go program one question. */
  ask(name: string, request: object): Promise<Reply>;
  /** Has the Go program change the log. */
  write(name: string, request: object): Promise<Written>;
  /** Runs a job from where it stands up to `upTo` (of its own unit), or to its end. */
  run(
    key: number,
    job: Job,
    upTo: number,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd>;
  /** Ends a job at its next step. */
  cancel(key: number): Promise<void>;
  /** Reads the log as NDJSON. */
  exportLog(filter: object): Promise<Blob | { error: Refusal }>;
  /** Has events sent on; `''` as `from` means from now on. */
  subscribe(from: string, onEvents: (events: Uint8Array<ArrayBuffer>) => void): Promise<Reply>;
  /** Bytes of linear memory. */
  memory(): Promise<number>;
}

/** Whether a reply is a refusal. */
export function isRefusal(reply: unknown): reply is { error: Refusal } {
  return (
    typeof reply === 'object' &&
    reply !== null &&
    !(reply instanceof Uint8Array) &&
    'error' in reply
  );
}
