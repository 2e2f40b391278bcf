import { batch, computed, effect, signal } from '@preact/signals';
import { Latest, superseded } from '../engine/latest';
import {
  busyBins,
  type Folds,
  foldLongest,
  idleBetween,
  openStretches,
  placeOf,
  timeOf,
  unfolded,
} from './folds';
import { engine, revision } from './log';
import { type Span, size } from './span';
import { axis, foldChoice, folding, mostlyIdle, zoomed } from './timeline';
import { clock, type Filter } from './view';

type Clock = Filter['clock'];

/** Idle time is looked for in so many parts at once; none is found that is shorter than one. */
const parts = 10_000;
/** To see that one stretch is longer than this share of all, so many are enough. */
const fewParts = 500;
const mostShare = 0.8;
/** Where less than this share of all is open, those parts were coarse, and it is looked at closely. */
const closeShare = 0.1;
/** But at no less than this, in milliseconds. */
const leastPart = 10;

const known = signal<Folds>(unfolded);

/** What is folded of the axis that is drawn: nothing, unless one wants it; of positions, none is idle. */
export const folds = computed(() =>
  axis.value === 'time' && folding.value ? known.value : unfolded,
);

/** Keeps the folds in step with the log, and what is in view in view. */
export function followIdle(): void {
  const latest = new Latest();
  effect(() => {
    revision.value;
    const choice = foldChoice.value;
    const on = clock.value;
    if (choice === false) {
      known.value = unfolded;
      return;
    }
    latest
      .ask(() => (choice ? foldsOn(on) : foldsWhereNeeded(on)))
      .then(
        (next) => {
          if (next !== superseded && foldChoice.peek() === choice) refold(next);
        },
        // The engine stopped, which the page says. Its successor announces a change.
        () => {},
      );
  });
}

/** Nothing is folded unless one idle stretch would be nearly all that one sees. */
async function foldsWhereNeeded(axis: Clock): Promise<Folds> {
  const { from, width, counts } = await engine.histogram({ buckets: fewParts, axis });
  const idle = idleBetween(busyBins(counts as number[], Date.parse(from), width));
  const longest = Math.max(0, ...idle.map(size));
  return longest > mostShare * width * counts.length ? foldsOn(axis, mostShare) : unfolded;
}

/** @param least what {@link foldLongest} takes. */
async function foldsOn(axis: Clock, least?: number): Promise<Folds> {
  const { from, width, counts } = await engine.histogram({ buckets: parts, axis });
  const all = counts as number[];
  const events = all.reduce((sum, n) => sum + n, 0);
  const [start, length] = [Date.parse(from), width * all.length];
  const found = foldLongest(idleBetween(busyBins(all, start, width)), length, events, least);
  const open = openStretches(found, { from: start, to: placeOf(found, start + length) });
  const rest = open.reduce((sum, stretch) => sum + size(stretch), 0);
  if (events === 0 || rest > closeShare * length) return found;
  const busy = await Promise.all(open.map((stretch) => lookClosely(axis, stretch, open.length)));
  return foldLongest(idleBetween(busy.flat()), length, events, least);
}

/** One of the open stretches, of which there are so many. */
async function lookClosely(axis: Clock, { from, to }: Span, among: number): Promise<Span[]> {
  const most = Math.floor(Math.min(parts / among, (to - from) / leastPart));
  // The last event of all is at the very end, which a range leaves out.
  const range = {
    from: new Date(Math.floor(from)).toISOString(),
    to: new Date(Math.ceil(to) + 1).toISOString(),
  };
  const answer = await engine.histogram({ buckets: Math.max(1, most), axis, ...range });
  return busyBins(answer.counts as number[], Date.parse(answer.from), answer.width);
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
