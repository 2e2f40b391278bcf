/** Which events match, as questions: a filter may also be a span of positions. */

import type { Event } from '../protocol/questions.gen';
import { type Asking, asking } from './answer';
import type { Asked } from './view';

/** Some rows of the list of matches, and how long the list is. */
export interface Matches {
  total: number;
  /** The number of the first row, from 0. */
  offset: number;
  rows: readonly Event[];
  /** The filter that they match. It is the same object for as long as the filter is the same. */
  filter: Asked;
}

/** Asks for `limit` rows from the row `offset` on; 0 only counts them all. */
export function matching(filter: Asked, offset: number, limit: number): Asking<Matches> {
  const { between, ...rest } = filter;
  const within = between ? { after: between.after, at: { position: between.until } } : {};
  return asking(
    [{ ask: 'events', ...rest, ...within, offset, limit }, ...countedBefore(filter)],
    (page, before) => ({
      total: page.total - (before?.total ?? 0),
      offset,
      rows: page.events,
      filter,
    }),
  );
}

/** Asks how many events match, of those up to `position`, inclusive. */
export function countUpTo(filter: Asked, position: number): Asking<number> {
  const { between, ...rest } = filter;
  const until = Math.min(position, between?.until ?? position);
  return asking(
    [{ ask: 'events', ...rest, at: { position: until }, limit: 0 }, ...countedBefore(filter)],
    (up, before) => Math.max(0, up.total - (before?.total ?? 0)),
  );
}

/** Asks for the last match up to `position`, 0 when there is none, and how many there are up to there. */
export function lastUpTo(filter: Asked, position: number): Asking<{ last: number; count: number }> {
  const { between, ...rest } = filter;
  return asking(
    [
      { ask: 'events', ...rest, at: { position }, order: 'desc', limit: 1 },
      ...countedBefore(filter),
    ],
    ({ events, total }, before) => {
      const last = events[0]?.position ?? 0;
      if (between && (position > between.until || last <= between.after)) {
        return { last: 0, count: 0 };
      }
      return { last, count: total - (before?.total ?? 0) };
    },
  );
}

/** Asks for the matches before a span of positions, which a page's total includes. */
function countedBefore({ between, ...rest }: Asked) {
  if (between === null) return [];
  return [{ ask: 'events' as const, ...rest, at: { position: between.after }, limit: 0 }];
}
