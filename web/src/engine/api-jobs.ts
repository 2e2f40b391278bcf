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

/** What became of an own projection that came with a log. */
export interface ImportedProjection {
  /** What it was called where it comes from. */
  name: string;
  /**
   * Whether it was defined; or was there already, with the same source and rules; or was refused. What is there is never
   * changed.
   */
  outcome: 'defined' | 'known' | 'refused';
  /** What it is called here: another name where its own was taken. `''` where it was refused. */
  as: string;
  /** Why it was refused; `''` where it was not. */
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
  /** What became of the own projections that came with the log; absent where none did. */
  projections?: ImportedProjection[];
}

/** What to export. */
export interface ExportOptions {
  /**
   * Whether the own projections go along, each as it was defined last: as a line before the events, from which an
   * import defines them. Default false.
   */
  projections?: boolean;
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
