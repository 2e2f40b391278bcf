/**
 * How the timeline is looked at: along which axis, and how much of it is in view. It knows neither
 * the engine nor the page.
 */

import { batch, computed, signal } from '@preact/signals';
import { holding, moved, type Span, scaled, size } from './span';

/** What the timeline is drawn along: the clock on the wall, or the order of the log. */
export type Axis = 'time' | 'position';

/** The least that can be in view: 20 milliseconds, or 4 events. */
const least: Record<Axis, number> = { time: 20, position: 4 };

/** What the timeline is drawn along. */
export const axis = signal<Axis>('time');

/** Whether idle time is to be folded; `null` folds it only where it would fill nearly all of the axis. */
export const foldChoice = signal<boolean | null>(null);

/** Whether one idle stretch is nearly all of the log's time. */
export const mostlyIdle = signal(false);

/** Whether long stretches of time in which nothing happened are folded. */
export const folding = computed(() => foldChoice.value ?? mostlyIdle.value);

/** The stretch in view; `null` is all there is, and grows with it. */
export const zoomed = signal<Span | null>(null);

/** Draws it along another axis, and shows all of it: a stretch of one means nothing on the other. */
export function drawAlong(next: Axis): void {
  if (next === axis.peek()) return;
  batch(() => {
    axis.value = next;
    zoomed.value = null;
  });
}

/**
 * Folds idle time, or unfolds it, and shows the whole axis, on which the effect is seen.
 *
 * @param on `null` leaves it to the log.
 */
export function foldIdle(on: boolean | null): void {
  batch(() => {
    foldChoice.value = on;
    zoomed.value = null;
  });
}

/** Zooms in, or out with a `factor` above 1, around a place. */
export function zoom(whole: Span, place: number, factor: number): void {
  const now = zoomed.peek() ?? whole;
  look(scaled(now, whole, place, factor, least[axis.peek()]), whole);
}

/** Moves what is in view by a share of its own length. */
export function pan(whole: Span, share: number): void {
  if (zoomed.peek()) look(moved(zoomed.peek() ?? whole, whole, share), whole);
}

/** Moves the stretch in view so that a place is in its middle. */
export function lookAround(whole: Span, place: number): void {
  const now = zoomed.peek();
  if (now) look(moved(now, whole, (place - (now.from + now.to) / 2) / size(now)), whole);
}

/** Has a place in view. */
export function bringIntoView(whole: Span, place: number): void {
  const now = zoomed.peek();
  if (now) look(holding(now, whole, place), whole);
}

/** Shows all there is. */
export function showWhole(): void {
  zoomed.value = null;
}

function look(next: Span, whole: Span): void {
  const now = zoomed.peek();
  if (size(next) >= size(whole)) zoomed.value = null;
  else if (now?.from !== next.from || now.to !== next.to) zoomed.value = next;
}
