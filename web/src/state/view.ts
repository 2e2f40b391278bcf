/**
 * What is looked at: the moment, the filter, the selected event or row. All panels read it, none
 * reaches into another. It knows neither the engine nor the page; it could as well be written
 * down, sent and read again.
 */

import { batch, computed, signal } from '@preact/signals';
import type { EventFilter, Moment } from '../engine/api';
import { isLater } from '../text/time';

/** Which events the list shows. Empty fields ask for nothing. */
export interface Filter {
  types: string[];
  stream: string;
  /** What a stream's name has before its first `-` or `:`. */
  category: string;
  text: string;
  /** Inclusive, RFC 3339. */
  from: string;
  /** Exclusive, RFC 3339. */
  to: string;
  clock: 'time' | 'recorded';
  /** Only these positions; `null` for all. */
  between: Positions | null;
}

/** A span of positions. */
export interface Positions {
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  until: number;
}

/** Which events match, as a question to the engine. */
export interface Asked extends EventFilter {
  between: Positions | null;
}

/** The filter that lets everything through. */
export const noFilter: Filter = {
  types: [],
  stream: '',
  category: '',
  text: '',
  from: '',
  to: '',
  clock: 'time',
  between: null,
};

/** The viewed moment; `null` is the latest, and follows what is appended. */
export const moment = signal<Moment | null>(null);

/** The viewed moment as a question has it: without one, it asks for the latest. */
export const viewed = computed(() => (moment.value ? { at: moment.value } : {}));

/** Which events the list shows. */
export const filter = signal<Filter>(noFilter);

/** The position of the event whose detail is shown. */
export const selected = signal<number | null>(null);

/** A row of a projection. */
export interface RowName {
  projection: string;
  key: string;
  /** Only this column of it is meant. */
  column?: string;
}

/** The row whose lineage is shown, or was left to look at one of its events. */
export const lineageOf = signal<RowName | null>(null);

let askedLast: Asked | null = null;

/** The filter as a question. It stays the same object while the filter asks for the same. */
export const asked = computed<Asked>(() => {
  const { stream, ...rest } = filter.value;
  const next = { ...rest, streams: stream === '' ? [] : [stream] };
  if (JSON.stringify(next) !== JSON.stringify(askedLast)) askedLast = next;
  return askedLast ?? next;
});

/** Whether every event matches. */
export function isEverything(asked: Asked): boolean {
  const { types = [], streams = [], category, text, from, to, between } = asked;
  const named = types.length > 0 || streams.length > 0 || category !== '' || text !== '';
  return !named && from === '' && to === '' && between === null;
}

/** Whether the filter lets everything through. */
export const unfiltered = computed(() => isEverything(asked.value));

/** The clock of the range. */
export const clock = computed(() => filter.value.clock);

/** Whether the range ends before it starts. */
export const rangeIsEmpty = computed(() => {
  const { from, to } = filter.value;
  return from !== '' && to !== '' && isLater(from, to);
});

/**
 * Looks at the state right after `position`; 0 is before the first event.
 *
 * @param last the log's last position: to be there, or beyond, is to follow the latest.
 */
export function lookAtPosition(position: number, last: number): void {
  moment.value = position >= last ? null : { position: Math.max(0, Math.floor(position)) };
}

/** Looks at the state at a time, RFC 3339. */
export function lookAtTime(time: string): void {
  moment.value = { time };
}

/** Follows the latest. */
export function backToNow(): void {
  moment.value = null;
}

/** Shows an event's detail. */
export function select(position: number | null): void {
  batch(() => {
    selected.value = position;
    lineageOf.value = null;
  });
}

/** Shows the detail of an event that made the row; closing it leads back to the row. */
export function selectInLineage(position: number | null): void {
  selected.value = position;
}

/** Shows a row's lineage. */
export function showLineage(row: RowName | null): void {
  batch(() => {
    selected.value = null;
    lineageOf.value = row;
  });
}

/** Changes some fields of the filter. */
export function narrow(change: Partial<Filter>): void {
  filter.value = { ...filter.value, ...change };
}

/** Lets everything through again. */
export function clearFilters(): void {
  filter.value = noFilter;
}

/** Forgets all that was about the events of a log that is gone. */
export function startOver(): void {
  batch(() => {
    moment.value = null;
    filter.value = noFilter;
    selected.value = null;
    lineageOf.value = null;
  });
}
