import { computed } from '@preact/signals';
import { commonYear } from '../text/time';
import { calmly } from './calm';
import { at, lastPosition, stats } from './engine';
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

/** {@link lastViewed} for lists of events, which wait while the user drags past more events than can be read. */
export const lastListed = calmly(lastViewed);

/** The year that all events happened in, which lists can do without; `''` when there are more. */
export const logYear = computed(() => {
  const { firstTime = '', lastTime = '' } = stats.value ?? {};
  return commonYear(firstTime, lastTime);
});
