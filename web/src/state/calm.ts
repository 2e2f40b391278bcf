import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** A step over no more events than this is small: one wants to see each. */
const smallStep = 100;
/** One who has not moved on for this long rests, in milliseconds. */
const restMs = 80;

/**
 * A position for what costs much to lay out. It follows small steps at once. While one drags through
 * a long log, thousands of events go by with each frame, and it waits until one rests.
 *
 * @param longestMs after so long it follows all the same, in milliseconds; by default it never does.
 */
export function calmly(
  position: ReadonlySignal<number>,
  longestMs = Infinity,
): ReadonlySignal<number> {
  const followed = signal(position.peek());
  let last = performance.now();
  const follow = (next: number) => {
    last = performance.now();
    followed.value = next;
  };
  effect(() => {
    const next = position.value;
    if (isSmall(next - followed.peek()) || performance.now() - last > longestMs) {
      follow(next);
      return;
    }
    const timer = setTimeout(() => follow(next), restMs);
    return () => clearTimeout(timer);
  });
  return followed;
}

/** To the past, and back to now, is a step of its own. */
function isSmall(step: number): boolean {
  return !Number.isFinite(step) || Math.abs(step) <= smallStep;
}
