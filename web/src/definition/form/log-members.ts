import { jsonEntries } from '../../text/json';
import type { Path } from './form';
import { pathText } from './path-text';
import { isRounded, kindOf, type ValueKind } from './value-kind';

/** An event of a log, as the page has it. */
export interface LogEvent {
  type: string;
  stream: string;
  /** The payload as JSON text, so that numbers have all their digits. */
  dataText: string;
}

/** What a member of a log's events holds. */
export interface LogMember {
  path: Path;
  /** How many of the events have it, and not `null`. */
  events: number;
  /** Those events by their types. */
  types: ReadonlyMap<string, number>;
  /** How often it holds what. */
  kinds: ReadonlyMap<ValueKind, number>;
  /** Its values, each once, as JSON text. */
  values: ReadonlySet<string>;
  /** How many characters its longest value has. */
  longest: number;
  /** How many of the events are of a stream whose name ends with the value, as `account-1001` does. */
  naming: number;
  /** How many of its numbers have more digits than JavaScript keeps, and one of those. */
  rounded: { events: number; example: string };
}

/** What is known of a log from some of its events. */
export interface LogMembers {
  /** How many events were looked at. */
  events: number;
  /** How many of those were too long to be read, or are no objects. */
  unread: number;
  /** How many different streams they have. */
  streams: number;
  /** How many events there are of each type, in the order in which they first appear. */
  types: ReadonlyMap<string, number>;
  /** In the order in which they first appear. */
  members: readonly LogMember[];
}

/** A longer payload is left out: of some events it is enough to know the others. */
const mostRead = 20_000;
/** Members deeper than this are seldom what a table is about. */
const mostDeep = 4;
/** More members than this nobody would look through. */
const mostMembers = 200;

/** The first values that a member holds, each once, as JSON text. */
export function examplesOf({ values }: LogMember, most = 3): string[] {
  return [...values].slice(0, most);
}

/**
 * What members some events have, each event once, and what those hold. Members of lists are left out, since a list has any number of
 * them. So are the events of types that begin with `$`, which are KurrentDB's own.
 */
export function membersOfLog(events: Iterable<LogEvent>): LogMembers {
  const types = new Map<string, number>();
  const streams = new Set<string>();
  const members = new Map<string, Tally>();
  let count = 0;
  let unread = 0;
  for (const event of events) {
    if (event.type.startsWith('$')) continue;
    count++;
    streams.add(event.stream);
    add(types, event.type);
    const values = valuesOf(event.dataText);
    if (values === null) unread++;
    for (const [key, { path, text }] of values ?? []) {
      if (!members.has(key) && members.size < mostMembers) members.set(key, new Tally(path));
      members.get(key)?.add(event, text);
    }
  }
  return { events: count, unread, streams: streams.size, types, members: [...members.values()] };
}

/** Counts what a member holds. */
class Tally implements LogMember {
  events = 0;
  readonly types = new Map<string, number>();
  readonly kinds = new Map<ValueKind, number>();
  longest = 0;
  naming = 0;
  readonly rounded = { events: 0, example: '' };
  readonly values = new Set<string>();

  constructor(readonly path: Path) {}

  add({ type, stream }: LogEvent, text: string): void {
    const kind = kindOf(text);
    add(this.kinds, kind);
    if (kind === 'null') return;
    this.events++;
    add(this.types, type);
    this.values.add(text);
    this.longest = Math.max(this.longest, text.length);
    const value = text.startsWith('"') ? String(JSON.parse(text)) : text;
    if (value !== '' && stream.endsWith(value)) this.naming++;
    if (kind === 'fraction' && isRounded(text)) {
      this.rounded.events++;
      this.rounded.example ||= text;
    }
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

interface Value {
  path: Path;
  text: string;
}

/** The scalars of a payload by their paths; `null` where it is too long, or no object. */
function valuesOf(text: string): Map<string, Value> | null {
  const start = text.search(/\S/);
  if (text.length > mostRead || text.charAt(start) !== '{') return null;
  const found = new Map<string, Value>();
  collect(text, start, [], found);
  return found;
}

function collect(text: string, start: number, around: Path, found: Map<string, Value>): void {
  for (const entry of jsonEntries(text, start, mostMembers)) {
    const path = [...around, JSON.parse(entry.name ?? '""') as string];
    const first = text.charAt(entry.start);
    if (first === '{' && path.length < mostDeep) collect(text, entry.start, path, found);
    // Of a name that is there twice, the last counts, as when it is parsed.
    else if (first !== '{' && first !== '[') {
      found.set(pathText(path), { path, text: text.slice(entry.start, entry.end) });
    }
  }
}
