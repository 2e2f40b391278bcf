import { effect, type ReadonlySignal, useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Latest, superseded } from '../engine/latest';
import { engineState, isStopped } from './log';

/** What the engine said last. */
export interface Answer<T> {
  /** Stays what it was while the next answer is on its way, so that nothing flickers. */
  value: T | null;
  /** Why there is no newer value. */
  error: Error | null;
  /** How long the answer took, in milliseconds. */
  took: number;
}

/**
 * Keeps the answer to a question up to date.
 *
 * @param question what to ask, made of signals: it is asked again when one of them changes. `null`
 *   asks nothing and forgets the answer.
 * @param ask asks the engine. Of questions that come faster than answers only the newest is asked.
 */
export function useAnswer<Q, T>(
  question: () => Q | null,
  ask: (question: Q) => Promise<T>,
): ReadonlySignal<Answer<T>> {
  const answer = useSignal<Answer<T>>({ value: null, error: null, took: 0 });
  const latest = useMemo(() => new Latest(), []);
  const asking = useRef({ question, ask });
  asking.current = { question, ask };
  // Asked at once: useSignalEffect would wait for the next frame, and the answer for the one after it.
  useLayoutEffect(
    () =>
      effect(() => {
        const asked = asking.current.question();
        if (engineState.value.name === 'failed') return;
        if (asked === null) {
          answer.value = { value: null, error: null, took: 0 };
          return;
        }
        latest
          .ask(() => timed(asking.current.ask(asked)))
          .then((next) => {
            // What is known stays until the engine's successor is asked.
            if (next === superseded || isStopped(next.error)) return;
            answer.value = { ...next, value: next.value ?? answer.peek().value };
          });
      }),
    [],
  );
  return answer;
}

async function timed<T>(asked: Promise<T>): Promise<Answer<T>> {
  const began = performance.now();
  try {
    const value = await asked;
    return { value, error: null, took: performance.now() - began };
  } catch (error) {
    return { value: null, error: error as Error, took: performance.now() - began };
  }
}
