/**
 * Idle time, folded: an axis of time on which long stretches without an event take little room. Where
 * something is on it is its place; without folds, a place is the time itself. Both in milliseconds.
 */

import { type Tick, timeTicks } from '../text/ticks';
import { type Span, size } from './span';

/** A stretch of time that is folded. */
export interface Fold extends Span {
  /** All of the idle stretch that it is the middle of. */
  idle: Span;
  /** Where its seam starts. */
  place: number;
}

/** An axis with folds in it. */
export interface Folds {
  /** In the order of time. They neither overlap nor touch. */
  all: readonly Fold[];
  /** The room that each of them takes instead of its own. */
  seam: number;
}

/** An axis on which nothing is folded. */
export const unfolded: Folds = { all: [], seam: 0 };

/** A longer part than this, of what is not folded yet, is long, */
const longShare = 0.03;
/** if it is so many times as long as there usually is between two events. */
const longTimes = 3;
/** What a seam takes, and what stays open at either side of it, as shares of what is not folded. */
const seamShare = 0.012;
const openShare = 0.008;
/** More folds than this would be all that one sees. */
const mostFolds = 24;

/**
 * Folds the longest of the idle stretches, in order, as long as they are long beside what would be left.
 * What is at their ends stays open, so that the events there have room for their bars.
 *
 * @param length of all there is, with so many events in it.
 * @param least a stretch that is not longer than this share of what is left open stays as it is.
 */
export function foldLongest(
  idle: readonly Span[],
  length: number,
  events: number,
  least = longShare,
): Folds {
  const longest = [...idle].sort((a, b) => size(b) - size(a)).slice(0, mostFolds);
  let rest = length;
  const chosen = longest.filter((stretch) => {
    const long = size(stretch) > rest * Math.max(least, longTimes / Math.max(1, events));
    if (long) rest -= size(stretch);
    return long;
  });
  const open = openShare * rest;
  const seam = seamShare * rest;
  let saved = 0;
  const all = chosen
    .sort((a, b) => a.from - b.from)
    .map((idle): Fold => {
      const from = idle.from + open;
      const fold = { idle, from, to: idle.to - open, place: from - saved };
      saved += size(fold) - seam;
      return fold;
    });
  return all.length > 0 ? { all, seam } : unfolded;
}

/** The place of a time. */
export function placeOf({ all, seam }: Folds, time: number): number {
  let saved = 0;
  for (const fold of all) {
    if (time <= fold.from) break;
    if (time < fold.to) return fold.place + (seam * (time - fold.from)) / size(fold);
    saved += size(fold) - seam;
  }
  return time - saved;
}

/** The time at a place. Within a seam it runs faster. */
export function timeOf({ all, seam }: Folds, place: number): number {
  let saved = 0;
  for (const fold of all) {
    if (place <= fold.place) break;
    const share = (place - fold.place) / seam;
    if (share < 1) return fold.from + share * size(fold);
    saved += size(fold) - seam;
  }
  return place + saved;
}

/** The stretches of time that are open within a span of places. */
export function openStretches(folds: Folds, span: Span): Span[] {
  const stretches: Span[] = [];
  let from = span.from;
  for (const { place, ...fold } of seamsIn(folds, span)) {
    if (place > from) stretches.push({ from: timeOf(folds, from), to: fold.from });
    from = place + folds.seam;
  }
  if (from < span.to || stretches.length === 0) {
    stretches.push({ from: timeOf(folds, from), to: timeOf(folds, Math.max(from, span.to)) });
  }
  return stretches;
}

/** The folds whose seams can be seen in a span of places. */
export function seamsIn({ all, seam }: Folds, { from, to }: Span): Fold[] {
  return all.filter(({ place }) => place + seam > from && place < to);
}

/** Round times between two places, at least `least` apart; a stretch without one that round has one at most. */
export function ticksAlong(folds: Folds, span: Span, least: number): Tick[] {
  let free = span.from;
  return openStretches(folds, span).flatMap(({ from, to }) => {
    const begin = Math.max(from, timeOf(folds, free));
    if (begin >= to) return [];
    const round = timeTicks(begin, to, least);
    const found = round.length > 0 ? round : timeTicks(begin, to, (to - begin) / 3).slice(0, 1);
    const ticks = found.map(({ place, text }) => ({ place: placeOf(folds, place), text }));
    free = Math.max(free, (ticks.at(-1)?.place ?? free - least) + least);
    return ticks;
  });
}
