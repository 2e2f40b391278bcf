/** Emmett's event store in memory. It reads a stream at a time, so that a question about all reads all. */

import {
  type Event,
  getInMemoryEventStore,
  type ReadEvent,
  type ReadEventMetadataWithGlobalPosition,
} from '@event-driven-io/emmett';
import { type Filter, foundAtOnce, type Log, type LoggedEvent, type Peer, type Span } from './peer';
import { replay } from './replay';

/** It gives each event an id of its own; ours is beside it. */
interface Ours {
  logged: Omit<LoggedEvent, 'data'>;
}

type Stored = ReadEvent<Event, ReadEventMetadataWithGlobalPosition & Ours>;

export class Emmett implements Peer {
  readonly #store = getInMemoryEventStore();
  readonly #streams = new Set<string>();

  async load({ ndjson }: Log): Promise<number> {
    let events = 0;
    for (const line of (await ndjson.text()).split('\n')) {
      if (line === '') continue;
      await this.append(JSON.parse(line));
      events++;
    }
    return events;
  }

  async append({ data, ...logged }: LoggedEvent): Promise<void> {
    this.#streams.add(logged.stream);
    const metadata: Ours = { logged };
    const event = { type: logged.type, data: data as Record<string, unknown>, metadata };
    await this.#store.appendToStream(logged.stream, [event as unknown as Event]);
  }

  async range({ from, to }: Span): Promise<LoggedEvent[]> {
    const start = Date.parse(from);
    const end = Date.parse(to);
    const isIn = ({ metadata: { logged } }: Stored) => {
      const time = Date.parse(logged.time as string);
      return time >= start && time < end;
    };
    return (await this.#all(isIn)).map(loggedEvent);
  }

  async state(position: number) {
    const last = BigInt(position);
    const events = await this.#all(({ metadata }) => metadata.globalPosition <= last);
    return replay(events.map(loggedEvent), events.length);
  }

  async stream(name: string): Promise<LoggedEvent[]> {
    return (await this.#read(name)).map(loggedEvent);
  }

  async filter({ type, text }: Filter) {
    const found = await this.#all(
      (event) =>
        (type === '' || event.type === type) &&
        (event.metadata.logged.id.includes(text) || JSON.stringify(event.data).includes(text)),
    );
    return { total: found.length, events: found.slice(0, foundAtOnce).map(loggedEvent) };
  }

  async linearMemory(): Promise<number> {
    return 0;
  }

  async #read(stream: string): Promise<Stored[]> {
    return (await this.#store.readStream(stream)).events as unknown as Stored[];
  }

  /** The events of all streams, in the order of the log. */
  async #all(isWanted: (event: Stored) => boolean): Promise<Stored[]> {
    const wanted: Stored[] = [];
    for (const stream of this.#streams) wanted.push(...(await this.#read(stream)).filter(isWanted));
    return wanted.sort((a, b) => Number(a.metadata.globalPosition - b.metadata.globalPosition));
  }
}

function loggedEvent({ data, metadata: { logged } }: Stored): LoggedEvent {
  return { ...logged, data };
}
