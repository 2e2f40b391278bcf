/** A condition on a projection's rows, and the events at which it turned true or false. */

import { signal } from '@preact/signals';
import type { FindQuery, Flip, Flips } from '../engine/api';

/** What is looked for. */
export interface Condition {
  projection: string;
  /** Not looked at where the question is whether a row is there. */
  column: string;
  /** What inside the column's JSON is meant; `''` for all of it. */
  member: string;
  op: FindQuery['op'];
  /** As the column shows it; `''` where the question is whether something is there. */
  value: string;
}

/** Flips that are known by place; the others are only counted. */
export const mostFound = 10_000;

/** The condition; `null` while nothing is looked for. */
export const condition = signal<Condition | null>(null);

/** Its flips by position, the first {@link mostFound} of them; `null` until they are known. */
export const found = signal<Flips | null>(null);

/** Why they are not; `''` when nothing is wrong. */
export const findError = signal('');

/** What of the condition that is about, as the API names it; `''` when that is not known. */
export const findErrorField = signal('');

/** The flip that was gone to, by its number from 0; -1 before that. */
export const currentFlip = signal(-1);

/** Looks for another condition. */
export function lookFor(next: Condition | null): void {
  condition.value = next;
  found.value = null;
  findError.value = '';
  findErrorField.value = '';
  currentFlip.value = -1;
}

/**
 * The flip that one step leads to: the one beside the current, or beside the viewed moment
 * if one has moved away from that. -1 when there is none that way.
 */
export function flipBeside(by: 1 | -1, viewed: number): number {
  const flips = found.value?.flips ?? [];
  const here = currentFlip.value;
  if (flips[here]?.position === viewed) return here + by < flips.length ? here + by : -1;
  const isThere = ({ position }: Flip) => (by > 0 ? position > viewed : position < viewed);
  return by > 0 ? flips.findIndex(isThere) : flips.findLastIndex(isThere);
}
