/** The state of the shop, folded from events in plain JavaScript. */

import { type LoggedEvent, type State, usersNamed } from './peer';

/** What an event of the shop may say. */
interface Said {
  userId?: string;
  currency?: string;
  amount?: string;
}

interface Sums {
  orders: number;
  gross: number;
  refunded: number;
}

/** Folds the first `count` events. */
export function replay(events: readonly LoggedEvent[], count: number): State {
  const revenue = new Map<string, Sums>();
  const users = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const event = events[i] as LoggedEvent;
    const said = event.data as Said;
    switch (event.type) {
      case 'PaymentReceived': {
        const sums = sumsOf(revenue, said.currency as string);
        sums.orders++;
        sums.gross += hundredths(said.amount);
        break;
      }
      case 'OrderRefunded':
        sumsOf(revenue, said.currency as string).refunded += hundredths(said.amount);
        break;
      case 'UserRegistered':
      case 'UserLoggedIn':
      case 'OrderPlaced': {
        const user = said.userId as string;
        users.set(user, (users.get(user) ?? 0) + 1);
        break;
      }
    }
  }
  return { revenue: rowsOf(revenue), users: busiest(users) };
}

function sumsOf(revenue: Map<string, Sums>, currency: string): Sums {
  let sums = revenue.get(currency);
  if (!sums) {
    sums = { orders: 0, gross: 0, refunded: 0 };
    revenue.set(currency, sums);
  }
  return sums;
}

/** Money as a whole number, whose sums are exact. */
export function hundredths(amount: string | undefined): number {
  return Math.round(Number(amount) * 100);
}

function rowsOf(revenue: Map<string, Sums>): State['revenue'] {
  return [...revenue].map(([currency, { orders, gross, refunded }]) => ({
    currency,
    orders,
    gross: gross / 100,
    refunded: refunded / 100,
    net: (gross - refunded) / 100,
  }));
}

/** Sorting keeps the order of those that are as busy, which a Map has kept from the first event on. */
function busiest(users: Map<string, number>): State['users'] {
  return [...users]
    .map(([user, events]) => ({ user, events }))
    .sort((a, b) => b.events - a.events)
    .slice(0, usersNamed);
}
