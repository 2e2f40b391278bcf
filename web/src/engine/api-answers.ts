/**
 * The part of the scripting API's types that is about questions. What is asked and answered is declared once, in
 * core/question; here it has the names that the methods use.
 */

import type {
  CompareQuestion,
  Counts,
  DiffQuestion,
  EventsQuestion,
  FindQuestion,
  HistogramQuestion,
  LineageQuestion,
  ProjectionsQuestion,
  Questions,
  TableQuestion,
} from '../protocol/questions.gen';

export type {
  At,
  ChangeKinds,
  Column,
  Command,
  CommandField,
  ComparedRow,
  Comparison,
  Counts,
  Diff,
  Failure,
  Flip,
  Flips,
  Lineage,
  Moment,
  Projection,
  Row,
  RowChange,
  RowVersion,
  SumChange,
  Table,
  TableRow,
} from '../protocol/questions.gen';

/**
 * A question, by its name, with its arguments as further members: `{ ask: 'table', name: 'revenue', at }`. Those that
 * there are have the names of the methods that ask one.
 */
export type Question = { [A in keyof Questions]: { ask: A } & Questions[A] }[keyof Questions];

/** A question for events, answered a page at a time. */
export type EventQuery = EventsQuestion;

/** Which events are meant. */
export type EventFilter = Omit<EventsQuestion, 'after' | 'offset' | 'order' | 'limit'>;

/** Which rows of a projection's table, and in which order. */
export type TableQuery = Omit<TableQuestion, 'name'>;

/** Which two moments to compare. */
export type DiffQuery = Omit<DiffQuestion, 'name'>;

/** When, and whether with revisions that do not answer for their name. */
export type ProjectionsQuery = ProjectionsQuestion;

/** Which two revisions to compare, and when. */
export type CompareQuery = Omit<CompareQuestion, 'name'>;

/** Up to when, and of which column, a row's lineage is asked for. */
export type LineageQuery = Omit<LineageQuestion, 'name' | 'key'>;

/** A condition on a projection's rows. A number that JavaScript would round goes as text: `'9007199254740993'`. */
export type FindQuery = Omit<FindQuestion, 'name'>;

/** How to count events over time. */
export interface HistogramQuery extends Omit<HistogramQuestion, 'axis' | 'from' | 'to'> {
  /** When events happened (default), or when the log took them. */
  axis?: 'time' | 'recorded';
  /** Inclusive, RFC 3339; absent means the first event's. */
  from?: string;
  /** Exclusive, RFC 3339; absent means just after the last event's. */
  to?: string;
}

/** How to count events in the order of the log. */
export interface PositionHistogramQuery extends Omit<HistogramQuestion, 'axis' | 'from' | 'to'> {
  axis: 'position';
  /** The first position; absent means 1. */
  from?: number;
  /** Exclusive; absent means just after the last. */
  to?: number;
}

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
