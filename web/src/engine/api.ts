/**
 * The public types of the scripting API, `window.hindsight`. It is stable: things are added to it,
 * nothing in it changes its meaning. What a button on the page does goes through the same object.
 *
 * Every method is asynchronous; every answer is a plain object that survives `structuredClone`;
 * every failure is an {@link HindsightError}.
 */

import type {
  At,
  Command,
  CompareQuery,
  Comparison,
  Diff,
  DiffQuery,
  EventFilter,
  EventQuery,
  Failure,
  FindQuery,
  Flips,
  Histogram,
  HistogramQuery,
  Lineage,
  LineageQuery,
  Moment,
  PositionHistogram,
  PositionHistogramQuery,
  Projection,
  ProjectionsQuery,
  Question,
  Row,
  Table,
  TableQuery,
} from './api-answers';
import type { ExportOptions, GenerateOptions, ImportOptions, ImportSummary } from './api-jobs';
import type { Defined, Definition, NewProjection, OfRevision, Stepped } from './api-own';
import type { Storage, Workspaces } from './api-workspaces';

export type * from './api-answers';
export type * from './api-jobs';
export type * from './api-own';
export type * from './api-workspaces';

/** What went wrong, for programs. The message beside it is for people. */
export type ErrorCode =
  /** An event is out of bounds; details: `index` in its batch, `field`, `got`, `want`. */
  | 'invalid_event'
  /** The log or the batch has the id already; details: `id`, `position` of the one that has it. */
  | 'duplicate_id'
  /** The stream is not where it was expected; details: `stream`, `expected`, `actual`. */
  | 'version_conflict'
  /** A command was refused; details: `rule`. */
  | 'rejected'
  /** A bound, an order or a limit of a question makes no sense; details: `field`. */
  | 'invalid_query'
  | 'unknown_projection'
  | 'unknown_command'
  /** A projection's source can't be run; details: `diagnostics`. */
  | 'invalid_definition'
  /** Another projection has the name; details: `name`. */
  | 'duplicate_projection'
  /** What an own projection did is beyond a limit, which the message names. */
  | 'limit_exceeded'
  /** The browser has no frame for code that the page does not trust: own projections can't be run here. */
  | 'sandbox_refused'
  /** What was to be imported is no event log, or could not be read. */
  | 'unreadable'
  /** The caller's own `AbortSignal`, or the log was emptied; details: what had been done until then. */
  | 'aborted'
  /** The engine met an error of its own and recovered; the log is intact. */
  | 'engine_panic'
  /** A defect that has no code of its own. */
  | 'internal'
  /**
   * The engine ended before it answered, and is started again with all that was acknowledged; or another
   * workspace was opened; or the file can't be read or written, which `reason` says.
   */
  | 'engine_stopped'
  /** The file was not written or read; details: `reason` where the browser gave one. The log is as it was. */
  | 'storage_failed'
  /** The file is not what was written; details: `offset`, `length`, `reason`. */
  | 'storage_damaged'
  /** The log’s file was written by a version of this program that this one can’t read; it stays untouched. */
  | 'storage_version';

