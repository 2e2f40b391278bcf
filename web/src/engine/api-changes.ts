/** The part of the scripting API's types that is about change: what changed, what changed it, when. */

import type { At, Moment } from './api';

/** Which two moments to compare. */
export interface DiffQuery {
  from: Moment;
  /** Absent means the latest; it may be before `from`. */
  to?: Moment;
  /** Has values of `json` columns come as their text, so that no number in them is rounded. */
  exact?: boolean;
  offset?: number;
  /** At most 10,000; default 100. */
  limit?: number;
}

/** A row that is not the same at both moments. */
export interface RowChange {
  key: string;
  kind: 'added' | 'changed' | 'removed';
  /** In the order of the projection's columns; `null` when the row was not there. */
  before: unknown[] | null;
  after: unknown[] | null;
  /** The positions of the events between the moments that wrote it. */
  events: number[];
}

/** What differs between two moments. */
export interface Diff {
  from: At;
  to: At;
  rows: RowChange[];
  total: number;
  /** How many events up to the later moment the projection has not folded yet. */
  behind: number;
}

/** Up to when, and of which column, a row's history is asked for. */
export interface LineageQuery {
  at?: Moment;
  /** Only the versions in which this column changed. */
  column?: string;
  /** Has values of `json` columns come as their text, so that no number in them is rounded. */
  exact?: boolean;
  offset?: number;
  /** At most 10,000; default 100. */
  limit?: number;
}

/** A row as one event left it. */
export interface RowVersion {
  position: number;
  time: string;
  /** Of the event. */
  type: string;
  /** In the order of the projection's columns; `null` when the event removed the row. */
  values: unknown[] | null;
  /** The names of the columns that differ from the version before. */
  changed: string[];
}

/** A row's versions, newest first. */
export interface Lineage {
  at: At;
  versions: RowVersion[];
  total: number;
  /** How many events up to the moment the projection has not folded yet. */
  behind: number;
}

/** A condition on a projection's rows. */
export interface FindQuery {
  /** Only this row. */
  key?: string;
  /** Not needed for `exists`, which asks whether the row is there. */
  column?: string;
  /**
   * Inside a column of type `json`: `amount`, `customer.name`, `lines.0.sku`, or `"a.b"` for a name with
   * a dot in it. `exists` asks whether it is there then; no other condition holds where it is not.
   */
  member?: string;
  op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'exists';
  /**
   * As the column shows it. Of a member, a number is compared as a number, exactly, with numbers and with
   * strings that hold a plain one; text in double quotes with strings only. A number that JavaScript would
   * round goes as text: `'9007199254740993'`.
   */
  value?: unknown;
  offset?: number;
  /** At most 10,000; default 100. */
  limit?: number;
}

/** A condition's turning point. */
export interface Flip {
  position: number;
  time: string;
  key: string;
  /** What the condition is from this position on. */
  becomes: boolean;
}

/** A condition's turning points, in the order of their positions. */
export interface Flips {
  flips: Flip[];
  total: number;
  /** How many events of the log the projection has not folded yet. */
  behind: number;
}
