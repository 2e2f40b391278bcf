/** Hindsight itself, through its public API, in its own page. */

import type { Hindsight, Moment, StoredEvent, Table } from '../../src/engine/api';
import {
  type Differences,
  type Filter,
  foundAtOnce,
  type Log,
  type LoggedEvent,
  type Pair,
  type Peer,
  type Span,
  type Stats,
  usersNamed,
} from './peer';

export class HindsightPeer implements Peer {
  readonly #api: Hindsight;
  #until: { at?: Moment } = {};

  constructor(api: Hindsight) {
    this.#api = api;
  }

  /** Answers from now on as if the log had but its first `events`, or, with 0, as it is. */
  answerUntil(events: number): void {
    this.#until = events > 0 ? { at: { position: events } } : {};
  }

  async load({ ndjson }: Log): Promise<number> {
    const { rejected } = await this.#api.import(ndjson);
    if (rejected > 0) throw new Error(`${rejected} lines were set aside`);
    // Its answer is of all projections, at the latest event.
    const [first] = await this.#api.projections();
    if (!first?.at.latest) throw new Error('the projections are not current');
    return first.at.position;
  }

  async range(span: Span): Promise<StoredEvent[]> {
    const { events } = await this.#api.events({ ...span, ...this.#until, limit: 1000 });
    return events;
  }

  async state(position: number) {
    const at = { position };
    const [revenue, users] = await Promise.all([
      this.#api.table('revenue', { at, limit: 100 }),
      this.#api.table('user_activity', { at, sort: 'events', descending: true, limit: usersNamed }),
    ]);
    const [orders, gross, refunded, net] = places(revenue, 'orders', 'gross', 'refunded', 'net');
    const [events] = places(users, 'events');
    return {
      revenue: revenue.rows.map(({ key, values }) => ({
        currency: key,
        orders: values[orders as number] as number,
        gross: values[gross as number] as string,
        refunded: values[refunded as number] as string,
        net: values[net as number] as string,
      })),
      users: users.rows.map(({ key, values }) => ({
        user: key,
        events: values[events as number] as number,
      })),
    };
  }

  async stream(name: string): Promise<StoredEvent[]> {
    const { events, next } = await this.#api.events({
      streams: [name],
      ...this.#until,
      limit: 10_000,
    });
    if (next !== null) throw new Error(`${name} has more events than fit on a page`);
    return events;
  }

  async filter({ type, text }: Filter) {
    const query = { text, ...(type !== '' && { types: [type] }), limit: foundAtOnce };
    const { total, events } = await this.#api.events({ ...query, ...this.#until });
    return { total, events };
  }

  async diff({ from, to }: Pair): Promise<Differences> {
    const { rows, total } = await this.#api.diff('streams', {
      from: { position: from },
      to: { position: to },
      limit: foundAtOnce,
    });
    const version = (values: unknown[] | null) => (values?.[0] as number | undefined) ?? 0;
    const streams = rows.map(({ key, before, after }) => {
      return { stream: key, before: version(before), after: version(after) };
    });
    return { total, streams };
  }

  async lineage(stream: string): Promise<number[]> {
    const { versions } = await this.#api.lineage('streams', stream, { limit: foundAtOnce });
    return versions.map(({ position }) => position);
  }

  async stats(): Promise<Stats> {
    const { events, streams, types } = await this.#api.stats();
    return { events, streams, types };
  }

  async append({ time, ...event }: LoggedEvent): Promise<void> {
    await this.#api.append({ ...event, time: time as string });
  }

  async linearMemory(): Promise<number> {
    return (await this.#api.stats()).wasmMemory;
  }
}

function places({ columns }: Table, ...names: string[]): number[] {
  return names.map((name) => columns.findIndex((column) => column.name === name));
}
