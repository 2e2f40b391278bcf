import { batch, computed, effect, signal } from '@preact/signals';
import type { Gaps } from '../protocol/questions.gen';
import { asking, standing } from './answer';
import { type Folds, foldLongest, placeOf, timeOf, unfolded } from './folds';
import { size } from './span';
import { axis, foldChoice, folding, mostlyIdle, zoomed } from './timeline';
import { clock } from './view';

/** Unless one asks for it, time is folded where one idle stretch is more than this share of all. */
const mostShare = 0.8;

const known = signal<Folds>(unfolded);

/** What is folded of the axis that is drawn: nothing, unless one wants it; of positions, none is idle. */
export const folds = computed(() =>
  axis.value === 'time' && folding.value ? known.value : unfolded,
);

/** Keeps the folds in step with the log, and what is in view in view. */
export function followIdle(): void {
  const gaps = standing(() =>
    foldChoice.value === false
      ? null
      : asking([{ ask: 'gaps', clock: clock.value }], (gaps) => gaps),
  );
  effect(() => refold(foldsOf(gaps.value.value, foldChoice.value)));
}

/** Nothing is folded unless one asks for it, or one idle stretch would be nearly all that one sees. */
function foldsOf(found: Gaps | null, choice: boolean | null): Folds {
  if (found === null || choice === false) return unfolded;
  const { from, to, gaps, events } = found;
  if (choice) return foldLongest(gaps, to - from, events);
  const longest = Math.max(0, ...gaps.map(size));
  const isMostlyIdle = longest > mostShare * (to - from);
  return isMostlyIdle ? foldLongest(gaps, to - from, events, mostShare) : unfolded;
}

/** The places are others, the times in view stay. */
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
