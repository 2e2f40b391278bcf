/**
 * The tour: which step is the current one, and when what it asks for was done. It knows neither the engine
 * nor the page, nor what the steps are.
 */

import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** How long the effect of a deed is left in view before the next step, in milliseconds; a drag is many deeds. */
export const restMs = 600;

/** What the tour has to know of a step. */
export interface Step {
  /** Has the page show what the step is about. */
  prepare?(): void;
  /** A value that changes when the step's deed is done; `null` as long as it was not. */
  deed(): unknown;
}

/** Goes through steps. A step is left when its deed was done, or when the user goes on without it. */
export class Tour {
  readonly #at = signal<number | null>(null);
  readonly #done = signal(false);
  #stopWatching = () => {};

  constructor(private readonly steps: readonly Step[]) {}

  /** The number of the current step, from 0; `null` when the tour is not under way. */
  get at(): ReadonlySignal<number | null> {
    return this.#at;
  }

  /** Whether what the step asks for was done, and the next one is about to come. */
  get done(): ReadonlySignal<boolean> {
    return this.#done;
  }

  /** Begins with the first step, wherever one was. */
  start(): void {
    this.#go(0);
  }

  /** Goes on; after the last step the tour is over. Does nothing when it is not under way. */
  next(): void {
    if (this.#at.peek() !== null) this.#go((this.#at.peek() ?? 0) + 1);
  }

  /** Goes back; the first step stays. */
  back(): void {
    if (this.#at.peek() !== null) this.#go(Math.max(0, (this.#at.peek() ?? 0) - 1));
  }

  /** Ends the tour where it is. */
  leave(): void {
    this.#stopWatching();
    this.#done.value = false;
    this.#at.value = null;
  }

  #go(to: number): void {
    this.leave();
    const step = this.steps[to];
    if (!step) return;
    step.prepare?.();
    this.#at.value = to;
    this.#stopWatching = this.#watch(step);
  }

  /** @returns a function that ends it. */
  #watch(step: Step): () => void {
    const first: { deed?: unknown } = {};
    return effect(() => {
      const now = step.deed();
      if (!('deed' in first)) first.deed = now;
      const done = now !== null && now !== first.deed;
      this.#done.value = done;
      if (!done) return;
      const timer = setTimeout(() => this.next(), restMs);
      return () => clearTimeout(timer);
    });
  }
}
