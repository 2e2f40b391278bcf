/** How the log is played: whether it is, how fast, and what comes next. It knows no clock. */

import { signal } from '@preact/signals';
import type { Span } from './span';

/** One event a beat, or so many times as fast as it happened. */
export type Pace = 'steps' | '1' | '2' | '10' | '100';

/** One event a beat: in milliseconds. */
export const beat = 500;

/** Whether the viewed moment moves by itself. */
export const playing = signal(false);

/** How fast. */
export const pace = signal<Pace>('steps');

/** Whether it begins again at the end. */
export const looping = signal(false);

/** Where playing is. */
export interface Place {
  position: number;
  /** On the recorded clock, in milliseconds. */
  time: number;
}

/** Where playing goes: to an event, to a time, or to the end. */
export type Next = { position: number } | { time: number } | 'end';

/** Where playing begins: where one is, unless that is not in the span or at its end. */
export function startOf(span: Span, here: number): number {
  return here >= span.from && here < span.to ? here : span.from;
}

/**
 * What comes next.
 *
 * @param elapsed since the last move, in milliseconds.
 */
export function nextOf(here: Place, span: Span, pace: Pace, elapsed: number): Next {
  if (here.position >= span.to) return 'end';
  if (pace === 'steps') return { position: here.position + 1 };
  return { time: here.time + elapsed * Number(pace) };
}
