/** Arithmetic of a stretch of an axis that is in view, and moves within the whole of it. */

/** A stretch of an axis: of time in milliseconds, or of positions. */
export interface Span {
  from: number;
  to: number;
}

/** How long it is. */
export function size({ from, to }: Span): number {
  return to - from;
}

/** Where a place is in it: 0 at its start, 1 at its end. */
export function shareOf(place: number, span: Span): number {
  return size(span) > 0 ? (place - span.from) / size(span) : 0;
}

/** The place at a share of it. */
export function placeAt(share: number, span: Span): number {
  return span.from + share * size(span);
}

/** The place, or the end of the span that is nearest to it. */
export function clamp(place: number, { from, to }: Span): number {
  return Math.min(to, Math.max(from, place));
}

/** Moves a span that sticks out of the whole back into it; one that is too long is the whole. */
export function within(span: Span, whole: Span): Span {
  if (size(span) >= size(whole)) return whole;
  const from = Math.min(Math.max(span.from, whole.from), whole.to - size(span));
  return { from, to: from + size(span) };
}

/**
 * Makes a span `factor` times as long, and keeps `place` where it is in view.
 *
 * @param least it gets no shorter than this.
 */
export function scaled(span: Span, whole: Span, place: number, factor: number, least: number) {
  const length = Math.max(Math.min(least, size(whole)), size(span) * factor);
  const from = place - shareOf(place, span) * length;
  return within({ from, to: from + length }, whole);
}

/** Moves a span by a share of its own length. */
export function moved(span: Span, whole: Span, share: number): Span {
  const by = share * size(span);
  return within({ from: span.from + by, to: span.to + by }, whole);
}

/** Moves a span that does not hold `place` so that it does, a tenth from the side it came from. */
export function holding(span: Span, whole: Span, place: number): Span {
  if (place >= span.from && place <= span.to) return span;
  const from = place - size(span) * (place < span.from ? 0.9 : 0.1);
  return within({ from, to: from + size(span) }, whole);
}
