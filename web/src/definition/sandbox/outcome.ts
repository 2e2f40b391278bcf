/** Whose rules hold: those of KurrentDB's first engine for projections, or of its second. */
export type Version = 'v1' | 'v2';

/** An event as the log has it. */
export interface LoggedEvent {
  /** From 1 on. */
  position: number;
  id: string;
  type: string;
  stream: string;
  /** The version of the stream with this event, from 1 on. */
  version: number;
  /** RFC 3339. */
  time: string;
  /** The payload's text: JSON unless `isJson` is false. Empty where the event has none. */
  data: string;
  /** JSON text. */
  metadata: string | null;
  /** True where it is left out. */
  isJson?: boolean;
  /** The link by which the event was reached. */
  link?: { stream: string; metadata: string | null };
}

/** Why an event didn't reach a handler. */
export type SkipReason =
  | 'unhandled'
  | 'wrong_stream'
  | 'system_stream'
  | 'system_type'
  | 'link'
  | 'no_partition'
  | 'no_delete_handler'
  | 'no_data';

export interface Skip {
  reason: SkipReason;
  message: string;
}

/** The codes that a failure of a projection has. `timeout` is given by who watches the sandbox. */
export type FailureCode = 'handler_error' | 'state_error' | 'limit_exceeded' | 'timeout';

export interface Failure {
  code: FailureCode;
  message: string;
  /** In the user's source, from 1 on; `null` where the browser doesn't tell. */
  line: number | null;
  /** From 1 on. */
  column: number | null;
}

export interface Emitted {
  stream: string;
  /** `$>` is a link to an event, `$@` one to a stream. */
  type: string;
  /** JSON text; of a link the text that KurrentDB stores, `3@order-1`. */
  data: string;
  /** JSON text of an object. */
  metadata: string | null;
  link: null | { stream: string; sequenceNumber: number };
}

/** Something that works here and is worth knowing, since the server does otherwise. */
export interface Note {
  code: 'line_separator' | 'slow';
  message: string;
}

/** What one event did: plain data, fit to be posted. */
export interface Outcome {
  position: number;
  /** The partition's key, `''` for a projection without partitions; `null` where the event has none. */
  partition: string | null;
  /** The partition's own state before the event as JSON text; `null` where there was none. */
  before: string | null;
  /** The same after the event. It is `before` where the event failed. */
  after: string | null;
  /** JSON text; `null` where there is no result, or a filter or transform took it out. */
  result: string | null;
  /**
   * Whether the first engine goes on with a state that holds what its text doesn't: a Date, undefined, one
   * object in two places. Then the next event of the partition may do otherwise when it begins from the text.
   */
  live: boolean;
  /** The shared state of a projection that has partitions and biState. */
  shared: null | { before: string | null; after: string | null };
  emitted: Emitted[];
  logs: string[];
  skipped: Skip | null;
  error: Failure | null;
  notes: Note[];
}
