/** What crosses between whoever runs a projection and its sandbox, on a port that nobody else has. */

import type { Description } from './description';
import type { Failure, Outcome, Version } from './outcome';
import type { SourcePlace } from './refusal';
import type { SavedStates } from './states';

/** The first message: which rules hold, and where the source is in the script. The port comes with it. */
export interface Begin {
  engine: Version;
  place: SourcePlace;
}

export type Asked =
  /** A block of states to go on from. One that is empty is the last. */
  | { ask: 'load'; states: ArrayBuffer }
  /** Run a block of events. */
  | {
      ask: 'run';
      events: ArrayBuffer;
      /** Whether the block tells all names anew. */
      fresh: boolean;
      /** Whether to stop before an event that fails. */
      stopAtError: boolean;
      /** Whether to tell what came of each event before the next is run. */
      oneByOne: boolean;
    }
  /** Run the one event of a block from these states, and tell all that came of it. */
  | { ask: 'step'; event: ArrayBuffer; states: SavedStates }
  /** Run a block of events from no state, and tell what there is then. */
  | { ask: 'preview'; events: ArrayBuffer };

export type Told =
  /** The source was run. */
  | { told: 'defined'; description: Description }
  /** All states are there. */
  | { told: 'loaded' }
  /** What came of events that were run. */
  | {
      told: 'ran';
      outcomes: ArrayBuffer;
      /** Whether the block is done with. */
      over: boolean;
      /** Whether any event has emitted something so far. */
      emits: boolean;
      /** The event before which it stopped. */
      fault: Fault | null;
    }
  | { told: 'stepped'; outcome: Outcome }
  | { told: 'previewed'; preview: Preview };

/** What some events come to. */
export interface Preview {
  /** How many there were. */
  events: number;
  /** How many of these reached a handler. */
  handled: number;
  emitted: number;
  failures: number;
  /** The first that failed. */
  fault: Fault | null;
  /** The first rows, in the order of their appearance: keys and states. */
  rows: [string, string][];
  /** How many there are. */
  total: number;
}

/** An event that failed, where a projection stops at one. */
export interface Fault extends Omit<Failure, 'code'> {
  position: number;
  /** `sandbox_refused` says nothing of the event: the browser runs no projection. */
  code: Failure['code'] | 'sandbox_refused';
}
