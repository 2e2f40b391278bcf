/** Reading of times as people say them: `tuesday 15:00`, `yesterday 3pm`, `2 hours ago`. */

import { months, readTime, showTime, type Understood } from './time';

const unitMs = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

const ago =
  /^(\d{1,6}(?:\.\d+)?|an?|half an) ?(s|m|h|d|w|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?) ago$/;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const clock12 = /^(\d\d?)(?::(\d\d))? ?([ap])\.?m\.?$/;
const clock24 = /^(\d\d?):(\d\d)(?::(\d\d))?$/;

const namedDay =
  /^(?:(?<day>\d\d?) (?<month>[a-z]{3,9})|(?<month2>[a-z]{3,9}) (?<day2>\d\d?))(?: (?<year>\d{4}))?(?: (?<clock>.+?))?(?: utc)?$/;

/** Hours, minutes and seconds. */
type Clock = readonly [number, number, number];

/**
 * Reads a phrase, a day as lists write it, an RFC 3339 time or a local date and time.
 *
 * @param now what a phrase is counted from; days and hours are those of the viewer's own clock.
 * @param year which one it is where the name of a month has none; `''` is the last in which that day
 *   has begun.
 * @returns a sentence when it is none of them.
 */
export function readMoment(typed: string, now: Date, year = ''): Understood | string {
  const whole = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const phrase = typed
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/g, ' ');
  const named = readNamedDay(phrase, whole, year);
  if (named) return named;
  const read = readAgo(phrase, whole) ?? readDay(phrase, whole);
  if (!read) return readTime(typed);
  const time = read.toISOString().replace('.000Z', 'Z');
  return { time, note: `by your clock now: ${showTime(time)}` };
}

/** `6 Jan 15:20:00`: in UTC, as the page writes it. */
function readNamedDay(phrase: string, now: Date, year: string): Understood | string | null {
  const { groups } = namedDay.exec(phrase.replace(/ at /, ' ')) ?? {};
  const { day, month, day2 = day, month2 = month, year: its = year, clock = '0:00' } = groups ?? {};
  const index = months.findIndex((name) => name.toLowerCase() === month2?.slice(0, 3));
  const time = readClock(clock);
  if (!day2 || index < 0 || !time) return null;
  const inYear = (one: number | string) =>
    `${one}-${two(index + 1)}-${two(Number(day2))} ${time.map(two).join(':')} UTC`;
  const thisYear = now.getUTCFullYear();
  const latest = readTime(inYear(thisYear));
  const begun = typeof latest === 'string' || Date.parse(latest.time) <= now.getTime();
  const read = readTime(inYear(its || (begun ? thisYear : thisYear - 1)));
  return typeof read === 'string'
    ? read
    : { ...read, note: `in UTC, as lists write times: ${showTime(read.time)}` };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function readAgo(phrase: string, now: Date): Date | null {
  if (phrase === 'now') return now;
  const [, count = '', unit = ''] = ago.exec(phrase) ?? [];
  const length = unitMs.get(unit.charAt(0));
  if (!length) return null;
  const times = count.startsWith('half') ? 0.5 : count.startsWith('a') ? 1 : Number(count);
  const then = new Date(now.getTime() - times * length);
  return then.getUTCFullYear() >= 0 ? then : null;
}

/** A day, a clock, or both in either order; a day alone is its start, a clock alone is today. */
function readDay(phrase: string, now: Date): Date | null {
  const words = phrase.replace(/ at /, ' ').split(' ');
  for (let split = 0; split <= words.length; split++) {
    const [first, second] = [words.slice(0, split).join(' '), words.slice(split).join(' ')];
    const read = combined(first, second, now) ?? combined(second, first, now);
    if (read) return read;
  }
  return null;
}

function combined(day: string, clock: string, now: Date): Date | null {
  const time: Clock | null = clock === '' ? [0, 0, 0] : readClock(clock);
  if (!time || (day === '' && clock === '')) return null;
  const at = new Date(now);
  at.setHours(...time, 0);
  const back = daysBack(day === '' ? 'today' : day, at, now);
  if (back === null) return null;
  // By the calendar, not by 24 hours: a day may be longer or shorter.
  at.setDate(at.getDate() - back);
  at.setHours(...time, 0);
  return at;
}

/**
 * How many days ago a day was.
 *
 * @param at the clock that was asked for, today: a weekday is the last on which that has passed.
 */
function daysBack(day: string, at: Date, now: Date): number | null {
  if (day === 'today') return 0;
  if (day === 'yesterday') return 1;
  const name = day.replace(/^(last|on) /, '');
  const weekday = weekdays.findIndex((each) => each === name || each.slice(0, 3) === name);
  if (weekday < 0) return null;
  const back = (now.getDay() - weekday + 7) % 7;
  return back === 0 && (at > now || day.startsWith('last ')) ? 7 : back;
}

function readClock(text: string): Clock | null {
  if (text === 'noon') return [12, 0, 0];
  if (text === 'midnight') return [0, 0, 0];
  const [, hour = '', minute = '0', half] = clock12.exec(text) ?? [];
  if (half && Number(hour) >= 1 && Number(hour) <= 12 && Number(minute) < 60) {
    return [(Number(hour) % 12) + (half === 'p' ? 12 : 0), Number(minute), 0];
  }
  const [, hours = '', minutes = '', seconds = '0'] = clock24.exec(text) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return null;
  return [Number(hours), Number(minutes), Number(seconds)];
}
