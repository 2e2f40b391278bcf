/** Plain JavaScript, as one writes it who knows what is slow. */

import {
  type Differences,
  type Filter,
  type Found,
  foundAtOnce,
  type Log,
  type LoggedEvent,
  type Pair,
  type Peer,
  type Span,
} from './peer';
import { replay } from './replay';

/** The events in the order of their times. */
interface ByTime {
  /** Ascending. */
  times: number[];
  /** Where the event of each time is in the log. */
  order: number[];
}

export class Plain implements Peer {
  #events: LoggedEvent[] = [];
  #ids = new Set<string>();
  #streams = new Map<string, LoggedEvent[]>();
  /** `null` while all came in the order of their times, which are then parsed when they are needed. */
  #byTime: ByTime | null = null;

  async load({ ndjson }: Log): Promise<number> {
    const text = await ndjson.text();
    let inOrder = true;
    let last = '';
    for (let start = 0, end = 0; start < text.length; start = end + 1) {
      end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      const event: LoggedEvent = JSON.parse(text.slice(start, end));
      if (!this.#take(event)) continue;
      inOrder &&= isInOrder(last, event.time as string);
      last = event.time as string;
    }
    if (!inOrder) this.#sort();
    return this.#events.length;
  }

  /** Whether the event is new. */
  #take(event: LoggedEvent): boolean {
    if (this.#ids.has(event.id)) return false;
    this.#ids.add(event.id);
    this.#events.push(event);
    const stream = this.#streams.get(event.stream);
    if (stream) stream.push(event);
    else this.#streams.set(event.stream, [event]);
    return true;
  }

  #sort(): void {
    const times = this.#events.map(({ time }) => Date.parse(time as string));
    const order = times.map((_, i) => i);
    order.sort((a, b) => (times[a] as number) - (times[b] as number));
    this.#byTime = { times: order.map((i) => times[i] as number), order };
  }

  async range({ from, to }: Span): Promise<LoggedEvent[]> {
    const start = this.#firstFrom(Date.parse(from));
    const end = this.#firstFrom(Date.parse(to));
    if (!this.#byTime) return this.#events.slice(start, end);
    return this.#byTime.order
      .slice(start, end)
      .sort((a, b) => a - b)
      .map((i) => this.#events[i] as LoggedEvent);
  }

  /** The first place, in the order of times, whose time is not before `time`. */
  #firstFrom(time: number): number {
    let low = 0;
    let high = this.#byTime?.times.length ?? this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#timeAt(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #timeAt(place: number): number {
    if (this.#byTime) return this.#byTime.times[place] as number;
    return Date.parse((this.#events[place] as LoggedEvent).time as string);
  }

  async state(position: number) {
    return replay(this.#events, position);
  }

  async stream(name: string): Promise<LoggedEvent[]> {
    return this.#streams.get(name) ?? [];
  }

  async filter({ type, text }: Filter): Promise<Found> {
    const events: LoggedEvent[] = [];
    let total = 0;
    for (const event of this.#events) {
      if (type !== '' && event.type !== type) continue;
      if (!event.id.includes(text) && !JSON.stringify(event.data).includes(text)) continue;
      if (total++ < foundAtOnce) events.push(event);
    }
    return { total, events };
  }

  async diff({ from, to }: Pair): Promise<Differences> {
    const versions = new Map<string, { before: number; after: number }>();
    for (let i = 0; i < to; i++) {
      const { stream } = this.#events[i] as LoggedEvent;
      const row = versions.get(stream) ?? { before: 0, after: 0 };
      if (row.after === 0) versions.set(stream, row);
      if (i < from) row.before++;
      row.after++;
    }
    const streams = [];
    let total = 0;
    for (const [stream, { before, after }] of versions) {
      if (before === after) continue;
      if (total++ < foundAtOnce) streams.push({ stream, before, after });
    }
    return { total, streams };
  }

  async append(event: LoggedEvent): Promise<void> {
    const last = this.#events.at(-1)?.time ?? '';
    if (!this.#take(event)) return;
    const place = this.#events.length - 1;
    if (this.#byTime) {
      const time = Date.parse(event.time as string);
      const at = this.#firstFrom(time + 1);
      this.#byTime.times.splice(at, 0, time);
      this.#byTime.order.splice(at, 0, place);
    } else if (!isInOrder(last as string, event.time as string)) {
      this.#sort();
    }
  }

  async linearMemory(): Promise<number> {
    return 0;
  }
}

/** Times of one form compare as text does, which spares most of the parsing. */
function isInOrder(before: string, time: string): boolean {
  if (before === '') return true;
  return time.length === before.length ? time >= before : Date.parse(time) >= Date.parse(before);
}
