import { exceeded, limits, utf8Length } from './limits';
import type { Emitted } from './outcome';
import { Refusal, type Refusals } from './refusal';
import { membersOf, type Serializer } from './serializer';

type Given = readonly unknown[];

/** What nothing put out is handed over as: one array for all, to which nobody adds. */
const none: never[] = [];

/** What the user's code emits, links and logs while one event is run. */
export class Outputs {
  #emitted: Emitted[] = [];
  #emittedBytes = 0;
  #logs: string[] = [];
  #loggedBytes = 0;
  readonly #serializer: Serializer;
  readonly #refusals: Refusals;

  constructor(serializer: Serializer, refusals: Refusals) {
    this.#serializer = serializer;
    this.#refusals = refusals;
  }

  /** The functions that there are while events are run. */
  readonly functions = {
    emit: this.#guarded((given) => this.#emit(given)),
    linkTo: this.#guarded((given) => this.#linkTo(given)),
    linkStreamTo: this.#guarded((given) => this.#linkStreamTo(given)),
    copyTo: () => undefined,
  };

  /** The function that there is all the time. */
  readonly log = this.#guarded((given) => this.#log(given));

  /** What was emitted since this was last called. */
  takeEmitted(): Emitted[] {
    if (this.#emitted.length === 0) return none;
    const emitted = this.#emitted;
    this.#emitted = [];
    this.#emittedBytes = 0;
    return emitted;
  }

  /** What was logged since this was last called. */
  takeLogs(): string[] {
    if (this.#logs.length === 0) return none;
    const logs = this.#logs;
    this.#logs = [];
    this.#loggedBytes = 0;
    return logs;
  }

  #guarded(work: (given: Given) => void): (...given: unknown[]) => undefined {
    return (...given) => {
      try {
        work(given);
      } catch (error) {
        if (error instanceof Refusal) this.#refusals.raise(error);
        throw error;
      }
    };
  }

  #emit(given: Given): void {
    if (given.length < 3) throw refused('emit takes a stream, a type and an object.');
    const stream = nameIn(given[0], 'emit', 'the stream');
    const type = nameIn(given[1], 'emit', 'the event’s type');
    const body = objectIn(given[2], 'emit', 'the event’s body');
    // A fifth argument makes the server overlook the fourth.
    const metadata = given.length === 4 ? objectIn(given[3], 'emit', 'the metadata') : null;
    const data = this.#serializer.text(body, 'The body of an emitted event');
    this.#put({ stream, type, data, metadata: this.#metadata(metadata), link: null });
  }

  #linkTo(given: Given): void {
    if (given.length !== 2 && given.length !== 3)
      throw refused('linkTo takes a stream and an event.');
    const stream = nameIn(given[0], 'linkTo', 'the stream');
    const event = objectIn(given[1], 'linkTo', 'the event');
    const { sequenceNumber, streamId } = event;
    if (typeof sequenceNumber !== 'number' || typeof streamId !== 'string') {
      throw refused(
        'linkTo takes an event, which has a number sequenceNumber and a string streamId.',
      );
    }
    const metadata = given.length === 3 ? objectIn(given[2], 'linkTo', 'the metadata') : null;
    const link = { stream: streamId, sequenceNumber: Math.trunc(sequenceNumber) };
    const data = `${link.sequenceNumber}@${link.stream}`;
    this.#put({ stream, type: '$>', data, metadata: this.#metadata(metadata), link });
  }

  #linkStreamTo(given: Given): void {
    const stream = nameIn(given[0], 'linkStreamTo', 'the stream');
    const data = nameIn(given[1], 'linkStreamTo', 'the linked stream');
    if (given.length === 3) {
      throw refused('linkStreamTo fails on the server when it is given metadata.');
    }
    this.#put({ stream, type: '$@', data, metadata: null, link: null });
  }

  /** One argument is one line. Of several, each primitive is a line, and the objects are one more. */
  #log(given: Given): void {
    const [only] = given;
    if (given.length === 0) return;
    if (given.length === 1) {
      this.#line(isObject(only) ? this.#logged(only) : String(only));
      return;
    }
    let objects = '';
    given.forEach((value, at) => {
      if (at > 1) objects += ' ,';
      if (isObject(value)) objects += this.#logged(value);
      else this.#line(String(value));
    });
    this.#line(objects);
  }

  #logged(value: object): string {
    return this.#serializer.text(value, 'What is logged');
  }

  #line(text: string): void {
    if (this.#logs.length >= limits.logs) {
      throw exceeded('How much an event logs', limits.logs, 'lines');
    }
    this.#loggedBytes = added(this.#loggedBytes, 'How much an event logs', text);
    this.#logs.push(text);
  }

  #put(event: Emitted): void {
    if (this.#emitted.length >= limits.emits) {
      throw exceeded('How much an event emits', limits.emits, 'events');
    }
    const { stream, type, data, metadata } = event;
    const what = 'How much an event emits';
    this.#emittedBytes = added(this.#emittedBytes, what, stream, type, data, metadata ?? '');
    this.#emitted.push(event);
  }

  #metadata(given: object | null): string | null {
    if (!given) return null;
    const members: string[] = [];
    for (const [name, value] of membersOf(given)) {
      if (value === undefined) continue;
      const text = this.#serializer.text(value, 'The metadata of an emitted event');
      members.push(`${JSON.stringify(name)}:${text}`);
    }
    return `{${members.join(',')}}`;
  }
}

/** How many bytes there are with these texts. */
function added(bytes: number, what: string, ...texts: string[]): number {
  for (const text of texts) bytes += utf8Length(text);
  if (bytes > limits.outputBytes) throw exceeded(what, limits.outputBytes, 'bytes');
  return bytes;
}

const refused = (message: string) => new Refusal('handler_error', message);

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function objectIn(value: unknown, call: string, what: string): Record<string, unknown> {
  if (!isObject(value)) throw refused(`${call}: ${what} must be an object.`);
  return value;
}

function nameIn(value: unknown, call: string, what: string): string {
  if (typeof value !== 'string') throw refused(`${call}: ${what} must be a string.`);
  if (value.trim() === '') throw refused(`${call}: ${what} must not be blank.`);
  return value;
}
