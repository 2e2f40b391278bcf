/**
 * What crosses between the page and the worker, and between the worker and the Go program. A
 * request is one flat object; a reply is a block of JSON bytes, a small object, or an error.
 */

import type { PlainError } from './errors';
import type { NewDefinition, OwnProjections } from './own/own-projections';
import type { Previewed, PreviewRequest } from './own/preview';
import type { DefinitionState } from './own/revisions';
import type { SteppedEvent } from './own/stepper';

/** Any answer of the Go program. It never throws. */
export type Reply = Uint8Array<ArrayBuffer> | Record<string, unknown> | { error: PlainError };

/** The Go program's functions. */
export type EngineFunction =
  | 'ask'
  | 'write'
  | 'open'
  | 'start'
  | 'step'
  | 'stop'
  | 'follow'
  | 'unfollow';

/**
 * The Go program's functions, by name; each takes one flat request, but `ask`, which takes a batch as JSON text. `given`
 * is what such an object can't hold: the bytes for a step, the room for an answer, the function that is called with
 * events, or the files of a log.
 */
export type EngineTable = Record<
  EngineFunction,
  (request: object | string, given?: object) => Reply
>;

/** Work that is done in steps, so that questions are answered meanwhile. */
export type Job =
  | { kind: 'import'; log: Blob; format: string; replaceSample: boolean }
  | { kind: 'generate'; events: number; seed: number; replaceSample: boolean };

/** How a job ended. */
export interface JobEnd {
  reply: Reply;
  /** Events it appended. */
  appended: number;
  /** Whether the domain's sample was all that the log had, and is gone. */
  madeWay: boolean;
  cancelled: boolean;
}

/** How far a job is, told some ten times a second. */
export interface JobProgress {
  /** Bytes, or events that are generated. */
  done: number;
  total: number;
  appended: number;
  /** Whether the domain's sample was all that the log had, and is gone. */
  madeWay: boolean;
}

/** What a step of one of the Go program's jobs came to. */
export interface Step extends JobProgress {
  /** Whether no step is left. */
  over: boolean;
  /** Whether the bytes are states of an own projection. */
  states: boolean;
  /** What came of it: JSON at the end of a job, or NDJSON at each step of an export. */
  bytes?: Uint8Array<ArrayBuffer>;
}

/**
 * What an engine says without being asked. News and answers come on one port, in the order they were sent: so what is
 * written to a file in memory is in the page's mirror before the page is told that it was appended.
 */
export type News =
  /** Bytes were written to the file in memory, from `at` on. */
  | { news: 'written'; at: number; bytes: Uint8Array<ArrayBuffer> }
  /** The file in memory was cut off, or made longer with zeros. */
  | { news: 'resized'; size: number }
  /** How far a job is that this tab runs under `key`; told some ten times a second. */
  | { news: 'progress'; key: number; progress: JobProgress }
  /** Events for the subscription with this `key`: a JSON array. */
  | { news: 'events'; key: number; events: Uint8Array<ArrayBuffer> }
  /** Another tab changed the log; `grown` tells whether all that it had is still there. */
  | { news: 'changed'; grown: boolean }
  /** How many bytes of the log that is being opened are read, of how many. */
  | { news: 'opening'; done: number; total: number }
  /** This tab may now write the workspace's log: the tab that had the right is gone. */
  | { news: 'granted' }
  /** Which own projections there are, and how far each is. */
  | { news: 'definitions'; states: DefinitionState[] }
  /** The worker needs a frame in which own projections run; this port is to be handed to it. */
  | { news: 'frame'; control: MessagePort }
  /** What is to be kept beside a log in memory only: the definitions of own projections, as JSON text. */
  | { news: 'defined'; definitions: string }
  /** The Go program ended by itself. */
  | { news: 'stopped'; reason: string };

/** Tells a tab its news. */
export type Tell = (news: News, transferred?: Transferable[]) => void;

