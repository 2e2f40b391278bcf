/** What is pulled out of an event's data for columns of their own. */

import type { LoggedEvent } from './peer';
import { hundredths } from './replay';

/** The columns; `null` where an event has none. */
export interface PulledOut {
  currency: string | null;
  /** In hundredths. */
  amount: number | null;
  user: string | null;
}

const none: PulledOut = { currency: null, amount: null, user: null };

export function pulledOut({ type, data }: LoggedEvent): PulledOut {
  const { currency, amount, userId } = data as Record<string, string>;
  switch (type) {
    case 'PaymentReceived':
    case 'OrderRefunded':
      return { currency: currency as string, amount: hundredths(amount), user: null };
    case 'UserRegistered':
    case 'UserLoggedIn':
    case 'OrderPlaced':
      return { currency: null, amount: null, user: userId as string };
    default:
      return none;
  }
}
