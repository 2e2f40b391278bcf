/** The range of the filter as a stretch of the timeline, and back. */

import { justAfter } from '../text/time';
import { timeAt } from './histogram';
import { at, engine } from './log';
import type { Span } from './span';
import { axis } from './timeline';
import { type Filter, narrow } from './view';

type Range = Pick<Filter, 'from' | 'to' | 'clock'>;

/** Narrows the filter to a stretch of the timeline. */
export async function chooseSpan({ from, to }: Span): Promise<void> {
  if (axis.peek() === 'time') {
    narrow({ from: timeAt(from), to: timeAt(to) });
    return;
  }
  const [first, last] = await Promise.all([
    engine.moment({ position: Math.floor(from) + 1 }),
    engine.moment({ position: Math.max(1, Math.ceil(to)) }),
  ]);
  narrow({ from: first.time, to: justAfter(last.time), clock: 'recorded' });
}

/** Has the range start with the viewed event. */
export function startHere(): void {
  if (at.peek().position > 0) narrow({ from: at.peek().time, clock: 'recorded' });
}

/** Has the range end with the viewed event. */
export function endHere(): void {
  if (at.peek().position > 0) narrow({ to: justAfter(at.peek().time), clock: 'recorded' });
}

/** Forgets the range, and nothing else of the filter. */
export function clearRange(): void {
  narrow({ from: '', to: '', clock: 'time' });
}

/** Whether the filter has a range. */
export function isRange({ from, to }: Range): boolean {
  return from !== '' || to !== '';
}

/** The range on the axis of time; where it has no bound, `whole` has. */
export function spanInTime({ from, to }: Range, whole: Span): Span {
  return {
    from: from === '' ? whole.from : Date.parse(from),
    to: to === '' ? whole.to : Date.parse(to),
  };
}

/** From before the first event of the range to its last, by position; `null` when it has none. */
export async function spanInPositions({ from, to, clock }: Range): Promise<Span | null> {
  const query = { from, to, clock, limit: 1 };
  const [first, last] = await Promise.all([
    engine.listed({ ...query, order: 'asc' }),
    engine.listed({ ...query, order: 'desc' }),
  ]);
  const [begin, end] = [first.events[0], last.events[0]];
  return begin && end ? { from: begin.position - 1, to: end.position } : null;
}
