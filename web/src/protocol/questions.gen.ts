// Made by core/question/typescript from package question: change that, and run go generate ./core/question.

/**
 * CausesQuestion asks which events caused an event, and which it caused. An event's metadata name others by their ids.
 */
export interface CausesQuestion {
  /** From 1 to the log's last. */
  position: number;
}

/** Causes are the events around one, by cause and by correlation. */
export interface Causes {
  /** The id it names as its cause; '' for none. */
  causeId: string;
  /** The event of that id; null when the log has none. */
  cause: Event | null;
  /** The events that name it as their cause, oldest first. */
  effects: Event[];
  /** The correlation it belongs to: its own id if others name that; '' for none. */
  correlationId: string;
  /** The events of the same correlation, without itself, oldest first. */
  correlated: Event[];
  /**
   * How many events were looked through, where there are more that hold one of the ids; 0 when there are not.
   */
  only: number;
}

/** CommandsQuestion asks which commands the domain has. */
export type CommandsQuestion = Record<never, never>;

/** Commands are all commands, in the order in which they are shown. */
export type Commands = Command[];

/** Command is something that a person can have done in the domain. */
export interface Command {
  name: string;
  title: string;
  /** Of the events that it may append. */
  types: string[];
  fields: CommandField[];
}

/** CommandField is a field of a command. */
export interface CommandField {
  name: string;
  title: string;
  type: 'text' | 'integer' | 'decimal' | 'choice';
  /** What would make sense right now. */
  value: string;
  choices: string[];
  required: boolean;
  hint: string;
}

/** CompareQuestion asks which rows two revisions of an own projection do not have alike. */
export interface CompareQuestion {
  /** The projection's. */
  name: string;
  /** Which two: the first is the left one. */
  revisions: [left: number, right: number];
  /** Absent means the latest. */
  at?: Moment;
  offset?: number;
  /** 0 to 10,000; usually 100. */
  limit?: number;
}

/** Comparison is rows that two revisions do not have alike, in the order of their keys. */
export interface Comparison {
  at: At;
  rows: ComparedRow[];
  /** How many there are in all. */
  total: number;
  /**
   * The position of the first event after which the two did not have the same rows, null if they had after every one up
   * to the moment.
   */
  parts: number | null;
  /**
   * How many events up to the moment one of the two has not folded yet: both are compared as they were before these.
   */
  behind: number;
}

/**
 * ComparedRow is a row that two revisions do not have alike: only one has it, or its states are not the same JSON, where
 * the order of members does not count.
 */
export interface ComparedRow {
  key: string;
  /** added where only the right one has it, removed where only the left one does. */
  kind: 'added' | 'changed' | 'removed';
  /** The row's states, JSON text; null where it is not there. */
  left: string | null;
  right: string | null;
}

/** DiffQuestion asks what differs in a projection between two moments. */
export interface DiffQuestion {
  /** The projection's. */
  name: string;
  from: Moment;
  /** Absent means the latest; it may be before from. */
  to?: Moment;
  offset?: number;
  /** 0 to 10,000; usually 100. */
  limit?: number;
  /** Has values of json columns come as their text. */
  exact?: boolean;
  /** Has the answer count and sum up all rows that differ, also those that are on no page. */
  sums?: boolean;
}

/** Diff is what differs between two moments, in the order of the rows. */
export interface Diff {
  from: At;
  to: At;
  rows: RowChange[];
  /** How many rows differ in all. */
  total: number;
  /** How many events up to the later moment the projection has not folded yet. */
  behind: number;
  /** How many rows differ in which way; only where sums are asked for. */
  kinds?: ChangeKinds;
  /**
   * By how much the sum of each column of numbers changed from one moment to the other, over all rows, in the order of
   * the columns and then of the currencies; only where sums are asked for. A sum that did not change is left out.
   */
  sums?: SumChange[];
}

/** ChangeKinds are how many rows there are of each kind. */
export interface ChangeKinds {
  added: number;
  changed: number;
  removed: number;
}

/** SumChange is by how much the sum of a column over all rows changed. */
export interface SumChange {
  column: string;
  /** Amounts of different currencies are different sums; '' for what is no money. */
  currency: string;
  /** A plain decimal, exact however large it is: '-0.70'. */
  change: string;
}

/** RowChange is a row that is not the same at both moments. */
export interface RowChange {
  key: string;
  kind: 'added' | 'changed' | 'removed';
  /** null when the row was not there. */
  before: unknown[] | null;
  after: unknown[] | null;
  /** The positions of the events between the moments that wrote it, the first 100 of them. */
  events: number[];
}

