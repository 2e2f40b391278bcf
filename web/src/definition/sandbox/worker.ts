/**
 * What runs in a sandbox, ahead of the user's source: it takes what it needs of the worker, and then defines the
 * projection and runs events through it, as it is asked on its port.
 */

import { EventReader, OutcomeWriter, readStates } from './blocks';
import { define } from './define';
import type { Description } from './description';
import type { Asked, Begin, Fault, Told } from './messages';
import type { LoggedEvent } from './outcome';
import type { Projection } from './projection';
import type { SavedStates } from './states';

declare global {
  var hindsightRun: ((run: () => void) => void) | undefined;
}

/** What came of events is told so often at the least, in milliseconds: silence means that one does not end. */
const tellEveryMs = 100;
/** It is told earlier when it has so many characters. */
const tellAtLength = 4 << 20;

/** So many rows of a preview are told. */
const previewedRows = 100;

const now = performance.now.bind(performance);

/** Acts behind all that the user's code has left to be done, such as promises: where that has no end, it never acts. */
const later = (() => {
  const { port1, port2 } = new MessageChannel();
  let waiting = () => {};
  port1.onmessage = () => waiting();
  return (act: () => void) => {
    waiting = act;
    port2.postMessage(null);
  };
})();

globalThis.hindsightRun = (run) => {
  globalThis.onmessage = ({ data, ports: [port] }: MessageEvent<Begin>) => {
    if (port) begin(run, data, port);
  };
};

function begin(run: () => void, { engine, place }: Begin, port: MessagePort): void {
  const tell = (told: Told, transferred: Transferable[] = []) =>
    port.postMessage(told, transferred);
  const { description, projection } = define(run, { engine, place, now });
  later(() => tell({ told: 'defined', description }));
  if (!projection) return;
  const runner = new Runner(projection, description, tell);
  port.onmessage = ({ data }: MessageEvent<Asked>) => runner.answer(data);
}

/** Answers what it is asked, in that order: one thing is done before the next is begun. */
class Runner {
  readonly #asked: Asked[] = [];
  #answering = false;
  #reader = new EventReader();
  readonly #writer = new OutcomeWriter();
  #states: [string, string][] = [];

  constructor(
    private readonly projection: Projection,
    private readonly description: Description,
    private readonly tell: (told: Told, transferred?: Transferable[]) => void,
  ) {}

  answer(asked: Asked): void {
    this.#asked.push(asked);
    if (!this.#answering) this.#next();
  }

  #next(): void {
    const asked = this.#asked.shift();
    this.#answering = asked !== undefined;
    if (!asked) return;
    if (asked.ask === 'load') this.#load(asked.states);
    else if (asked.ask === 'run') this.#run(asked);
    else if (asked.ask === 'step') this.#step(asked);
    else this.#preview(asked.events);
  }

  /** Says the last of what there is to say to what was asked. */
  #end(told: Told | null): void {
    later(() => {
      if (told) this.tell(told, 'outcomes' in told ? [told.outcomes] : []);
      this.#next();
    });
  }

  #step({ event: block, states }: Asked & { ask: 'step' }): void {
    this.projection.load(states);
    const event = eventsOf(block).next();
    this.#end(event && { told: 'stepped', outcome: this.projection.apply(event) });
  }

  #preview(block: ArrayBuffer): void {
    this.projection.load({ partitions: [], shared: null });
    const preview = { events: 0, handled: 0, emitted: 0, failures: 0, fault: null as Fault | null };
    const events = eventsOf(block);
    for (let event = events.next(); event; event = events.next()) {
      const { position, skipped, emitted, error } = this.projection.apply(event);
      preview.events++;
      if (!skipped) preview.handled++;
      preview.emitted += emitted.length;
      if (error) {
        preview.failures++;
        preview.fault ??= { position, ...error };
      }
    }
    const { partitions, shared } = this.projection.save();
    const all = shared === null ? partitions : [...partitions, ['', shared] as [string, string]];
    const rows = all.slice(0, previewedRows);
    this.#end({ told: 'previewed', preview: { ...preview, rows, total: all.length } });
  }

  #load(block: ArrayBuffer): void {
    const states = readStates(block);
    for (const state of states) this.#states.push(state);
    if (states.length > 0) {
      this.#end(null);
      return;
    }
    this.projection.load(split(this.#states, this.description));
    this.#states = [];
    this.#end({ told: 'loaded' });
  }

  #run({ events, fresh, stopAtError, oneByOne }: Asked & { ask: 'run' }): void {
    if (fresh) this.#reader = new EventReader();
    this.#reader.open(events);
    if (oneByOne) this.#runNext(stopAtError);
    else this.#runAll(stopAtError);
  }

  #runAll(stopAtError: boolean): void {
    let told = now();
    let last = 0;
    for (let event = this.#reader.next(); event; event = this.#reader.next()) {
      const fault = this.#apply(event, stopAtError);
      if (fault) {
        this.#end(this.#ran(fault.position - 1, true, fault));
        return;
      }
      last = event.position;
      if (this.#writer.length < tellAtLength && now() - told < tellEveryMs) continue;
      const ran = this.#ran(last, false);
      this.tell(ran, [ran.outcomes]);
      told = now();
    }
    this.#end(this.#ran(last, true));
  }

  /** Runs one event and what it has left to be done, tells what came of it, and goes on with the next. */
  #runNext(stopAtError: boolean, last = 0): void {
    const event = this.#reader.next();
    const fault = event && this.#apply(event, stopAtError);
    if (fault) this.#end(this.#ran(fault.position - 1, true, fault));
    else if (!event) this.#end(this.#ran(last, true));
    else
      later(() => {
        const ran = this.#ran(event.position, false);
        this.tell(ran, [ran.outcomes]);
        this.#runNext(stopAtError, event.position);
      });
  }

  /** @returns why to stop before the event. */
  #apply(event: LoggedEvent, stopAtError: boolean): Fault | null {
    const outcome = this.projection.apply(event);
    if (outcome.error && stopAtError) return { position: event.position, ...outcome.error };
    this.#writer.add(outcome);
    return null;
  }

  #ran(last: number, over: boolean, fault: Fault | null = null): Told & { told: 'ran' } {
    const { emits } = this.#writer;
    return { told: 'ran', outcomes: this.#writer.take(last), over, emits, fault };
  }
}

function eventsOf(block: ArrayBuffer): EventReader {
  const reader = new EventReader();
  reader.open(block);
  return reader;
}

/** With partitions, the shared state of biState is the row that has no key. */
function split(rows: [string, string][], { biState, partitioning }: Description): SavedStates {
  if (!biState || partitioning === 'none') return { partitions: rows, shared: null };
  const shared = rows.find(([key]) => key === '')?.[1] ?? null;
  return { partitions: rows.filter(([key]) => key !== ''), shared };
}
