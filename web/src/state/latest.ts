/** The result for a question that was never asked, because a newer one took its place. */
export const superseded = Symbol('superseded');

/**
 * Asks one question at a time, and of those that come meanwhile only the newest. Someone who drags
 * a slider asks more often than answers come; answers to where the slider was are of no use.
 */
export class Latest {
  #busy = false;
  #next: (() => void) | undefined;
  #drop: (() => void) | undefined;

  /** Asks as soon as it may; gives {@link superseded} when a newer question came before that. */
  ask<T>(question: () => Promise<T>): Promise<T | typeof superseded> {
    return new Promise((resolve, reject) => {
      this.#drop?.();
      this.#drop = () => resolve(superseded);
      this.#next = () => {
        this.#next = undefined;
        this.#drop = undefined;
        this.#busy = true;
        question()
          .then(resolve, reject)
          .finally(() => this.#goOn());
      };
      if (!this.#busy) this.#next();
    });
  }

  #goOn(): void {
    this.#busy = false;
    this.#next?.();
  }
}
