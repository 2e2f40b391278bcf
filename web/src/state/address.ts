/**
 * The view as the fragment of a link. It never carries data: in the browser where it was made it opens the same
 * log; in another browser it shows that one's own log in the same way.
 */

import type { Moment } from '../engine/api';
import { readTime } from '../text/time';
import type { Ends } from './diff';
import { type Filter, noFilter } from './view';

/** The address bar is written once the view has rested for so long, in milliseconds: browsers limit how often. */
export const settledMs = 300;

/** What a link says. */
export interface Address {
  /** The id of the workspace that it is about; `''` is whichever is shown. */
  workspace: string;
  /** `null` is the latest. */
  moment: Moment | null;
  filter: Filter;
  /** The projections' names, a pane each from left to right; none when it is the usual one alone. */
  projections: readonly string[];
  ends: Ends;
  /** Whether idle time is to be folded in the timeline; `null` leaves it to the log. */
  folding: boolean | null;
}

/** What no fragment says: all is as usual. */
export const usualAddress: Address = {
  workspace: '',
  moment: null,
  filter: noFilter,
  projections: [],
  ends: { a: null, b: null },
  folding: null,
};

/** An address as a fragment without its `#`; `''` when all is as usual. */
export function written(address: Address): string {
  const { workspace, moment, filter, projections, ends, folding } = address;
  const { between, types, ...texts } = filter;
  const names = new URLSearchParams();
  const add = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') names.append(name, String(value));
  };
  add('workspace', workspace);
  if (moment) add('at', 'time' in moment ? moment.time : moment.position);
  for (const name of projections) add('projection', name);
  add('a', ends.a);
  add('b', ends.b);
  if (folding !== null) add('idle', folding ? folded : open);
  for (const type of types) add('type', type);
  for (const name of textNames) add(name, texts[name]);
  if (texts.clock !== noFilter.clock) add('clock', texts.clock);
  add('after', between?.after);
  add('until', between?.until);
  return names.toString();
}

/** Reads a fragment; `null` when none of its names is ours. Values that make no sense are ignored. */
export function readAddress(fragment: string): Address | null {
  const names = new URLSearchParams(fragment.replace(/^#/, ''));
  if (![...names.keys()].some((name) => known.has(name))) return null;
  const text = (name: string) => names.get(name) ?? '';
  return {
    workspace: text('workspace'),
    moment: readMoment(text('at')),
    projections: names.getAll('projection').filter((name) => name !== ''),
    ends: { a: readPosition(text('a')), b: readPosition(text('b')) },
    folding: readChoice(text('idle')),
    filter: {
      types: names.getAll('type'),
      stream: text('stream'),
      category: text('category'),
      text: text('text'),
      from: readBound(text('from')),
      to: readBound(text('to')),
      clock: text('clock') === 'recorded' ? 'recorded' : 'time',
      between: readBetween(text('after'), text('until')),
    },
  };
}

/** The last position that it names; 0 when it names none. */
export function farthest({ moment, ends, filter }: Address): number {
  const at = moment !== null && 'position' in moment ? moment.position : 0;
  const { between } = filter;
  return Math.max(at, ends.a ?? 0, ends.b ?? 0, between?.until ?? 0);
}

/** The same for a log that ends at `last`: what is not in it can't be gone to. */
export function within(address: Address, last: number): Address {
  const { moment, ends, filter } = address;
  const inLog = (position: number | null) =>
    position !== null && position <= last ? position : null;
  const beyond = moment !== null && 'position' in moment && moment.position >= last;
  const { between } = filter;
  return {
    ...address,
    moment: beyond ? null : moment,
    ends: { a: inLog(ends.a), b: inLog(ends.b) },
    filter: { ...filter, between: between && between.after < last ? between : null },
  };
}

const folded = 'folded';
const open = 'open';
const textNames = ['stream', 'category', 'text', 'from', 'to'] as const;
const known = new Set<string>([
  ...textNames,
  'workspace',
  'at',
  'projection',
  'a',
  'b',
  'idle',
  'type',
  'clock',
  'after',
  'until',
]);

function readChoice(idle: string): boolean | null {
  return idle === folded || (idle === open ? false : null);
}

function readMoment(text: string): Moment | null {
  const position = readPosition(text);
  if (position !== null) return { position };
  const time = readBound(text);
  return time === '' ? null : { time };
}

function readPosition(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function readBound(text: string): string {
  const read = text === '' ? '' : readTime(text);
  return typeof read === 'string' ? '' : read.time;
}

function readBetween(from: string, to: string): Filter['between'] {
  const after = readPosition(from);
  const until = readPosition(to);
  return after === null || until === null || after >= until ? null : { after, until };
}
