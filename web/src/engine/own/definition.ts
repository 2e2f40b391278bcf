import type { Fault } from '../../definition/sandbox/messages';
import type { Version } from '../../definition/sandbox/outcome';

/** An own projection as it is kept with its workspace. */
export interface Definition {
  name: string;
  /** Counts up from 1 with each definition of the name. */
  revision: number;
  source: string;
  engine: Version;
  onError: 'continue' | 'stop';
  /** Whether any event has emitted something. What it emits is a table of its own. */
  emits: boolean;
  /** Why it has stopped; `null` while it has not. */
  fault: Fault | null;
}

/** Counts up with each change to what a source means here: tables that were made before are then made anew. */
const meaning = 1;

/** Stands for what a definition does: two that have the same program make the same table of the same log. */
export function programOf({ source, engine, onError }: Definition): string {
  return JSON.stringify([meaning, engine, onError, source]);
}
