/** SQLite, in memory. */

import sqlite3InitModule, { type Database, type PreparedStatement } from '@sqlite.org/sqlite-wasm';
import { pulledOut } from './columns';
import type { Filter, Log, LoggedEvent, Peer, Span, State } from './peer';
import {
  type EventRow,
  filterSQL,
  loggedEvent,
  type RevenueRow,
  rangeSQL,
  revenueSQL,
  stateOf,
  streamSQL,
  type UserRow,
  usersSQL,
} from './sql';

const schema = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    stream TEXT NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    time INTEGER NOT NULL,
    currency TEXT,
    amount INTEGER,
    user_id TEXT,
    data TEXT NOT NULL
  );
  CREATE UNIQUE INDEX events_id ON events (id);`;

/** Made when the rows are in, which is faster. */
const indexes = `
  CREATE INDEX events_time ON events (time);
  CREATE INDEX events_stream ON events (stream);
  ANALYZE;`;

/** Takes many rows at a time, as JSON: twice as fast as to bind each value of each row. */
const insertSQL = `
  INSERT INTO events (id, stream, type, schema_version, time, currency, amount, user_id, data)
  SELECT row ->> 0, row ->> 1, row ->> 2, row ->> 3, row ->> 4, row ->> 5, row ->> 6, row ->> 7, row ->> 8
  FROM (SELECT value AS row FROM json_each($1))
  WHERE true
  ON CONFLICT (id) DO NOTHING`;

const rowsAtOnce = 1000;

type Bound = (string | number | null)[];

export class SQLite implements Peer {
  #db: Database;
  #memory: () => number;
  #statements = new Map<string, PreparedStatement>();

  private constructor(db: Database, memory: () => number) {
    this.#db = db;
    this.#memory = memory;
    db.exec(schema);
  }

  static async open(): Promise<SQLite> {
    const sqlite3 = await sqlite3InitModule();
    return new SQLite(new sqlite3.oo1.DB(':memory:'), () => sqlite3.wasm.heap8u().byteLength);
  }

  async load({ ndjson }: Log): Promise<number> {
    const text = await ndjson.text();
    this.#db.transaction(() => {
      let rows: Bound[] = [];
      for (let start = 0, end = 0; start < text.length; start = end + 1) {
        end = text.indexOf('\n', start);
        if (end < 0) end = text.length;
        rows.push(rowOf(JSON.parse(text.slice(start, end))));
        if (rows.length < rowsAtOnce) continue;
        this.#insert(rows);
        rows = [];
      }
      this.#insert(rows);
    });
    this.#db.exec(indexes);
    return this.#db.selectValue('SELECT count(*) FROM events') as number;
  }

  #insert(rows: Bound[]): void {
    this.#statement(insertSQL)
      .bind([JSON.stringify(rows)])
      .stepReset();
  }

  async range({ from, to }: Span) {
    return this.#rows<EventRow>(rangeSQL, [Date.parse(from), Date.parse(to)]).map(loggedEvent);
  }

  async state(position: number): Promise<State> {
    return stateOf(
      this.#rows<RevenueRow>(revenueSQL, [position]),
      this.#rows<UserRow>(usersSQL, [position]),
    );
  }

  async stream(name: string) {
    return this.#rows<EventRow>(streamSQL, [name]).map(loggedEvent);
  }

  async filter(filter: Filter) {
    const sql = filterSQL(filter, (column) => `instr(${column}, $1)`);
    const bound = filter.type === '' ? [filter.text] : [filter.text, filter.type];
    const [counted] = this.#rows<{ total: number }>(sql.total, bound);
    const events = this.#rows<EventRow>(sql.page, bound).map(loggedEvent);
    return { total: counted?.total ?? 0, events };
  }

  async append(event: LoggedEvent): Promise<void> {
    this.#insert([rowOf(event)]);
  }

  async linearMemory(): Promise<number> {
    return this.#memory();
  }

  /** Compiles a statement once. */
  #statement(sql: string): PreparedStatement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      // `$1` would be a name, counted in the order in which names appear; `?1` is a number.
      statement = this.#db.prepare(sql.replaceAll('$', '?'));
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #rows<Row>(sql: string, bound: Bound): Row[] {
    const statement = this.#statement(sql).bind(bound);
    const rows: Row[] = [];
    while (statement.step()) rows.push(statement.get({}) as Row);
    statement.reset();
    return rows;
  }
}

function rowOf(event: LoggedEvent): Bound {
  const { id, stream, type, schemaVersion, time, data } = event;
  const { currency, amount, user } = pulledOut(event);
  const milliseconds = Date.parse(time as string);
  return [
    id,
    stream,
    type,
    schemaVersion,
    milliseconds,
    currency,
    amount,
    user,
    JSON.stringify(data),
  ];
}
