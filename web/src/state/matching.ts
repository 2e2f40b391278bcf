/** Which events match, counted and fetched: a filter may also be a span of positions. */

import type { EventFilter } from '../engine/api';
import { engine } from './log';
import type { FetchRows } from './pages';
import type { Asked } from './view';

/** How many events match, of those up to `position`, inclusive. */
export async function countUpTo(asked: Asked, position = Infinity): Promise<number> {
  const { between, ...filter } = asked;
  if (between === null) return total(filter, position);
  if (position <= between.after) return 0;
  const [all, before] = await Promise.all([
    total(filter, Math.min(position, between.until)),
    total(filter, between.after),
  ]);
  return all - before;
}

/** The last match up to `position`, 0 when there is none, and how many there are up to there. */
export async function lastUpTo(
  asked: Asked,
  position: number,
): Promise<{ last: number; count: number }> {
  const { between, ...filter } = asked;
  if (between && (position <= between.after || position > between.until)) {
    return { last: 0, count: 0 };
  }
  const query = { ...filter, at: { position }, order: 'desc', limit: 1 } as const;
  const [{ events, total: count }, before] = await Promise.all([
    engine.listed(query),
    between ? total(filter, between.after) : 0,
  ]);
  return { last: events[0]?.position ?? 0, count: count - before };
}

/** What fetches rows of the list of matches. */
export function matchingRows({ between, ...filter }: Asked): FetchRows {
  const within = between ? { after: between.after, at: { position: between.until } } : {};
  return async (offset, limit) =>
    (await engine.listed({ ...filter, ...within, offset, limit })).events;
}

async function total(filter: EventFilter, position: number): Promise<number> {
  const at = Number.isFinite(position) ? { at: { position } } : {};
  return (await engine.listed({ ...filter, ...at, limit: 0 })).total;
}