/** The error that every method rejects with. */
export interface HindsightError extends Error {
  readonly code: ErrorCode;
  /** Facts for programs; which ones depends on the code. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** An event to append. */
export interface NewEvent {
  type: string;
  stream: string;
  /** Any JSON value. Numbers that are not finite are refused. */
  data?: unknown;
  /** The payload as JSON text, instead of `data`: kept byte for byte. */
  dataText?: string;
  /** Unique in the log; a UUIDv7 when absent. */
  id?: string;
  /** When it happened, RFC 3339 with up to nanoseconds; now when absent. */
  time?: string;
  /** From 1, which is also what absent means. */
  schemaVersion?: number;
  /** A JSON object; `correlationId` and `causationId` are known. Numbers that are not finite are refused. */
  metadata?: Record<string, unknown>;
  /** The metadata as the text of a JSON object, instead of `metadata`: kept byte for byte. */
  metadataText?: string;
}

/** Conditions of an append. */
export interface AppendOptions {
  /**
   * Where the stream must be: `'any'` (default), `'none'` (it must not exist), `'exists'`, or its
   * exact version. Needs all events of the batch in one stream.
   */
  expectedVersion?: 'any' | 'none' | 'exists' | number;
  /** Answer a batch that is stored already with its first positions instead of an error. */
  idempotent?: boolean;
}

/** Where an event went. */
export interface AppendedEvent {
  /** Global position, from 1, without gaps. */
  position: number;
  id: string;
  stream: string;
  /** Position in its stream, from 1. */
  version: number;
  /** When the log took it, RFC 3339 in UTC. */
  recorded: string;
  time: string;
}

/** The answer to an append. */
export interface AppendResult {
  events: AppendedEvent[];
  /** Whether the batch was stored before and nothing was appended now. */
  duplicate: boolean;
}

/** An event as it is stored. */
export interface StoredEvent {
  position: number;
  id: string;
  stream: string;
  version: number;
  type: string;
  schemaVersion: number;
  time: string;
  recorded: string;
  /** The payload, parsed: a number beyond 2^53 is rounded here, and only here. */
  data: unknown;
  /** The payload's stored bytes, exactly. */
  dataText: string;
  /** The metadata, parsed: numbers are rounded as in `data`. */
  metadata: Record<string, unknown>;
  /** The metadata's stored bytes, exactly. */
  metadataText: string;
}

/** A page of events, in the order of their positions. */
export interface EventPage {
  at: At;
  events: StoredEvent[];
  /** How many match in all. */
  total: number;
  /** Pass it as `after` for the next page; `null` at the end. */
  next: number | null;
}

/** What the log holds, and what that costs. */
export interface Stats {
  events: number;
  /** What the log and its indexes take, in bytes. */
  bytes: number;
  firstTime: string;
  lastTime: string;
  types: { name: string; count: number }[];
  streams: number;
  /** What the projections keep beside that, in bytes. */
  projectionBytes: number;
  /** The engine's linear memory, in bytes. */
  wasmMemory: number;
  /** Whether the domain's sample is all there is. */
  onlySample: boolean;
  /** How the log is kept. */
  storage: Storage;
}

/** Stops a subscription. */
export type Unsubscribe = () => Promise<void>;

/** What stands in an answer's place when the question has none. */
export interface NoAnswer {
  error: { code: ErrorCode; message: string; details: Record<string, unknown> };
}

/** `window.hindsight`. */
export interface Hindsight {
  /** Resolves when the engine has answered and the log that the page opens with is in it. */
  readonly ready: Promise<void>;
  /** Appends a batch, all or nothing. */
  append(events: NewEvent | NewEvent[], options?: AppendOptions): Promise<AppendResult>;
  /** Appends a log's events; bad lines are set aside, known ids are counted. Own projections that it carries are defined. */
  import(log: string | Blob | ArrayBuffer, options?: ImportOptions): Promise<ImportSummary>;
  /** NDJSON; importing it into an empty log gives the same log. */
  export(filter?: EventFilter, options?: ExportOptions): Promise<Blob>;
  events(query?: EventQuery): Promise<EventPage>;
  /**
   * Asks several questions, all answered from one snapshot of the log, in their order. Each answer is what the method
   * of that name gives; where there is none, a {@link NoAnswer} stands in its place.
   */
  ask(questions: readonly Question[]): Promise<unknown[]>;
  projections(options?: ProjectionsQuery): Promise<Projection[]>;
  table(name: string, query?: TableQuery): Promise<Table>;
  row(name: string, key: string, options?: { at?: Moment; exact?: boolean }): Promise<Row>;
  /** What differs between two moments, in either direction; the order is that of the rows. */
  diff(name: string, query: DiffQuery): Promise<Diff>;
  /** Which events made a row, or one value of it, newest first. */
  lineage(name: string, key: string, query?: LineageQuery): Promise<Lineage>;
  /** Every position at which a condition on a projection's rows turned true or false. */
  find(name: string, query: FindQuery): Promise<Flips>;
  failures(name: string): Promise<Failure[]>;
  histogram(query: HistogramQuery): Promise<Histogram>;
  histogram(query: PositionHistogramQuery): Promise<PositionHistogram>;
  /**
   * Defines an own projection, or the next revision of one. It resolves when its source was run, and then it folds the
   * log. The revision before answers until the new one has caught up or stopped, and is kept beside it; the one before
   * that is let go. One that can't be run rejects with `invalid_definition`, and all stays as it was.
   *
   * @param name 1 to 100 letters, digits, `-` and `_`, none that a built-in projection has.
   */
  define(name: string, projection: NewProjection): Promise<Defined>;
  /** The own projections, in the order of their definition. */
  definitions(): Promise<Definition[]>;
  /** Resolves when the revision that was defined last has folded the whole log, or stopped. */
  caughtUp(name: string, options?: { signal?: AbortSignal }): Promise<void>;
  /** What one event does in an own projection, from the states that it met there. */
  step(name: string, position: number, options?: OfRevision): Promise<Stepped>;
  /** The rows that two revisions of an own projection do not have alike, and the first event at which they parted. */
  compare(name: string, query: CompareQuery): Promise<Comparison>;
  /** Drops an own projection, and its tables; or one revision of it, and then the other answers for the name. */
  drop(name: string, options?: OfRevision): Promise<void>;
  /**
   * Gives an own projection another name, with all its revisions.
   *
   * @param to as in {@link define}; no other own projection has it either.
   */
  rename(name: string, to: string): Promise<void>;
  commands(): Promise<Command[]>;
  /** Decides a command and appends its events; `rejected` names the rule that forbids it. */
  execute(command: string, fields: Record<string, unknown>): Promise<{ events: StoredEvent[] }>;
  /**
   * Calls `handler` with each event, once, in order. With `from` (an id) it starts with that event
   * and goes on live.
   */
  subscribe(
    handler: (event: StoredEvent) => void,
    options?: { from?: string },
  ): Promise<Unsubscribe>;
  /** Appends a sample history. */
  generate(options: GenerateOptions): Promise<{ appended: number }>;
  stats(): Promise<Stats>;
  /** Forgets all events. */
  clear(): Promise<void>;
  /** The logs that this browser keeps. */
  readonly workspaces: Workspaces;
}

declare global {
  interface Window {
    /** The engine of this page, for the console, a bookmark or an embedding page. */
    hindsight: Hindsight;
  }
}
