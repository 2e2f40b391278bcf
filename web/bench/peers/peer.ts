/** What a peer is: a log that can be asked what Hindsight is asked. */

/** A log to load. A peer takes the file that it reads best. */
export interface Log {
  /** A line an event. */
  ndjson: Blob;
  /** The same as CSV, with columns pulled out of the data; `null` for those that don't ask for it. */
  csv: Blob | null;
}

/** An event, as it is put in and as it comes out. */
export interface LoggedEvent {
  id: string;
  stream: string;
  type: string;
  schemaVersion: number;
  /** RFC 3339, or milliseconds since 1970. */
  time: string | number;
  data: unknown;
}

/** A span of time: `from` inclusive, `to` exclusive, RFC 3339. */
export interface Span {
  from: string;
  to: string;
}

/** A row of revenue. The sums may be numbers or decimal text. */
export interface Takings {
  currency: string;
  /** Payments received. */
  orders: number;
  gross: number | string;
  refunded: number | string;
  net: number | string;
}

/** What the shop looked like at a moment. */
export interface State {
  /** All currencies, in any order. */
  revenue: Takings[];
  /**
   * The 50 users who did most, the busiest first and, of those as busy, who came first. Registering,
   * logging in and placing an order count.
   */
  users: { user: string; events: number }[];
}

/** What to look for. */
export interface Filter {
  /** `''` is any. */
  type: string;
  /** Found, letter for letter, in an event's id or data. */
  text: string;
}

/** What was found. */
export interface Found {
  total: number;
  /** The first 100, in the order of the log. */
  events: LoggedEvent[];
}

/** Two moments, the earlier one first; both are positions. */
export interface Pair {
  from: number;
  to: number;
}

/** What became of the streams between two moments. */
export interface Differences {
  /** Streams that have other events now. */
  total: number;
  /** The first 100, in the order in which they first appeared: their versions then and later. */
  streams: { stream: string; before: number; after: number }[];
}

/** What a log holds. */
export interface Stats {
  events: number;
  streams: number;
  /** In the order in which they first appeared. */
  types: { name: string; count: number }[];
}

/** A log that can be asked. */
export interface Peer {
  /** Takes the log; resolves to the number of events when all questions can be answered. */
  load(log: Log): Promise<number>;
  /** The events of a span of their own time, in the order of the log. */
  range(span: Span): Promise<LoggedEvent[]>;
  /** The state after the event at a position, from 1. */
  state(position: number): Promise<State>;
  /** A stream's events. */
  stream(name: string): Promise<LoggedEvent[]>;
  filter(filter: Filter): Promise<Found>;
  /** Which streams grew between two moments. */
  diff?(pair: Pair): Promise<Differences>;
  /** The newest 100 versions of a stream, the newest first: the positions of the events behind them. */
  lineage?(stream: string): Promise<number[]>;
  /** What the log holds: how many events and streams, and how many events of each type. */
  stats?(): Promise<Stats>;
  /** Puts one more event at the end, unless its id is known. */
  append(event: LoggedEvent): Promise<void>;
  /** Bytes of WebAssembly's linear memory; 0 where there is none, or none that can be seen. */
  linearMemory(): Promise<number>;
}

/** How many events are found at a time. */
export const foundAtOnce = 100;

/** How many users a state names. */
export const usersNamed = 50;
