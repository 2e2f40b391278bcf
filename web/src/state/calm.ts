import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** A step over no more events than this is small, and is followed at once. */
const smallStep = 100;
/** Without a change for so long, the position rests, in milliseconds. */
const restMs = 80;

/**
 * A position for parts of the page that take long to lay out. It follows small steps at once. While the user
 * drags through a long log, thousands of events pass with each frame: then it waits until the position rests.
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

/** A step to the past or back to now, where one of the two is infinite, is followed at once as well. */
function isSmall(step: number): boolean {
  return !Number.isFinite(step) || Math.abs(step) <= smallStep;
}
