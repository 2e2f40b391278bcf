/** Flips as marks on the timeline: so many of them are too near to each other to tell apart. */

import type { Flip } from '../engine/api';
import type { Span } from './span';

/** A flip, or some beside each other. */
export interface FlipMark {
  place: number;
  /** Which of the flips, by their numbers from 0. */
  first: number;
  last: number;
  /** What the condition turned there; `null` when it turned both. */
  becomes: boolean | null;
}

/**
 * The flips in a span, those together that would be less than `least` apart.
 *
 * @param placeOf where one is on the axis. It does not go back from one to the next.
 */
export function marksIn(
  flips: readonly Flip[],
  placeOf: (flip: Flip) => number,
  { from, to }: Span,
  least: number,
): FlipMark[] {
  const marks: FlipMark[] = [];
  flips.forEach((flip, i) => {
    const place = placeOf(flip);
    if (place < from || place > to) return;
    const mark = marks.at(-1);
    if (!mark || place - mark.place >= least) {
      marks.push({ place, first: i, last: i, becomes: flip.becomes });
      return;
    }
    mark.last = i;
    if (mark.becomes !== flip.becomes) mark.becomes = null;
  });
  return marks;
}

/** Which one a mark leads to: its first, or the one after the current, so that it can be gone through. */
export function flipOf({ first, last }: FlipMark, current: number): number {
  return current >= first && current < last ? current + 1 : first;
}
