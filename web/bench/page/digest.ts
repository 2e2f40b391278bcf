/** Answers in one form, whoever gave them, so that equal ones can be told by a digest. */

import type { Differences, Found, LoggedEvent, State } from '../peers/peer';
import type { Work } from './work';

/** An answer with all that is no matter of taste: times as milliseconds, money in hundredths. */
export function canonical(work: Work, answer: unknown): unknown {
  switch (work) {
    case 'state':
      return canonicalState(answer as State);
    case 'range':
    case 'stream':
      return (answer as LoggedEvent[]).map(canonicalEvent);
    case 'filter': {
      const { total, events } = answer as Found;
      return [total, events.map(canonicalEvent)];
    }
    case 'diff': {
      const { total, streams } = answer as Differences;
      return [total, streams.map(({ stream, before, after }) => [stream, before, after])];
    }
    case 'lineage':
    case 'stats':
      return answer;
  }
}

function canonicalEvent({ id, stream, type, schemaVersion, time, data }: LoggedEvent) {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : time;
  return [id, stream, type, schemaVersion, milliseconds, data];
}

function canonicalState({ revenue, users }: State) {
  const money = (amount: number | string) => Math.round(Number(amount) * 100);
  return {
    revenue: revenue
      .map((row) => [
        row.currency,
        row.orders,
        money(row.gross),
        money(row.refunded),
        money(row.net),
      ])
      .sort(),
    users: users.map(({ user, events }) => [user, events]),
  };
}

/** Half of an answer's SHA-256. */
export async function digest(work: Work, answer: unknown): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(canonical(work, answer)));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
