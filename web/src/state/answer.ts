/** What the page shows of the engine's answers, kept up to date by the one {@link scheduler}. */

import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Asking, Lane, Shown } from '../engine/scheduler';
import { scheduler } from './engine';

export { type Asking, asking, type Shown } from '../engine/scheduler';

/**
 * What a panel shows: the answer to its questions, for as long as it is on the page.
 *
 * @param ask what to ask, made of signals and of the panel's properties: it is asked again when one of them is
 *   another, and when the log is, by which time it may be another question. `null` asks nothing and forgets the answer.
 */
export function useAnswer<T>(
  ask: () => Asking<T> | null,
  lane: Lane = 'now',
): ReadonlySignal<Shown<T>> {
  const asked = useRef(ask);
  asked.current = ask;
  const slot = useMemo(() => scheduler.slot<T>(lane, () => untracked(asked.current)), []);
  // Asked at once: useSignalEffect would wait for the next frame, and the answer for the one after it.
  useLayoutEffect(() => {
    const stop = effect(() => slot.ask(asked.current()));
    return () => {
      stop();
      slot.close();
    };
  }, []);
  // A change of the panel's properties is no signal, so the question is compared after each rendering.
  useLayoutEffect(() => slot.ask(untracked(asked.current)));
  return slot.shown;
}

/** The same for what is shown as long as the page is there. */
export function standing<T>(
  ask: () => Asking<T> | null,
  lane: Lane = 'now',
): ReadonlySignal<Shown<T>> {
  const slot = scheduler.slot<T>(lane);
  effect(() => slot.ask(ask()));
  return slot.shown;
}

/** Asks once, for what is done with the answer. Rejects as {@link scheduler}'s `once` does. */
export function answerTo<T>(asking: Asking<T>, lane: Lane = 'now'): Promise<T> {
  return scheduler.once(asking, lane);
}
