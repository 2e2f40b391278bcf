import { type Arrival, arrivalOf, deletionArrives, skips } from './arrival';
import type { EventClock } from './clock';
import { deletedStream } from './deletion';
import { EventCall } from './event-call';
import { limits } from './limits';
import type { LoggedEvent, Note, Outcome, Skip, Version } from './outcome';
import type { Outputs } from './outputs';
import { AlteredEvent } from './projection-event';
import { asFailure, type Refusals, type SourcePlace } from './refusal';
import { Results } from './results';
import type { Serializer } from './serializer';
import { type SavedStates, States } from './states';
import type { Vocabulary } from './vocabulary';

/** What a projection is made of once its script has run. */
export interface Parts {
  said: Vocabulary;
  version: Version;
  serializer: Serializer;
  refusals: Refusals;
  outputs: Outputs;
  clock: EventClock;
  place: SourcePlace;
  /** Milliseconds of a clock that only goes forward, to see which events take long. */
  now: (() => number) | null;
}

/** Runs events through the handlers that a script defined. */
export class Projection {
  readonly #parts: Parts;
  readonly #arrival: Arrival;
  readonly #states: States;
  readonly #results: Results;
  readonly #call: EventCall;

  constructor(parts: Parts) {
    const { said, version, serializer } = parts;
    this.#parts = parts;
    this.#arrival = arrivalOf(said, version);
    this.#states = new States(said, version, serializer);
    this.#results = new Results(said, version, serializer);
    this.#call = new EventCall(said, version, this.#states);
  }

  /** Replaces all states; what was live is dropped, as when the server starts again. */
  load(saved: SavedStates): void {
    this.#states.load(saved);
    this.#states.rollback();
    this.#results.clear();
  }

  save(): SavedStates {
    return this.#states.save();
  }

  /** Runs events in their order. With `stopAtError` the one that fails is the last. */
  runBatch(events: readonly LoggedEvent[], { stopAtError = false } = {}): Outcome[] {
    const outcomes: Outcome[] = [];
    for (const event of events) {
      const outcome = this.apply(event);
      outcomes.push(outcome);
      if (stopAtError && outcome.error) break;
    }
    return outcomes;
  }

  /** Runs one event. An event that fails changes nothing. */
  apply(event: LoggedEvent): Outcome {
    const { now } = this.#parts;
    if (!now) return this.#attempt(event);
    const began = now();
    const outcome = this.#attempt(event);
    const took = now() - began;
    if (took > limits.handlerMs) outcome.notes = [...outcome.notes, slow(took)];
    return outcome;
  }

  #attempt(event: LoggedEvent): Outcome {
    const { outputs, refusals, clock, place } = this.#parts;
    refusals.clear();
    clock.at(event);
    const outcome = blank(event.position);
    try {
      this.#run(event, outcome);
      outcome.emitted = outputs.takeEmitted();
    } catch (thrown) {
      this.#states.rollback();
      outputs.takeEmitted();
      if (thrown instanceof AlteredEvent && !this.#call.sealed) {
        // Members that nobody assigns to needn't be protected, which costs. Somebody does: begin again.
        this.#call.sealed = true;
        outputs.takeLogs();
        return this.#attempt(event);
      }
      outcome.after = outcome.before;
      if (outcome.shared) outcome.shared.after = outcome.shared.before;
      outcome.error = asFailure(thrown, place);
    }
    outcome.logs = outputs.takeLogs();
    return outcome;
  }

  #run(event: LoggedEvent, outcome: Outcome): void {
    const deleted = event.type[0] === '$' ? this.#deletion(event) : null;
    const skipped = this.#arrival(event);
    if (skipped && deleted === null) {
      outcome.skipped = this.#reason(event, skipped);
      return;
    }
    const partition = deleted ?? this.#call.partitionOf(event);
    outcome.partition = partition;
    if (partition === null) {
      outcome.skipped = skips.noPartition;
      return;
    }
    this.#note(partition, outcome);
    if (!skipped) outcome.skipped = this.#call.fold(event, partition);
    if (deleted !== null) this.#call.deleteFrom(partition);
    if (event.data.includes('\u2028') || event.data.includes('\u2029')) outcome.notes = [separator];
    this.#finish(partition, outcome);
  }

  /** The stream that the event deletes, where the projection is told of it. */
  #deletion(event: LoggedEvent): string | null {
    const { said, version } = this.#parts;
    if (!said.handlers.deleted) return null;
    const deleted = deletedStream(event);
    return deleted !== null && deletionArrives(said, version, event, deleted) ? deleted : null;
  }

  #reason(event: LoggedEvent, skipped: Skip): Skip {
    const { said } = this.#parts;
    if (event.type !== '$streamDeleted' || said.handlers.deleted || !said.byStream) return skipped;
    return skips.noDeleteHandler;
  }

  #note(partition: string, outcome: Outcome): void {
    outcome.before = this.#states.textOf(partition);
    if (this.#states.shares) outcome.shared = { before: this.#states.shared, after: null };
  }

  #finish(partition: string, outcome: Outcome): void {
    const states = this.#states;
    states.write();
    const result = this.#results.of(partition, states, outcome.before);
    this.#parts.refusals.check();
    states.commit(partition);
    this.#results.commit(partition, result);
    outcome.after = states.after;
    outcome.result = result;
    outcome.live = this.#parts.version === 'v1' && states.lossy;
    if (outcome.shared) outcome.shared.after = states.sharedAfter;
  }
}

const separator: Note = {
  code: 'line_separator',
  message:
    'The event’s text holds U+2028 or U+2029 as it is: KurrentDB fails when its body is read.',
};

function slow(took: number): Note {
  const message = `The event took ${Math.round(took)} ms; KurrentDB allows a handler ${limits.handlerMs} ms.`;
  return { code: 'slow', message };
}

const none: never[] = [];

function blank(position: number): Outcome {
  return {
    position,
    partition: null,
    before: null,
    after: null,
    result: null,
    live: false,
    shared: null,
    emitted: none,
    logs: none,
    skipped: null,
    error: null,
    notes: none,
  };
}
