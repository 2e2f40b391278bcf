/** The questions, as SQL that all databases here understand. `$1` stands for what differs. */

import { type Filter, foundAtOnce, type State, type Takings, usersNamed } from './peer';

const event = 'id, stream, type, schema_version, time, data';

/** Its times are milliseconds since 1970. */
export const rangeSQL = `SELECT ${event} FROM events WHERE time >= $1 AND time < $2 ORDER BY position`;

export const streamSQL = `SELECT ${event} FROM events WHERE stream = $1 ORDER BY position`;

/** Amounts are in hundredths. */
export const revenueSQL = `
  SELECT currency,
    count(*) FILTER (WHERE type = 'PaymentReceived') AS orders,
    coalesce(sum(amount) FILTER (WHERE type = 'PaymentReceived'), 0) AS gross,
    coalesce(sum(amount) FILTER (WHERE type = 'OrderRefunded'), 0) AS refunded
  FROM events
  WHERE position <= $1 AND type IN ('PaymentReceived', 'OrderRefunded')
  GROUP BY currency`;

export const usersSQL = `
  SELECT user_id, count(*) AS events
  FROM events
  WHERE position <= $1 AND type IN ('UserRegistered', 'UserLoggedIn', 'OrderPlaced')
  GROUP BY user_id
  ORDER BY count(*) DESC, min(position)
  LIMIT ${usersNamed}`;

/** A row of an event. */
export interface EventRow {
  id: string;
  stream: string;
  type: string;
  schema_version: number | bigint;
  time: number | bigint;
  /** JSON, as text or parsed. */
  data: unknown;
}

/** A row of {@link revenueSQL}. */
export interface RevenueRow {
  currency: string;
  orders: number | bigint;
  gross: unknown;
  refunded: unknown;
}

/** A row of {@link usersSQL}. */
export interface UserRow {
  user_id: string;
  events: number | bigint;
}

/**
 * Two statements: how many events match, and the first of them.
 *
 * @param holds how to ask whether a column holds a text, letter for letter
 */
export function filterSQL(
  { type }: Filter,
  holds: (column: string) => string,
): { total: string; page: string } {
  const matches = `${type === '' ? '' : 'type = $2 AND '}(${holds('id')} OR ${holds('data')})`;
  return {
    total: `SELECT count(*) AS total FROM events WHERE ${matches}`,
    page: `SELECT ${event} FROM events WHERE ${matches} ORDER BY position LIMIT ${foundAtOnce}`,
  };
}

export function loggedEvent({ id, stream, type, schema_version, time, data }: EventRow) {
  return {
    id,
    stream,
    type,
    schemaVersion: Number(schema_version),
    time: Number(time),
    data: typeof data === 'string' ? JSON.parse(data) : data,
  };
}

export function stateOf(revenue: RevenueRow[], users: UserRow[]): State {
  return {
    revenue: revenue.map(takings),
    users: users.map(({ user_id, events }) => ({ user: user_id, events: Number(events) })),
  };
}

function takings({ currency, orders, ...sums }: RevenueRow): Takings {
  const gross = Number(sums.gross);
  const refunded = Number(sums.refunded);
  return {
    currency,
    orders: Number(orders),
    gross: gross / 100,
    refunded: refunded / 100,
    net: (gross - refunded) / 100,
  };
}
