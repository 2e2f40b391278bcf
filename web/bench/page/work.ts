/** What the driver may ask of a page, through `window.bench`. */

import type { LoggedEvent } from '../peers/peer';

/** The kinds of questions. */
export type Work = 'range' | 'state' | 'stream' | 'filter' | 'diff' | 'lineage' | 'stats';

/** Of one question: how long the answer took, in milliseconds, and its digest. */
export interface Timed {
  ms: number;
  digest: string;
}

/** What a drag of the slider through all moments was like. */
export interface Drag {
  frames: number;
  seconds: number;
  /** The longest time from a frame to the next. */
  longestMs: number;
  /** Frames that showed another state than the frame before. */
  painted: number;
  /** The longest that a call of the engine took, as the page sees it. */
  longestCallMs: number;
  /** How often the page called the engine. */
  calls: number;
}

/** What one thing that a person does costs. */
export interface Cost {
  /** Until the frame that shows it was on its way to the screen. */
  ms: number;
  /** 1 when that was the first frame after the click. */
  frames: number;
  /** How often the page called the engine until all was still again. */
  calls: number;
  /** Bytes that the page sent to the engine. */
  sent: number;
  /** Bytes that it got from it. */
  received: number;
}

/** `window.bench`, in each peer's page and in Hindsight's. */
export interface Bench {
  /** Resolves when the peer could be asked: to the milliseconds since the navigation. */
  open(): Promise<number>;
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
  /** Appends one event after the other, in a loop without pauses. */
  append(events: LoggedEvent[]): Promise<number[]>;
  /** Bytes of linear memory, as far as they can be seen. */
  linearMemory(): Promise<number>;
}

/** `window.bench` in Hindsight's page, whatever commit it was built from. */
export interface ProductBench extends Bench {
  /** Answers as if the log had but its first events; with 0, as it is. */
  answerUntil(events: number): void;
  /** Resolves when the tables are kept beside the log, so that no such work is under way. */
  rested(): Promise<void>;
  /** Appends an event, then asks for a histogram, again and again: how long the histograms took. */
  histograms(events: LoggedEvent[]): Promise<number[]>;
  /** Drags the slider from the first event to the last. */
  drag(last: number, seconds: number): Promise<Drag>;
  /** Moves the slider to a position, and waits for the shown projection to be another one. */
  step(position: number): Promise<Cost>;
  /** Places an order, then presses the button Pay, and waits for the shown projection to show that. */
  pay(): Promise<Cost>;
}

declare global {
  interface Window {
    /** In Hindsight's page it is a {@link ProductBench}. */
    bench: Bench & Partial<ProductBench>;
  }
}
