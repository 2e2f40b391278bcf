/** The part of the scripting API's types that is about projections, counts and commands. */

import type { At, Moment } from './api';

/** What a column holds. `money` and `decimal` are exact, as text. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'money' | 'time' | 'json' | 'type';

/** A column of a projection. */
export interface Column {
  name: string;
  type: ColumnType;
}

/** A projection. */
export interface Projection {
  name: string;
  title: string;
  columns: Column[];
  /** Rows at the moment. */
  rows: number;
  /** Row versions it keeps, over the whole log. */
  versions: number;
  /** Events it could not apply. */
  failures: number;
  at: At;
}

/** Which rows of a projection's table, and in which order. */
export interface TableQuery {
  at?: Moment;
  /** A column's name, or `key`; the order in which the rows first appeared when absent. */
  sort?: string;
  descending?: boolean;
  /** Found anywhere in a row, but for its `json` values. */
  search?: string;
  offset?: number;
  limit?: number;
}

/** A row. */
export interface TableRow {
  key: string;
  /** In the order of the columns. */
  values: unknown[];
  /** The position of the event that wrote it last. */
  changedAt: number;
}

/** Rows of a projection at a moment. */
export interface Table {
  at: At;
  columns: Column[];
  rows: TableRow[];
  total: number;
}

/** An event that a projection could not apply. */
export interface Failure {
  position: number;
  code: string;
  message: string;
}

/** How to count events over time. */
export interface HistogramQuery {
  buckets: number;
  from?: string;
  to?: string;
  by?: 'type';
}

/** Counts of events in equal spans of time. */
export interface Histogram {
  from: string;
  to: string;
  /** Of a bucket, in milliseconds. */
  width: number;
  counts: number[] | { type: string; counts: number[] }[];
}

/** A field of a command. */
export interface CommandField {
  name: string;
  title: string;
  type: 'text' | 'integer' | 'decimal' | 'choice';
  /** What would make sense right now. */
  value: string;
  choices?: string[];
  required: boolean;
  hint: string;
}

/** A command of the sample shop. */
export interface Command {
  name: string;
  title: string;
  fields: CommandField[];
}
