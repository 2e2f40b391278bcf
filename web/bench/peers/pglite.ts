/** PGlite: Postgres, in memory. */

import { PGlite } from '@electric-sql/pglite';
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

/** Data is `text`, which is faster to load and to search than `jsonb`. */
const schema = `
  CREATE UNLOGGED TABLE events (
    position serial PRIMARY KEY,
    id text NOT NULL,
    stream text NOT NULL,
    type text NOT NULL,
    schema_version integer NOT NULL,
    time bigint NOT NULL,
    currency text,
    amount bigint,
    user_id text,
    data text NOT NULL
  );`;

const indexes = `
  SELECT setval('events_position_seq', (SELECT max(position) FROM events));
  CREATE UNIQUE INDEX events_id ON events (id);
  CREATE INDEX events_time ON events (time);
  CREATE INDEX events_stream ON events (stream);
  ANALYZE events;`;

const insertSQL = `
  INSERT INTO events (id, stream, type, schema_version, time, currency, amount, user_id, data)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (id) DO NOTHING`;

export class Postgres implements Peer {
  readonly #db: PGlite;

  private constructor(db: PGlite) {
    this.#db = db;
  }

  static async open(): Promise<Postgres> {
    const db = await PGlite.create({ relaxedDurability: true });
    await db.exec(schema);
    return new Postgres(db);
  }

  async load({ csv }: Log): Promise<number> {
    if (!csv) throw new Error('there is no CSV');
    await this.#db.query("COPY events FROM '/dev/blob' WITH (FORMAT csv, HEADER true)", [], {
      blob: csv,
    });
    await this.#db.exec(indexes);
    const [counted] = await this.#rows<{ events: number }>(
      'SELECT count(*) AS events FROM events',
      [],
    );
    return Number(counted?.events);
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
    const sql = filterSQL(filter, (column) => `strpos(${column}, $1) > 0`);
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
    return this.#db.Module.HEAPU8.byteLength;
  }

  async #rows<Row>(sql: string, bound: unknown[]): Promise<Row[]> {
    return (await this.#db.query<Row>(sql, bound)).rows;
  }
}
