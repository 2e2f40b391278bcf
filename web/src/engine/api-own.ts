/** The part of the scripting API that is about own projections. */

/** What is said of a projection's source. */
export interface Diagnostic {
  /** Only an error keeps it from being run. */
  severity: 'error' | 'warning' | 'info';
  /** For programs. */
  code: string;
  message: string;
  /** In the source, from 1 on; absent where it is about no line. */
  line?: number;
  /** From 1 on. */
  column?: number;
}

/** What an own projection is. */
export interface NewProjection {
  /** A projection in JavaScript, as KurrentDB takes it; at most 1 MiB. */
  source: string;
  /** Whose rules hold: those of KurrentDB's first engine (`'v1'`, the default) or of its second. */
  engine?: 'v1' | 'v2';
  /** What an event does whose handler throws: it changes nothing (`'continue'`, the default), or the projection stops before it. */
  onError?: 'continue' | 'stop';
}

/** An own projection that was defined. */
export interface Defined {
  name: string;
  /** How often the name was defined. */
  revision: number;
  /** No error is among them. */
  diagnostics: Diagnostic[];
}

/** An own projection: what is said of the revision that was defined last, and of each that is kept. */
export interface Definition extends Revision {
  name: string;
  /** The revision that answers for the name. The next one does once it has caught up. */
  answers: number;
  /** Those that are kept, two at the most, the first of them first. The table of each is `name@revision`. */
  revisions: Revision[];
}

/** A revision of an own projection. */
export interface Revision {
  revision: number;
  source: string;
  engine: 'v1' | 'v2';
  onError: 'continue' | 'stop';
  /** `'running'` while it folds what it has not folded yet, `'stopped'` at {@link fault}. */
  state: 'running' | 'current' | 'stopped';
  /** The last event that it has folded. */
  position: number;
  /** How many events it has folded. */
  events: number;
  /** How many of these it could not apply. */
  failures: number;
  fault: Fault | null;
}

/** Why an own projection has stopped. */
export interface Fault {
  /** The event that it could not apply. */
  position: number;
  /** `sandbox_refused` says nothing of the event: the browser runs no projection. */
  code: StepError['code'] | 'sandbox_refused';
  message: string;
  /** In the source, from 1 on; `null` where it is about no line. */
  line: number | null;
}

/** Which revision of an own projection is meant; the one that was defined last where it is not said. */
export interface OfRevision {
  revision?: number | undefined;
}

/** What one event does in an own projection. States and data are JSON text, `null` where there is none. */
export interface Stepped {
  position: number;
  /** Which row it is about, `''` without partitions; `null` where it has none. */
  partition: string | null;
  /** The row's state before and after. */
  before: string | null;
  after: string | null;
  /** What transforms and filters make of it. */
  result: string | null;
  /** The state that all partitions of a projection with biState share. */
  shared?: { before: string | null; after: string | null };
  emitted: Emitted[];
  logs: string[];
  /** Why it did not reach a handler. */
  skipped: null | { reason: string; message: string };
  error: StepError | null;
}

/** An event that a projection emits or links. It is not put into the log. */
export interface Emitted {
  stream: string;
  /** `$>` is a link to an event, `$@` one to a stream. */
  type: string;
  data: string;
  metadata: string | null;
  link: null | { stream: string; sequenceNumber: number };
}

/** Why an event could not be applied. */
export interface StepError {
  code: 'handler_error' | 'state_error' | 'limit_exceeded' | 'timeout';
  message: string;
  /** In the source, from 1 on; `null` where it is about no line. */
  line: number | null;
  column: number | null;
}