/** EventQuestion asks for all of one event. */
export interface EventQuestion {
  /** From 1 to the log's last. */
  position: number;
}

/** EventDetail is an event with its payload in the current schema version. */
export interface EventDetail extends Event {
  /** null when the stored shape is the current one, or could not be brought to it. */
  current: Shape | null;
  /** Why it could not; null when it could. */
  failure: Reason | null;
}

/** Shape is a payload in one schema version. */
export interface Shape {
  schemaVersion: number;
  dataText: string;
}

/** Reason is an error's code and its message for people. */
export interface Reason {
  code: string;
  message: string;
}

/** EventsQuestion asks for events, a page at a time, in the order of their positions. */
export interface EventsQuestion {
  /** Inclusive, RFC 3339; '' for no bound. */
  from?: string;
  /** Exclusive, RFC 3339; '' for no bound. A range that ends before it starts is empty. */
  to?: string;
  /** The clock of from and to: when events happened (usual), or when the log took them. */
  clock?: 'time' | 'recorded';
  /** Only events of one of these types; none for all. */
  types?: string[];
  /** Only events in one of these streams; none for all. */
  streams?: string[];
  /** Only streams with this before their first '-' or ':'; '' for all. */
  category?: string;
  /** Found, letter for letter, in an event's id, metadata or data; '' for all. */
  text?: string;
  /** Only events up to this moment; absent means the latest. */
  at?: Moment;
  /** A position, exclusive: the next of the page before. 0 is the beginning. */
  after?: number;
  /** How many matching events to leave out, behind after; 0 or more. */
  offset?: number;
  /** Ascending (usual) or descending by position. */
  order?: 'asc' | 'desc';
  /** 0 to 10,000; usually 100. */
  limit?: number;
}

/** EventPage is a page of events. */
export interface EventPage {
  at: At;
  events: Event[];
  /** How many match in all. */
  total: number;
  /** Pass it as after for the next page; null at the end. */
  next: number | null;
}

/** Event is an event as it is stored. */
export interface Event {
  position: number;
  id: string;
  stream: string;
  /** The position in its stream, from 1. */
  version: number;
  type: string;
  schemaVersion: number;
  /** When it happened, RFC 3339 in UTC. */
  time: string;
  /** When the log took it, RFC 3339 in UTC. */
  recorded: string;
  /** The metadata's stored bytes, a JSON object. */
  metadataText: string;
  /** The payload's stored bytes, a JSON value. */
  dataText: string;
}

/** FindQuestion asks when a condition on a projection's rows turned true or false. */
export interface FindQuestion {
  /** The projection's. */
  name: string;
  /** Only this row; '' for all. */
  key?: string;
  /** Not needed for exists without a member, which asks whether the row is there. */
  column?: string;
  /**
   * Inside a column of type json: amount, customer.name, lines.0.sku, or "a.b" for a name with a dot in it; '' for
   * all of it. exists asks whether it is there then; no other condition holds where it is not.
   */
  member?: string;
  op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'exists';
  /**
   * As the column shows it. Of a member, a number is compared as a number, exactly, with numbers and with strings
   * that hold a plain one; text in double quotes with strings only.
   */
  value?: unknown;
  offset?: number;
  /** 0 to 10,000; usually 100. */
  limit?: number;
}

/**
 * Flips are the events at which a condition turned true or false, in the order of their positions.
 */
export interface Flips {
  flips: Flip[];
  /** How many there are in all. */
  total: number;
  /** How many events of the log the projection has not folded yet. */
  behind: number;
}

/** Flip is an event at which a condition turned true or false for a row. */
export interface Flip {
  position: number;
  /** When the event happened, RFC 3339 in UTC. */
  time: string;
  key: string;
  /** What the condition is from this position on. */
  becomes: boolean;
}

/** GapsQuestion asks for the longest stretches of time in which nothing happened. */
export interface GapsQuestion {
  /** When events happened (usual), or when the log took them. */
  clock?: 'time' | 'recorded';
}

/** Gaps are the longest stretches without an event. */
export interface Gaps {
  /**
   * The first event's time and the last's, in milliseconds since 1970; both 0 without an event.
   */
  from: number;
  to: number;
  /** How many events the log has. */
  events: number;
  /**
   * At most 64, in the order of time. None is told that is shorter than a part of the axis that is looked at as one.
   */
  gaps: Gap[];
}

/** Gap is a stretch of time without an event, in milliseconds since 1970. */
export interface Gap {
  from: number;
  to: number;
}

