/** The part of the scripting API's types that is about long work: imports and generated histories. */

/** How far an import is. */
export interface ImportProgress {
  /** Bytes read so far. */
  bytes: number;
  totalBytes: number;
  /** Events appended so far. */
  appended: number;
}

/** How to import. */
export interface ImportOptions {
  /** The format's name; `'auto'` (default) recognises it. */
  format?: string;
  /** Called some ten times a second. */
  onProgress?: (progress: ImportProgress) => void;
  /** Ends the import with code `aborted`; what went in until then stays. */
  signal?: AbortSignal;
}

/** A line that was set aside. */
export interface SetAside {
  /** From 1. */
  line: number;
  code: string;
  message: string;
}

/** What an import did. */
export interface ImportSummary {
  format: string;
  appended: number;
  /** Events the log had already. */
  duplicates: number;
  /** All lines set aside. */
  rejected: number;
  /** The first 100 of them. */
  reasons: SetAside[];
  elapsedMs: number;
}

/** How much to generate. */
export interface GenerateOptions {
  events: number;
  /** The same seed gives the same history; default 1. */
  seed?: number;
  /** Called with the events appended so far. */
  onProgress?: (appended: number) => void;
  signal?: AbortSignal;
}
