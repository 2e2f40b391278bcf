/** DuckDB, in memory, in the worker that it brings along. */

import {
  AsyncDuckDB,
  type AsyncDuckDBConnection,
  type AsyncPreparedStatement,
  DuckDBDataProtocol,
  VoidLogger,
} from '@duckdb/duckdb-wasm';
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

const columns = `{
  position: 'INTEGER', id: 'VARCHAR', stream: 'VARCHAR', type: 'VARCHAR', schema_version: 'INTEGER',
  time: 'BIGINT', currency: 'VARCHAR', amount: 'BIGINT', user_id: 'VARCHAR', data: 'VARCHAR'
}`;

const loadSQL = `
  CREATE TABLE events AS
    SELECT * FROM read_csv('log.csv', header = true, auto_detect = false, delim = ',', quote = '"',
      escape = '"', columns = ${columns})`;

const insertSQL = `
  INSERT INTO events
    SELECT (SELECT coalesce(max(position), 0) + 1 FROM events), $1, $2, $3, $4, $5, $6, $7, $8, $9
    WHERE NOT EXISTS (SELECT 1 FROM events WHERE id = $1)`;

export class DuckDB implements Peer {
  readonly #db: AsyncDuckDB;
  readonly #connection: AsyncDuckDBConnection;
  readonly #statements = new Map<string, Promise<AsyncPreparedStatement>>();

  private constructor(db: AsyncDuckDB, connection: AsyncDuckDBConnection) {
    this.#db = db;
    this.#connection = connection;
  }

  static async open(): Promise<DuckDB> {
    const file = (name: string) => new URL(name, import.meta.url).href;
    const db = new AsyncDuckDB(new VoidLogger(), new Worker(file('duckdb-browser-eh.worker.js')));
    await db.instantiate(file('duckdb-eh.wasm'));
    // Sums of whole numbers as such, not as 128-bit ones in four parts.
    await db.open({ query: { castBigIntToDouble: true } });
    return new DuckDB(db, await db.connect());
  }

  async load({ csv }: Log): Promise<number> {
    if (!csv) throw new Error('there is no CSV');
    await this.#db.registerFileHandle('log.csv', csv, DuckDBDataProtocol.BROWSER_FILEREADER, true);
    await this.#connection.query(loadSQL);
    await this.#connection.query('CREATE INDEX events_stream ON events (stream)');
    const [counted] = await this.#rows<{ events: number; ids: number }>(
      'SELECT count(*) AS events, count(DISTINCT id) AS ids FROM events',
      [],
    );
    const { events = 0, ids = 0 } = counted ?? {};
    if (Number(events) !== Number(ids)) throw new Error('an id is there twice');
    return Number(events);
  }

  async range({ from, to }: Span) {
    const rows = await this.#rows<EventRow>(rangeSQL, [Date.parse(from), Date.parse(to)]);
    return rows.map(loggedEvent);
  }

  async state(position: number): Promise<State> {
    const revenue = await this.#rows<RevenueRow>(revenueSQL, [position]);
    return stateOf(revenue, await this.#rows<UserRow>(usersSQL, [position]));
  }

  async stream(name: string) {
    return (await this.#rows<EventRow>(streamSQL, [name])).map(loggedEvent);
  }

  async filter(filter: Filter) {
    const sql = filterSQL(filter, (column) => `contains(${column}, $1)`);
    const bound = filter.type === '' ? [filter.text] : [filter.text, filter.type];
    const [counted] = await this.#rows<{ total: number }>(sql.total, bound);
    const events = (await this.#rows<EventRow>(sql.page, bound)).map(loggedEvent);
    return { total: Number(counted?.total ?? 0), events };
  }

  async append(event: LoggedEvent): Promise<void> {
    const { id, stream, type, schemaVersion, time, data } = event;
    const { currency, amount, user } = pulledOut(event);
    const milliseconds = Date.parse(time as string);
    const bound = [id, stream, type, schemaVersion, milliseconds, currency, amount, user];
    await this.#rows(insertSQL, [...bound, JSON.stringify(data)]);
  }

  async linearMemory(): Promise<number> {
    return 0; // Its worker does not tell.
  }

  async #rows<Row>(sql: string, bound: unknown[]): Promise<Row[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    const table = await (await statement).query(...bound);
    return table.toArray().map((row) => row.toJSON() as Row);
  }
}
