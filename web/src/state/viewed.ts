import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { commonYear } from '../text/time';
import { at, lastPosition, stats } from './log';
import { moment } from './view';

/** The viewed position as the controls show it: what was asked for, before the engine has answered. */
export const viewedPosition = computed(() => {
  const viewed = moment.value;
  if (viewed === null) return lastPosition.value;
  return 'position' in viewed ? viewed.position : at.value.position;
});

/** Whether there are events after the viewed moment. */
export const inThePast = computed(() => moment.value !== null && !at.value.latest);

/** Events after this position are later than the viewed moment. */
export const lastViewed = computed(() => (inThePast.value ? at.value.position : Infinity));

/** A step over no more events than this is small: one wants to see each. */
const smallStep = 100;
/** One who has not moved on for this long rests, in milliseconds. */
const restMs = 80;

/**
 * {@link lastViewed} for what lists events around it. While one drags through a long log, thousands of
 * them go by with each frame: nobody could read them, and to lay them out would cost the frame.
 */
export const lastListed: ReadonlySignal<number> = followCalmly();

function followCalmly(): ReadonlySignal<number> {
  const listed = signal(lastViewed.peek());
  effect(() => {
    const next = lastViewed.value;
    if (isSmall(next - listed.peek())) {
      listed.value = next;
      return;
    }
    const timer = setTimeout(() => {
      listed.value = next;
    }, restMs);
    return () => clearTimeout(timer);
  });
  return listed;
}

/** To the past, and back to now, is a step of its own. */
function isSmall(step: number): boolean {
  return !Number.isFinite(step) || Math.abs(step) <= smallStep;
}

/** The year that all events happened in, which lists can do without; `''` when there are more. */
export const logYear = computed(() => {
  const { firstTime = '', lastTime = '' } = stats.value ?? {};
  return commonYear(firstTime, lastTime);
});
