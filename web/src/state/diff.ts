/**
 * The two moments that are compared, A and B, as positions. One that is not set is the viewed moment:
 * with A alone, moving through time shows what changed since.
 */

import { computed, signal } from '@preact/signals';

/** Where the ends were set; `null` is wherever one looks. */
export interface Ends {
  a: number | null;
  b: number | null;
}

/** The two positions that are compared. */
export interface Compared {
  a: number;
  b: number;
}

const nowhere: Ends = { a: null, b: null };

/** The ends of the diff. */
export const ends = signal<Ends>(nowhere);

/** Whether anything is compared. */
export const comparing = computed(() => ends.value.a !== null || ends.value.b !== null);

/** Sets one end. */
export function setEnd(end: 'a' | 'b', position: number): void {
  ends.value = { ...ends.value, [end]: position };
}

/** Compares the moments of two events, from the earlier to the later one. */
export function compareMoments(one: number, other: number): void {
  ends.value = { a: Math.min(one, other), b: Math.max(one, other) };
}

/** The compared positions, while `viewed` is the viewed one. */
export function comparedAt(viewed: number): Compared {
  return { a: ends.value.a ?? viewed, b: ends.value.b ?? viewed };
}

/** Compares the other way round; both ends stay where they are from then on. */
export function swapEnds(viewed: number): void {
  const { a, b } = comparedAt(viewed);
  ends.value = { a: b, b: a };
}

/** Compares nothing. */
export function stopComparing(): void {
  ends.value = nowhere;
}