/** HistogramQuestion asks how many events there are where, in buckets of equal width. */
export interface HistogramQuestion {
  /** 1 to 10,000. */
  buckets: number;
  /**
   * What the buckets are parts of: when events happened (usual), when the log took them, or their positions.
   */
  axis?: 'time' | 'recorded' | 'position';
  /**
   * Inclusive: an RFC 3339 time, or on the axis of positions a position; absent means the first event's.
   */
  from?: string | number;
  /** Exclusive; absent means just after the last event's. */
  to?: string | number;
  /** Counts each type on its own. */
  by?: 'type' | '';
  /**
   * By type: only these are counted on their own, all others together as type ''; none for every type.
   */
  types?: string[];
}

/** Histogram is how many events are in each bucket. */
export interface Histogram {
  from: Place;
  to: Place;
  /** Of a bucket: in milliseconds, or on the axis of positions in positions; not always whole. */
  width: number;
  counts: Counts;
}

/** Place is a place on a histogram's axis: a time as text, or a position. */
export type Place = string | number;

/** Counts are how many events are in each bucket, or that for each of the types that occur. */
export type Counts = number[] | { type: string; counts: number[] }[];

/** Values are a row's values in the order of the columns; nil where the row is not there. */
export type Values = unknown[];

/** LineageQuestion asks which events made a row, or one value of it. */
export interface LineageQuestion {
  /** The projection's. */
  name: string;
  key: string;
  /** Only versions up to this moment; absent means the latest. */
  at?: Moment;
  /** Only the versions in which this column changed; '' for all. */
  column?: string;
  offset?: number;
  /** 0 to 10,000; usually 100. */
  limit?: number;
  /** Has values of json columns come as their text. */
  exact?: boolean;
}

/** Lineage is a row's versions, newest first. */
export interface Lineage {
  at: At;
  versions: RowVersion[];
  /** How many there are in all. */
  total: number;
  /** How many events up to the moment the projection has not folded yet. */
  behind: number;
}

/** RowVersion is a row as one event left it. */
export interface RowVersion {
  position: number;
  /** When the event happened, RFC 3339 in UTC. */
  time: string;
  /** Of the event. */
  type: string;
  /** null when the event removed the row. */
  values: unknown[] | null;
  /** The names of the columns that differ from the version before. */
  changed: string[];
}

/**
 * Moment is a moment to look at: a position (inclusive; 0 is before the first event), or an RFC 3339 time (inclusive:
 * the last event recorded at or before it). nil is the latest.
 */
export type Moment = { position: number } | { time: string };

/** At is the moment an answer is for. */
export interface At {
  /** The last position it includes; 0 before the first event. */
  position: number;
  /** When that event was recorded, RFC 3339 in UTC; '' before the first event. */
  time: string;
  /** Whether the log has nothing later. */
  latest: boolean;
}

/** MomentQuestion asks what a moment means. */
export interface MomentQuestion {
  /** Absent means the latest. */
  at?: Moment;
}

/** EventMoment is a moment, and what happened right then. */
export interface EventMoment extends At {
  /** The type of the event at the position; '' before the first event. */
  type: string;
}

/** ProjectionsQuestion asks which projections there are. */
export interface ProjectionsQuestion {
  /** Absent means the latest. */
  at?: Moment;
  /**
   * Also own projections' revisions that do not answer for their name. They are called name@revision.
   */
  revisions?: boolean;
}

/** Projections are all projections, in the order in which they are shown. */
export type Projections = Projection[];

/** Projection is a projection at a moment. */
export interface Projection {
  name: string;
  title: string;
  columns: Column[];
  /** Rows at the moment. */
  rows: number;
  /** Row versions it had written by then. */
  versions: number;
  /** Events it could not apply by then. */
  failures: number;
  at: At;
  /** How many events up to the moment it has not folded yet. */
  behind: number;
  /** Which revision of an own projection it is. */
  revision?: number;
}

/** Column is a column of a projection. */
export interface Column {
  name: string;
  /** What the column holds: money and decimal are exact, as text. */
  type: 'text' | 'integer' | 'decimal' | 'money' | 'time' | 'json' | 'type';
}

/** FailuresQuestion asks which events a projection could not apply. */
export interface FailuresQuestion {
  /** The projection's. */
  name: string;
}

/**
 * Failures are the first 10,000 of these, in the order of their positions, among the events that the projection has
 * folded: the question projections tells how many it has not.
 */
export type Failures = Failure[];

/** Failure is an event that a projection could not apply. */
export interface Failure {
  position: number;
  code: string;
  message: string;
}

