import { computed, effect } from '@preact/signals';
import { at, lastPosition, stats } from './engine';
import { placeOf } from './folds';
import { folds } from './idle';
import { clamp, type Span, size } from './span';
import { axis, bringIntoView, zoom, zoomed } from './timeline';
import { clock, moment } from './view';
import { viewedPosition } from './viewed';

/** Room before the first event and after the last, as a share of all: their bars have a width. */
const margin = 0.015;
/** A log of one moment is drawn as if it were this long, in milliseconds. */
const shortest = 1000;

/** From the first event to the last, on the axis that is drawn. */
const extent = computed<Span>(() => {
  if (axis.value === 'position') return { from: 0, to: Math.max(1, lastPosition.value) };
  const {
    firstTime = '',
    lastTime = '',
    firstRecorded = '',
    lastRecorded = '',
  } = stats.value ?? {};
  const { from, to } =
    clock.value === 'recorded' ? spanOf(firstRecorded, lastRecorded) : spanOf(firstTime, lastTime);
  return { from: placeOf(folds.value, from), to: placeOf(folds.value, to) };
});

/** All that the timeline can show. A position's event is the stretch that ends at it. */
export const whole = computed<Span>(() => {
  if (axis.value === 'position') return extent.value;
  const { from, to } = extent.value;
  const room = Math.max(size(extent.value), shortest) * margin;
  return { from: from - room, to: to + room };
});

/** What it shows now. */
export const shown = computed<Span>(() => zoomed.value ?? whole.value);

/** Where the viewed moment is on the axis; what was asked for, before the engine has answered. */
export const playhead = computed(() => {
  if (axis.value === 'position') return viewedPosition.value;
  const viewed = moment.value;
  const { time, latest } = at.value;
  const place = (time: string) => placeOf(folds.value, Date.parse(time));
  const known = time === '' ? whole.value.from : place(time);
  const asked = viewed && 'time' in viewed ? place(viewed.time) : known;
  // After the last event there is nothing else to stand at, however much later it was recorded than it happened.
  return clamp(latest ? Math.min(asked, known, extent.value.to) : asked, whole.value);
});

/** Whether a place on the axis is at the last event, or beyond. */
export function isAtEnd(place: number): boolean {
  return place >= extent.peek().to;
}

/** Closer, and less close: by so much at a time. */
export const closer = 0.5;
export const farther = 2;

/** Zooms around the viewed moment, or around the middle where that is out of view. */
export function zoomBy(factor: number): void {
  const span = shown.peek();
  const here = playhead.peek();
  const middle = (span.from + span.to) / 2;
  zoom(whole.peek(), here === clamp(here, span) ? here : middle, factor);
}

/** Keeps the viewed moment in view wherever it goes. */
export function followScale(): void {
  effect(() => bringIntoView(whole.peek(), playhead.value));
}

function spanOf(from: string, to: string): Span {
  return from === '' ? { from: 0, to: 0 } : { from: Date.parse(from), to: Date.parse(to) };
}
