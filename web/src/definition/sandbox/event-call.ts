import { categoryOf, skips } from './arrival';
import type { LoggedEvent, Skip, Version } from './outcome';
import { checkKey, keyOf, streamKey } from './partition';
import { AlteredEvent, type EventContext, ProjectionEvent } from './projection-event';
import { onlyReads, type ScriptFunction } from './script-function';
import type { States } from './states';
import type { Vocabulary } from './vocabulary';

/** Calls the user's functions for an event. */
export class EventCall {
  /** Whether events get members that can't be assigned to. */
  sealed = false;
  readonly #said: Vocabulary;
  readonly #version: Version;
  readonly #states: States;
  /** Whether what partitionBy parsed may be handed on: not if it could have changed it. */
  readonly #sharesBody: boolean;
  readonly #hasCategory: boolean;
  /** The event that partitionBy was given, while its body may be handed on. */
  #partitioned: ProjectionEvent | null = null;

  constructor(said: Vocabulary, version: Version, states: States) {
    this.#said = said;
    this.#version = version;
    this.#states = states;
    this.#sharesBody = said.partitionBy !== null && onlyReads(said.partitionBy);
    this.#hasCategory = version === 'v1' && said.sources.categories.length > 0;
  }

  /** The partition's key; `null` where the event belongs to none. */
  partitionOf(event: LoggedEvent): string | null {
    const { partitionBy, byStream } = this.#said;
    if (!partitionBy) return byStream ? checkKey(streamKey(event, this.#version)) : '';
    const context = { partition: '', category: this.#categoryOf(event) };
    const given = this.#made(event, context);
    const key = keyOf(partitionBy(given));
    if (ProjectionEvent.isAltered(given, event, context)) throw new AlteredEvent();
    if (key === null) return null;
    checkKey(key);
    this.#partitioned = this.#sharesBody ? given : null;
    return key;
  }

  /** Folds the event into the partition's state; says why its handler wasn't called. */
  fold(event: LoggedEvent, partition: string): Skip | null {
    const read = this.#partitioned;
    this.#partitioned = null;
    if (this.#states.enter(partition)) this.#create(event, partition);
    if (event.data === '' || (event.isJson !== false && event.data.trim() === ''))
      return skips.noData;
    const { named, any } = this.#said.handlers;
    const handler = named.get(event.type) ?? any;
    const context = { partition, category: this.#categoryOf(event) };
    const given = this.#made(event, context);
    if (read) ProjectionEvent.handBody(read, given);
    if (handler) this.#states.replace(this.#called(handler, given, event, context));
    // Without any handler the last event's body is the state.
    else this.#states.replace(given.isJson ? given.body : given.bodyRaw);
    return null;
  }

  /** Tells of a deletion. What is returned doesn't count, only what was changed in the state. */
  deleteFrom(partition: string): void {
    this.#states.enter(partition);
    const deleted = this.#said.handlers.deleted as ScriptFunction;
    deleted(this.#states.value, null, partition, false);
  }

  #create(event: LoggedEvent, partition: string): void {
    for (const handler of this.#said.handlers.created) {
      const context = { partition, category: '' };
      this.#called(handler, this.#made(event, context), event, context);
    }
  }

  #called(
    handler: ScriptFunction,
    given: ProjectionEvent,
    event: LoggedEvent,
    context: EventContext,
  ): unknown {
    const returned = handler(this.#states.value, given);
    if (ProjectionEvent.isAltered(given, event, context)) throw new AlteredEvent();
    return returned;
  }

  #made(event: LoggedEvent, context: EventContext): ProjectionEvent {
    return this.sealed
      ? ProjectionEvent.sealed(event, context)
      : new ProjectionEvent(event, context);
  }

  #categoryOf(event: LoggedEvent): string | null {
    return this.#hasCategory ? categoryOf(event.stream) : null;
  }
}