/** StatsQuestion asks what the log holds, and what that costs. */
export type StatsQuestion = Record<never, never>;

/** Stats is what the log holds, and what that costs. */
export interface Stats {
  events: number;
  /** What the log and its indexes take, in bytes. */
  bytes: number;
  /** What the projections keep beside that, in bytes. */
  projectionBytes: number;
  /** The earliest time of all events, RFC 3339 in UTC; '' when there are none. */
  firstTime: string;
  /** The latest. */
  lastTime: string;
  /** When the log took the first event, and the last; '' when there are none. */
  firstRecorded: string;
  lastRecorded: string;
  /** In the order in which they first appeared. */
  types: TypeCount[];
  streams: number;
  /** Whether the domain's sample is all there is. */
  onlySample: boolean;
  /** How the log's file is; null when the log is in none. */
  file: LogFile | null;
}

/** TypeCount is how many events of a type there are. */
export interface TypeCount {
  name: string;
  count: number;
}

/** LogFile is the file that the log is kept in. */
export interface LogFile {
  events: number;
  /** One for each append. */
  blocks: number;
  bytes: number;
  /** The digest (SHA-256) of the last block, which stands for the whole log. */
  head: string;
  /**
   * Bytes that were cut off when it was opened: the rest of an append that never came to its end.
   */
  tornBytes: number;
  /** Where they were. */
  tornAt: number;
  /** What is wrong with the file, which is then only read; null for nothing. */
  damage: Damage | null;
  /** Why the file takes no more events; '' while it does. */
  refusal: string;
  /**
   * Of how many events the projections' tables came from a checkpoint when the log was opened.
   */
  unfolded: number;
  /** Why not of more, for people; '' when all of the checkpoint was used, or there was none. */
  folded: string;
  /** Of how many events the tables are kept beside the log now. */
  checkpoint: number;
}

/** Damage is where a file is not what was written. */
export interface Damage {
  offset: number;
  length: number;
  reason: string;
}

/** TableQuestion asks for rows of a projection. */
export interface TableQuestion {
  /** The projection's. */
  name: string;
  /** Absent means the latest. */
  at?: Moment;
  /** A column's name, or key; '' is the order in which rows first appeared. */
  sort?: string;
  descending?: boolean;
  /** Only rows with this text in the key or a column, whatever its letters' case; '' for all. */
  search?: string;
  offset?: number;
  /** 0 to 10,000; usually 100. */
  limit?: number;
  /** Has values of json columns come as their text, so that no number in them is rounded. */
  exact?: boolean;
}

/** Table is rows of a projection at a moment. */
export interface Table {
  at: At;
  columns: Column[];
  rows: TableRow[];
  /** How many there are in all. */
  total: number;
  /**
   * How many events up to the moment the projection has not folded yet: the rows are as they were before these.
   */
  behind: number;
}

/** TableRow is a row. */
export interface TableRow {
  key: string;
  values: Values;
  /** The position of the event that wrote it last. */
  changedAt: number;
  /** The row's state, JSON text: only of a projection that is run elsewhere. */
  state?: string;
}

/** RowQuestion asks for one row. */
export interface RowQuestion {
  /** The projection's. */
  name: string;
  key: string;
  /** Absent means the latest. */
  at?: Moment;
  /** Has values of json columns come as their text. */
  exact?: boolean;
}

/**
 * Row is a row at a moment; null where there is none, or the projection has not come to it yet.
 */
export type Row = (TableRow & { at: At; behind: number }) | null;

/** Every question, by the name that it is asked by. */
export interface Questions {
  moment: MomentQuestion;
  events: EventsQuestion;
  event: EventQuestion;
  causes: CausesQuestion;
  projections: ProjectionsQuestion;
  table: TableQuestion;
  row: RowQuestion;
  failures: FailuresQuestion;
  diff: DiffQuestion;
  compare: CompareQuestion;
  lineage: LineageQuestion;
  find: FindQuestion;
  histogram: HistogramQuestion;
  gaps: GapsQuestion;
  commands: CommandsQuestion;
  stats: StatsQuestion;
}

/** Every question's answer, by the name that the question is asked by. */
export interface Answers {
  moment: EventMoment;
  events: EventPage;
  event: EventDetail;
  causes: Causes;
  projections: Projections;
  table: Table;
  row: Row;
  failures: Failures;
  diff: Diff;
  compare: Comparison;
  lineage: Lineage;
  find: Flips;
  histogram: Histogram;
  gaps: Gaps;
  commands: Commands;
  stats: Stats;
}
