/** Steps that people count in, and what stands at them on an axis. Times are UTC, in milliseconds. */

import { showCount } from './show';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

const timeSteps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2].map((n) => n * day),
  ...[1, 2, 4].map((n) => n * week),
];

/** The shortest step of time that is at least `least`. */
export function timeStep(least: number): number {
  const most = 4 * week;
  const step = timeSteps.find((each) => each >= least);
  return step ?? most * 2 ** Math.ceil(Math.log2(least / most));
}

/** The least of 1, 2, 5, 10, 20, … that is at least `least`. */
export function countStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5, 10].find((n) => n * power >= least) ?? 10);
}

const units: [number, string][] = [
  [week, 'week'],
  [day, 'day'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
  [1, 'ms'],
];

/** A step in the longest unit that it is a whole number of: `2 min`, `4 weeks`. */
export function showStep(step: number): string {
  const [length, unit] = units.find(([each]) => step % each === 0) ?? [1, 'ms'];
  const count = step / length;
  return `${showCount(count)} ${unit}${length >= day && count !== 1 ? 's' : ''}`;
}

/** A place on an axis, and what is written at it. */
export interface Tick {
  place: number;
  text: string;
}

/** Round times from one to the other, at least `least` apart. */
export function timeTicks(from: number, to: number, least: number): Tick[] {
  const step = timeStep(least);
  if (step > 2 * week) return monthTicks(from, to, least);
  let before = '';
  return multiples(from, to, step).map((place) => {
    const date = dayText(place);
    const text = step >= day ? date : clockText(place, step);
    const fresh = date !== before && step < day;
    before = date;
    if (!fresh) return { place, text };
    return { place, text: place % day === 0 ? date : `${date} ${text}` };
  });
}

/** Round positions from one to the other, at least `least` apart. */
export function countTicks(from: number, to: number, least: number): Tick[] {
  return multiples(from, to, countStep(least)).map((place) => ({
    place,
    text: showCount(place),
  }));
}

function multiples(from: number, to: number, step: number): number[] {
  const places: number[] = [];
  for (let n = Math.ceil(from / step); n * step <= to; n++) places.push(n * step);
  return places;
}

/** Months have no one length: they are counted by the calendar. */
function monthTicks(from: number, to: number, least: number): Tick[] {
  const months = Math.ceil(least / (30 * day));
  const step = [1, 2, 3, 6, 12].find((n) => n >= months) ?? 12 * countStep(months / 12);
  const first = new Date(from);
  const ticks: Tick[] = [];
  let n = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  for (let place = monthStart(n); place.getTime() <= to; n += step, place = monthStart(n)) {
    const text = step >= 12 ? place.getUTCFullYear().toString() : monthText(place);
    if (place.getTime() >= from) ticks.push({ place: place.getTime(), text });
  }
  return ticks;
}

function monthStart(months: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), months % 12, 1);
  return date;
}

const inUTC = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const dayFormat = inUTC({ day: 'numeric', month: 'short' });
const monthFormat = inUTC({ month: 'short', year: 'numeric' });

function dayText(place: number): string {
  return dayFormat.format(place);
}

function monthText(date: Date): string {
  return monthFormat.format(date);
}

function clockText(place: number, step: number): string {
  const clock = new Date(place).toISOString().slice(11, 23);
  if (step < second) return clock;
  return step < minute ? clock.slice(0, 8) : clock.slice(0, 5);
}
