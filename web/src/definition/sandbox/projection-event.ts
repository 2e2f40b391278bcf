import type { LoggedEvent } from './outcome';

const { parse } = JSON;
const { defineProperty } = Object;

/** What is asked of an event before it is handed to the user's code. */
export interface EventContext {
  partition: string;
  category: string | null;
}

/** Is thrown where the user's code assigned to a member of an event that isn't protected from it. */
export class AlteredEvent extends Error {}

/** A property that an assignment leaves as it is. One object for all, since millions are defined. */
const fixed: PropertyDescriptor = {
  value: undefined,
  writable: false,
  enumerable: true,
  configurable: false,
};

/** Source that may ask which members an object has. */
const asking = /\b(?:Object|Reflect|JSON|constructor|in)\b|\.\.\.|hasOwn|IsEnumerable/;

/** Stands for a body that nobody has read. */
const unread = Symbol('unread');

/**
 * The event as a handler gets it. Its members are plain fields, which cost little to make; what reads
 * JSON stands on the prototype and becomes a member when it is first read, as on the server.
 */
export class ProjectionEvent {
  /** Whether a body that was read becomes a member at once. It costs, and not every source could tell. */
  static #lists = true;

  readonly partition: string;
  readonly created: string;
  readonly bodyRaw: string | null;
  readonly metadataRaw: string | null;
  readonly streamId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly linkMetadataRaw: string | null;
  readonly isJson: boolean;
  readonly category: string | null;
  readonly sequenceNumber: number;
  /** What `created` was made as. */
  readonly #created: string;
  #body: unknown = unread;
  /** The body as it was parsed for another event of the same, which is as good as parsing it. */
  #parsed: unknown = unread;

  constructor(event: LoggedEvent, context: EventContext) {
    this.partition = context.partition;
    this.#created = withTicks(event.time);
    this.created = this.#created;
    this.bodyRaw = event.data === '' ? null : event.data;
    this.metadataRaw = event.metadata;
    this.streamId = event.stream;
    this.eventId = event.id;
    this.eventType = event.type;
    this.linkMetadataRaw = event.link ? event.link.metadata : null;
    this.isJson = event.isJson !== false;
    this.category = context.category;
    this.sequenceNumber = event.version - 1;
  }

  get body(): unknown {
    if (!this.isJson) return undefined;
    if (this.#body === unread) {
      this.#body = this.#parsed === unread ? this.#parse() : this.#parsed;
      if (ProjectionEvent.#lists) ProjectionEvent.#list(this);
    }
    return this.#body;
  }

  get data(): unknown {
    return this.body;
  }

  get metadata(): unknown {
    return give(this, 'metadata', this.metadataRaw === null ? null : parse(this.metadataRaw));
  }

  get linkMetadata(): unknown {
    const raw = this.linkMetadataRaw;
    return give(this, 'linkMetadata', raw === null ? null : parse(raw));
  }

  /** Fits events to the user's source. */
  static suit(source: string): void {
    ProjectionEvent.#lists = asking.test(source);
  }

  /** Makes all that is read when it is asked for a member. */
  static readAll(event: ProjectionEvent): void {
    void event.body;
    if (event.isJson) ProjectionEvent.#list(event);
    void [event.metadata, event.linkMetadata];
  }

  /** Hands a body on that was parsed for one event, so that it isn't parsed again for the other. */
  static handBody(from: ProjectionEvent, to: ProjectionEvent): void {
    to.#parsed = from.#body;
  }

  #parse(): unknown {
    return this.bodyRaw === null ? null : parse(this.bodyRaw);
  }

  static #list(event: ProjectionEvent): void {
    if (Object.hasOwn(event, 'body')) return;
    give(event, 'body', event.#body);
    give(event, 'data', event.#body);
  }

  /** Whether the user's code assigned to a member, which on the server stays as it is. */
  static isAltered(event: ProjectionEvent, from: LoggedEvent, context: EventContext): boolean {
    return (
      event.streamId !== from.stream ||
      event.eventType !== from.type ||
      event.eventId !== from.id ||
      event.sequenceNumber !== from.version - 1 ||
      event.partition !== context.partition ||
      event.category !== context.category ||
      event.metadataRaw !== from.metadata ||
      event.isJson !== (from.isJson !== false) ||
      event.linkMetadataRaw !== (from.link ? from.link.metadata : null) ||
      event.bodyRaw !== (from.data === '' ? null : from.data) ||
      event.created !== event.#created
    );
  }

  /** An event whose members can't be assigned to. It costs several times as much. */
  static sealed(event: LoggedEvent, context: EventContext): ProjectionEvent {
    const made = new ProjectionEvent(event, context);
    for (const name of Object.keys(made)) {
      give(made, name, made[name as keyof ProjectionEvent]);
    }
    return made;
  }
}

// The class's own name is of no use to the user's code.
defineProperty(ProjectionEvent.prototype, 'constructor', { value: Object });

function give(event: ProjectionEvent, name: string, value: unknown): unknown {
  fixed.value = value;
  defineProperty(event, name, fixed);
  fixed.value = undefined;
  return value;
}

/** A time in UTC as .NET writes it: with seven digits of a second. */
export function withTicks(time: string): string {
  if (time.length === 20 && time.endsWith('Z')) return `${time.slice(0, 19)}.0000000Z`;
  const found = /^(.{19})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/i.exec(time);
  if (!found) return time;
  const [, seconds = '', fraction = '', zone = 'Z'] = found;
  const ticks = fraction.slice(0, 7).padEnd(7, '0');
  if (zone.toUpperCase() === 'Z') return `${seconds}.${ticks}Z`;
  const utc = new Date(Date.parse(`${seconds}${zone}`)).toISOString();
  return `${utc.slice(0, 19)}.${ticks}Z`;
}