/** What an engine offers every tab that shows its log. */
export interface EngineWorker {
  /**
   * Says hello.
   *
   * @param lock a lock's name, which the caller holds for as long as it lives; `''` for none.
   * @returns the same of the engine's own.
   */
  meet(lock: string): Promise<string>;
  /**
   * Has the Go program answer a batch, which is JSON text.
   *
   * @param room a buffer for the answer, which is used if it is large enough.
   */
  ask(questions: string, room?: ArrayBuffer): Promise<Reply>;
  /**
   * Has the Go program answer a batch a question at a time: whatever else is asked meanwhile is
   * answered in between. All are answered from one snapshot.
   */
  askInSteps(questions: string): Promise<Reply>;
  /** Begins to check the log's file: a job that the caller steps, and that the end of its tab ends. */
  check(): Promise<Reply>;
  /** Does the next step of a job. */
  step(job: object): Promise<Reply>;
  /** Ends a job, if it is not over. */
  stop(job: object): Promise<Reply>;
  /** Has the Go program change the log. */
  write(request: object): Promise<Reply>;
  /** Empties the log, once all jobs have been ended. */
  clear(): Promise<Reply>;
  /** Puts the domain's sample into the log if nothing is in it, and no job is under way. */
  fill(): Promise<Reply>;
  /** Runs a job to its end. `key` is the caller's number for it, which none of its jobs under way has. */
  run(key: number, job: Job): Promise<JobEnd>;
  /** Ends a job at its next step. */
  cancel(key: number): Promise<void>;
  /**
   * Reads the log as NDJSON.
   *
   * @param question which events, as JSON text.
   */
  exportLog(question: string): Promise<Blob | { error: PlainError }>;
  /** Has events told as news of this key; `''` as `from` means from now on. */
  follow(key: number, from: string): Promise<Reply>;
  /** Ends the news of events with this key. */
  unfollow(key: number): Promise<void>;
  /** Defines an own projection: see {@link OwnProjections}. */
  define(asked: NewDefinition): Promise<Reply>;
  /** Which own projections there are. */
  definitions(): Promise<DefinitionState[]>;
  /** Resolves when the last revision of an own projection has folded the whole log, or stopped. */
  caughtUp(name: string): Promise<Reply>;
  /** Runs one event through an own projection: the revision that was defined last, or another. */
  stepOwn(name: string, position: number, revision?: number): Promise<SteppedEvent>;
  /** Tries a source out on the first events. */
  preview(request: PreviewRequest): Promise<Previewed>;
  /** Drops an own projection, or one revision of it. */
  drop(name: string, revision?: number): Promise<Reply>;
  /** Gives an own projection another name. */
  rename(name: string, to: string): Promise<Reply>;
  /** Bytes of linear memory. */
  memory(): Promise<number>;
}

/** A file in memory that holds `content`. What is written to it is news; one that is only looked at takes nothing. */
export interface InMemory {
  content: Blob;
  /** The definitions of own projections, as JSON text; `''` where there are none. */
  definitions: string;
  toWrite: boolean;
}

/** A log that a worker is to open: the file of a workspace that was claimed, or one in memory. */
export type OpenedLog = { workspace: string } | InMemory;

/** What a worker offers the page that it belongs to. */
export interface OwnEngineWorker extends EngineWorker {
  /**
   * Loads and starts the Go program.
   *
   * @param lock a lock's name, which the worker holds for as long as it lives.
   * @returns `''`, or why it could not be started.
   */
  start(lock: string): Promise<string>;
  /**
   * Asks for the right to write a workspace's log; what was given lasts until the worker ends.
   *
   * @returns whether it was given at once; if not, it is news when it is given.
   */
  claim(workspace: string): Promise<boolean>;
  /** Opens a log in place of the one before. */
  open(log: OpenedLog): Promise<Reply>;
  /** Serves another tab, too. */
  serve(port: MessagePort): Promise<void>;
}

/** Whether a reply is an error. */
export function isError(reply: unknown): reply is { error: PlainError } {
  return (
    typeof reply === 'object' &&
    reply !== null &&
    !(reply instanceof Uint8Array) &&
    'error' in reply
  );
}
