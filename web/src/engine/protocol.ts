/**
 * What crosses between the page and the worker, and between the worker and the Go program. A
 * request is one flat object; a reply is a block of JSON bytes, a small object, or a refusal.
 */

import type { Refusal } from './failure';

/** Any answer of the Go program. It never throws. */
export type Reply = Uint8Array<ArrayBuffer> | Record<string, unknown> | { error: Refusal };

/** What some of the Go program's functions are told things with: events, or how far they are. */
export type Callback =
  | ((events: Uint8Array<ArrayBuffer>) => void)
  | ((done: number, total: number) => void);

/** The Go program's functions, by name; each takes one request. */
export type EngineTable = Record<string, (request: object, callback?: Callback) => Reply>;

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
  | { kind: 'import'; log: Blob; format: string; now: string; replaceSample: boolean }
  | { kind: 'generate'; events: number; seed: number; replaceSample: boolean };

/** How a job ended. */
export interface JobEnd extends Written {
  done: number;
  /** Events it appended. */
  appended: number;
  /** Whether the sample shop was all that the log had, and is gone. */
  madeWay: boolean;
  cancelled: boolean;
}

/** How far a job is, told some ten times a second. */
export interface JobProgress {
  done: number;
  total: number;
  appended: number;
  /** Whether the sample shop was all that the log had, and is gone. */
  madeWay: boolean;
}

/** What an engine offers whoever looks at its log. Callbacks have to be marked with `Comlink.proxy`. */
export interface EngineWorker {
  /**
   * Says hello.
   *
   * @param lock a lock's name, which the caller holds for as long as it lives; `''` for none.
   * @returns the same of the engine's own.
   */
  meet(lock: string): Promise<string>;
  /** Asks the Go program one question. */
  ask(name: string, request: object): Promise<Reply>;
  /**
   * Has the Go program answer a batch, which is JSON text, a question at a time: whatever else is asked meanwhile is
   * answered in between. All are answered from one snapshot.
   */
  askInSteps(questions: string): Promise<Reply>;
  /** Has the Go program change the log. */
  write(name: string, request: object): Promise<Written>;
  /** Empties the log, once all jobs have been ended. */
  clear(): Promise<Reply>;
  /** Puts the sample shop into the log if nothing is in it, and no job is under way. */
  fill(): Promise<Reply>;
  /** Runs a job from where it stands up to `upTo` (of its own unit), or to its end. */
  run(
    key: number,
    job: Job,
    upTo: number,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobEnd>;
  /** Ends a job at its next step. */
  cancel(key: number): Promise<void>;
  /**
   * Reads the log as NDJSON.
   *
   * @param question which events, as JSON text.
   */
  exportLog(question: string): Promise<Blob | { error: Refusal }>;
  /** Has events sent on; `''` as `from` means from now on. */
  subscribe(from: string, onEvents: (events: Uint8Array<ArrayBuffer>) => void): Promise<Reply>;
  /** Tells when somebody else changed the log, and whether all it had is still there. */
  watch(onChange: (grown: boolean) => void): Promise<void>;
  /** Bytes of linear memory. */
  memory(): Promise<number>;
}

/** What a worker offers the page that it belongs to. */
export interface OwnEngineWorker extends EngineWorker {
  /**
   * Loads and starts the Go program.
   *
   * @param lock a lock's name, which the worker holds for as long as it lives.
   * @param onStopped called when the program ends by itself.
   * @returns `''`, or why it could not be started.
   */
  start(lock: string, onStopped: (reason: string) => void): Promise<string>;
  /**
   * Asks for the right to write a workspace's log; what was given lasts until the worker ends.
   *
   * @param onGranted called when it is given later, because whoever had it is gone.
   * @returns whether it was given at once.
   */
  claim(workspace: string, onGranted: () => void): Promise<boolean>;
  /** Opens a claimed workspace's log. */
  open(workspace: string, onProgress: (done: number, total: number) => void): Promise<Reply>;
  /** Serves another tab, too. */
  serve(port: MessagePort): Promise<void>;
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
