/** Does work after some milliseconds; what it gives takes that back. */
export type After = (work: () => void, ms: number) => () => void;

/** By the browser's clock. */
export const afterwards: After = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** Does work once nothing has asked for it for a while. */
export class Pause {
  readonly #work: () => void;
  readonly #ms: number;
  readonly #after: After;
  #cancel: (() => void) | null = null;

  constructor(work: () => void, ms: number, after: After = afterwards) {
    this.#work = work;
    this.#ms = ms;
    this.#after = after;
  }

  /** Has the work done, later than was said before. */
  putOff(): void {
    this.cancel();
    this.#cancel = this.#after(() => {
      this.#cancel = null;
      this.#work();
    }, this.#ms);
  }

  /** The work isn't done any more, unless it is asked for again. */
  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
