/**
 * What a person chooses to have a table without writing code: which rows it has, and what stands in its
 * columns. A form is plain data, so that it can be kept beside the source that is written of it.
 */

/** The names that lead from an event's data to a member: `['customer', 'name']`. */
export type Path = readonly string[];

/** What a row is for: a stream, a value of a member, or all events together. */
export type Rows = 'stream' | 'one' | { member: Path };

/** What a sum adds. */
export type Adds =
  /** Whole numbers only, which give a number. What can't be added exactly fails, so that it is noticed. */
  | 'whole'
  /** Numbers, and text such as `"12.50"`, which give decimal text. */
  | 'decimal';

/** How two values are compared. */
export type Compares =
  /** Numbers, as JavaScript has them. */
  | 'number'
  /** Numbers and text such as `"12.50"`, by what they are worth. */
  | 'decimal'
  /** Text, letter by letter. Times in UTC are in order this way, too. */
  | 'text';

/** The types of events that a column goes by; `null` for all that the form has. */
export type Types = readonly string[] | null;

/** How many events there were. */
export interface CountColumn {
  kind: 'count';
  name: string;
  types: Types;
}

/** When the last event was. */
export interface TimeColumn {
  kind: 'time';
  name: string;
  types: Types;
}

/** All values of a member, added up. */
export interface SumColumn {
  kind: 'sum';
  name: string;
  member: Path;
  adds: Adds;
  types: Types;
}

/** What some types add up to, less what others do, as a balance is. No type is on both sides. */
export interface DifferenceColumn {
  kind: 'difference';
  name: string;
  member: Path;
  adds: Adds;
  plus: readonly string[];
  minus: readonly string[];
}

/** The value that was there last or first, or a list of those that there were, each once. */
export interface ValueColumn {
  kind: 'last' | 'first' | 'distinct';
  name: string;
  member: Path;
  types: Types;
}

/** The smallest or the largest value. Of those that are worth the same, the first. */
export interface ExtremeColumn {
  kind: 'smallest' | 'largest';
  name: string;
  member: Path;
  compares: Compares;
  types: Types;
}

/** A column of the table; a member of the projection's states. */
export type Column =
  | CountColumn
  | TimeColumn
  | SumColumn
  | DifferenceColumn
  | ValueColumn
  | ExtremeColumn;

/** What a column can hold. */
export type ColumnKind = Column['kind'];

/** A table as it is chosen. */
export interface Form {
  rows: Rows;
  columns: readonly Column[];
  /**
   * The types of events that the table is made of; `null` for all. Each begins the row that it belongs to, also where
   * it changes no column: an account that was opened has a row before it has money.
   */
  types: Types;
}

/** The types that a column goes by. */
export function typesOf(column: Column): Types {
  return column.kind === 'difference' ? [...column.plus, ...column.minus] : column.types;
}

/** The member that a column is made of; `null` for one that needs none. */
export function memberOf(column: Column): Path | null {
  return 'member' in column ? column.member : null;
}
