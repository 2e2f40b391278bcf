/** Reading and writing of times. Inside and in answers they are RFC 3339 text in UTC. */

/** A typed time, understood. */
export interface Understood {
  /** RFC 3339, with the zone and all digits that were typed. */
  time: string;
  /** What was taken for granted, to be told; `''` when nothing was. */
  note: string;
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;
/** As {@link showTime} writes it, or shorter. */
const inUtc =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]+(\d\d?):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)? ?(?:z|utc|gmt)$/i;
const local = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]+(\d\d?):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?$/;

/**
 * Reads an RFC 3339 time, a date and time with `UTC` behind it, or a local date and time.
 *
 * @returns a sentence when it is neither.
 */
export function readTime(typed: string): Understood | string {
  const text = typed.trim();
  if (text === '') return 'Type a time such as 2026-01-06T15:00:00Z or 2026-01-06 15:00.';
  const exact = rfc3339.exec(text);
  if (exact) return missing(exact) || { time: normal(text), note: '' };
  const utc = inUtc.exec(text);
  if (utc) return missing(utc) || { time: inZulu(utc), note: '' };
  const here = local.exec(text);
  if (here) return readLocal(here);
  return 'This is no time. Type one such as 2026-01-06T15:00:00Z or 2026-01-06 15:00.';
}

function normal(text: string): string {
  return text.replace(/[t ]/, 'T').replace(/z$/, 'Z');
}

/** What there is not of a date and a clock; `''` when there is all: dates roll over silently otherwise. */
function missing([, year, month, day, ...clock]: (string | undefined)[]): string {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day))
    return `There is no day ${year}-${month}-${day}.`;
  const [hour = '0', minute = '0', second = '0'] = clock;
  const isThere = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  const typed = clock.slice(0, 3).filter((part) => part !== undefined);
  return isThere ? '' : `There is no hour ${typed.join(':')}.`;
}

function inZulu([, year, month, day, ...clock]: (string | undefined)[]): string {
  const [hour = '0', minute = '00', second = '00', fraction = ''] = clock;
  return `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}${fraction}Z`;
}

function readLocal(parts: RegExpExecArray): Understood | string {
  const lack = missing(parts);
  if (lack !== '') return lack;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = ''] = parts;
  const date = new Date(0);
  date.setFullYear(Number(year), Number(month) - 1, Number(day));
  date.setHours(Number(hour), Number(minute), Number(second), 0);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999) {
    return 'This is before the year 0 or after 9999.';
  }
  const time = date.toISOString().replace(/\.\d+Z$/, `${fraction}Z`);
  return { time, note: `read as your local time: ${showTime(time)}` };
}

/** A time as the page shows it: `2026-01-06 15:00:00.25 UTC`, without `UTC` when `short`. */
export function showTime(time: string, short = false): string {
  if (time === '') return 'before the first event';
  const shown = time
    .replace('T', ' ')
    .replace(/(\.\d*?)0*Z$/, (_all, digits: string) => `${digits === '.' ? '' : digits}Z`);
  return shown.replace(/Z$/, short ? '' : ' UTC');
}

/** As lists write them. */
export const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/**
 * A time for a list, to the second: `6 Jan 15:00:00`, with its year unless that is `year`. The exact
 * one belongs beside it, as a tooltip.
 */
export function listTime(time: string, year: string): string {
  const [, its = '', month, day, clock] = /^(\d{4})-(\d\d)-(\d\d)T([\d:]+)/.exec(time) ?? [];
  if (its === '') return time;
  const date = `${Number(day)} ${months[Number(month) - 1]}`;
  return `${date}${its === year ? '' : ` ${its}`} ${clock}`;
}

/** The year that both times are in; `''` when there is none. */
export function commonYear(first: string, last: string): string {
  return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : '';
}

/** A time on the viewer's own clock, for a tooltip; `''` when there is none. */
export function localTime(time: string): string {
  const date = new Date(time);
  if (time === '' || Number.isNaN(date.getTime())) return '';
  return date.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' });
}

/** A time in UTC, a nanosecond later: the exclusive end of a range that takes in `time`. */
export function justAfter(time: string): string {
  const next = nanoseconds(time) + 1;
  const carried =
    next === 1e9 ? new Date(Date.parse(wholeSeconds(time)) + 1000).toISOString() : time;
  return `${carried.slice(0, 19)}.${String(next % 1e9).padStart(9, '0')}Z`;
}

/** Whether `a` is later than `b`; both as {@link readTime} gives them. */
export function isLater(a: string, b: string): boolean {
  const difference = Date.parse(wholeSeconds(a)) - Date.parse(wholeSeconds(b));
  return difference !== 0 ? difference > 0 : nanoseconds(a) > nanoseconds(b);
}

function wholeSeconds(time: string): string {
  return time.replace(/\.\d+/, '');
}

function nanoseconds(time: string): number {
  return Number((/\.(\d+)/.exec(time)?.[1] ?? '0').padEnd(9, '0'));
}
