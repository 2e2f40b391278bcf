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
  /** How many events up to the moment it has not folded yet. */
  behind: number;
}

/** Which rows of a projection's table, and in which order. */
export interface TableQuery {
  at?: Moment;
  /** A column's name, or `key`; the order in which the rows first appeared when absent. */
  sort?: string;
  descending?: boolean;
  /** Found anywhere in a row, but for its `json` values. */
  search?: string;
  /** Has values of `json` columns come as their text, so that no number in them is rounded. */
  exact?: boolean;
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

/** A row at a moment. */
export interface Row extends TableRow {
  at: At;
  /** How many events up to the moment the projection has not folded yet. */
  behind: number;
}

/** Rows of a projection at a moment. */
export interface Table {
  at: At;
  columns: Column[];
  rows: TableRow[];
  total: number;
  /** How many events up to the moment the projection has not folded yet. */
  behind: number;
}

/** An event that a projection could not apply. */
export interface Failure {
  position: number;
  code: string;
  message: string;
}

/** What histograms of every axis are asked. */
interface Buckets {
  /** 1 to 10,000. */
  buckets: number;
  by?: 'type';
  /** By type: only these are counted on their own, all others together as type `''`. */
  types?: string[];
}

/** How to count events over time. */
export interface HistogramQuery extends Buckets {
  /** When events happened (default), or when the log took them. */
  axis?: 'time' | 'recorded';
  /** Inclusive, RFC 3339; absent means the first event's. */
  from?: string;
  /** Exclusive, RFC 3339; absent means just after the last event's. */
  to?: string;
}

/** How to count events in the order of the log. */
export interface PositionHistogramQuery extends Buckets {
  axis: 'position';
  /** The first position; absent means 1. */
  from?: number;
  /** Exclusive; absent means just after the last. */
  to?: number;
}

/** How many events are in each bucket; by type, of the types that occur. */
export type Counts = number[] | { type: string; counts: number[] }[];

/** Counts of events in equal spans of time. */
export interface Histogram {
  from: string;
  to: string;
  /** Of a bucket, in milliseconds. */
  width: number;
  counts: Counts;
}

/** Counts of events in equal runs of positions. */
export interface PositionHistogram {
  from: number;
  to: number;
  /** Of a bucket, in positions; not always whole. */
  width: number;
  counts: Counts;
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
  /** Of the events that it may append. */
  types: string[];
  fields: CommandField[];
}
