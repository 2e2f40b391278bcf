/** What the driver may ask of a page, through `window.bench`. */

import type { LoggedEvent } from '../peers/peer';

/** The kinds of questions. */
export type Work = 'range' | 'state' | 'stream' | 'filter' | 'diff' | 'lineage';

/** Of one question: how long the answer took, in milliseconds, and its digest. */
export interface Timed {
  ms: number;
  digest: string;
}

/** What a sweep through all moments looked like. */
export interface Sweep {
  frames: number;
  seconds: number;
  /** The longest time from a frame to the next. */
  longestMs: number;
  /** Frames that showed another state than the frame before. */
  painted: number;
}

/** A click that appends an event. */
export interface Click {
  /** Until the frame that shows the new table was on its way to the screen. */
  ms: number;
  /** 1 when that was the first frame after the click. */
  frames: number;
}

/** `window.bench`, in each peer's page and in Hindsight's. */
export interface Bench {
  /** Resolves when the peer could be asked. */
  open(): Promise<void>;
  /**
   * Loads the files that `input` was given, cut to so many bytes.
   *
   * @returns how long that took, and how many events there are
   */
  load(input: HTMLInputElement, cut: number[]): Promise<{ ms: number; events: number }>;
  /** Asks one question after the other, but no more after so many milliseconds. */
  ask(work: Work, questions: unknown[], budgetMs: number): Promise<Timed[]>;
  /** The answer to a question in a form that is the same for all, as text. */
  answer(work: Work, question: unknown): Promise<string>;
  /** Appends one event after the other, with a pause between. */
  append(events: LoggedEvent[], pauseMs: number): Promise<number[]>;
  /** Drags through all moments. */
  sweep(last: number, seconds: number): Promise<Sweep>;
  /** Bytes of linear memory, as far as they can be seen, after a collection. */
  linearMemory(): Promise<number>;
  /** Hindsight's only: answers as if the log had but its first events; with 0, as it is. */
  answerUntil?(events: number): void;
  /** Hindsight's only: presses a button, and waits for the table to show that. */
  click?(button: HTMLElement, table: HTMLElement): Promise<Click>;
}

declare global {
  interface Window {
    bench: Bench;
    /** When the first answer came, in milliseconds since the navigation. */
    firstAnswer: Promise<number>;
  }
}
