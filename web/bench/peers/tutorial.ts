/** Plain JavaScript as tutorials of event sourcing write it: an array, filter and reduce. */

import {
  type Filter,
  foundAtOnce,
  type Log,
  type LoggedEvent,
  type Peer,
  type Span,
  type State,
  usersNamed,
} from './peer';

interface Said {
  userId: string;
  currency: string;
  amount: string;
}

const moneyMoved = ['PaymentReceived', 'OrderRefunded'];
const usersDo = ['UserRegistered', 'UserLoggedIn', 'OrderPlaced'];

export class Tutorial implements Peer {
  #events: LoggedEvent[] = [];

  async load({ ndjson }: Log): Promise<number> {
    const text = await ndjson.text();
    this.#events = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    return this.#events.length;
  }

  async range({ from, to }: Span): Promise<LoggedEvent[]> {
    const start = new Date(from);
    const end = new Date(to);
    return this.#events.filter(({ time }) => new Date(time) >= start && new Date(time) < end);
  }

  async state(position: number): Promise<State> {
    const events = this.#events.slice(0, position);
    return { revenue: revenueOf(events), users: busiestOf(events) };
  }

  async stream(name: string): Promise<LoggedEvent[]> {
    return this.#events.filter(({ stream }) => stream === name);
  }

  async filter({ type, text }: Filter) {
    const found = this.#events
      .filter((event) => type === '' || event.type === type)
      .filter(({ id, data }) => id.includes(text) || JSON.stringify(data).includes(text));
    return { total: found.length, events: found.slice(0, foundAtOnce) };
  }

  async append(event: LoggedEvent): Promise<void> {
    this.#events.push(event);
  }

  async linearMemory(): Promise<number> {
    return 0;
  }
}

function revenueOf(events: LoggedEvent[]): State['revenue'] {
  const sums = events
    .filter(({ type }) => moneyMoved.includes(type))
    .reduce((all, { type, data }) => {
      const { currency, amount } = data as Said;
      const { orders, gross, refunded } = all.get(currency) ?? { orders: 0, gross: 0, refunded: 0 };
      const next =
        type === 'PaymentReceived'
          ? { orders: orders + 1, gross: gross + Number(amount), refunded }
          : { orders, gross, refunded: refunded + Number(amount) };
      return all.set(currency, next);
    }, new Map<string, { orders: number; gross: number; refunded: number }>());
  return [...sums].map(([currency, sum]) => ({ currency, ...sum, net: sum.gross - sum.refunded }));
}

function busiestOf(events: LoggedEvent[]): State['users'] {
  const counts = events
    .filter(({ type }) => usersDo.includes(type))
    .reduce((all, { data }) => {
      const { userId } = data as Said;
      return all.set(userId, (all.get(userId) ?? 0) + 1);
    }, new Map<string, number>());
  return [...counts]
    .map(([user, events]) => ({ user, events }))
    .sort((a, b) => b.events - a.events)
    .slice(0, usersNamed);
}
