import { batch, computed, effect, signal } from '@preact/signals';
import type { Gaps } from '../protocol/questions.gen';
import { asking, standing } from './answer';
import { type Folds, foldLongest, placeOf, timeOf, unfolded } from './folds';
import { size } from './span';
import { axis, foldChoice, folding, mostlyIdle, zoomed } from './timeline';
import { clock } from './view';

/** Unless the user chooses, time is folded if one idle stretch is more than this share of all. */
const mostShare = 0.8;

const known = signal<Folds>(unfolded);

/** The folds of the axis that is drawn: none on the axis of positions, nor where time is not to be folded. */
export const folds = computed(() =>
  axis.value === 'time' && folding.value ? known.value : unfolded,
);

/** Folds anew when the log changes; the times in view stay in view. */
export function followIdle(): void {
  const gaps = standing(() =>
    foldChoice.value === false
      ? null
      : asking([{ ask: 'gaps', clock: clock.value }], (gaps) => gaps),
  );
  effect(() => refold(foldsOf(gaps.value.value, foldChoice.value)));
}

/** The folds for some gaps: none, unless the user asks for them or one gap would fill nearly all of the axis. */
function foldsOf(found: Gaps | null, choice: boolean | null): Folds {
  if (found === null || choice === false) return unfolded;
  const { from, to, gaps, events } = found;
  if (choice) return foldLongest(gaps, to - from, events);
  const longest = Math.max(0, ...gaps.map(size));
  const isMostlyIdle = longest > mostShare * (to - from);
  return isMostlyIdle ? foldLongest(gaps, to - from, events, mostShare) : unfolded;
}

/** With other folds every time has another place: moves the view, so that it shows the same times. */
function refold(next: Folds): void {
  batch(() => {
    const [before, view] = [folds.peek(), zoomed.peek()];
    if (foldChoice.peek() === null) mostlyIdle.value = next !== unfolded;
    const moved = (place: number) => placeOf(next, timeOf(before, place));
    if (view && axis.peek() === 'time') {
      zoomed.value = { from: moved(view.from), to: moved(view.to) };
    }
    known.value = next;
  });
}
