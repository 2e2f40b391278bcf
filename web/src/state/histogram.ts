import { computed } from '@preact/signals';
import type { Counts } from '../protocol/questions.gen';
import { countStep, timeStep } from '../text/ticks';
import { type Asking, asking } from './answer';
import { type Folds, openStretches, placeOf } from './folds';
import { folds } from './idle';
import { stats } from './log';
import { type Span, size } from './span';
import { type Axis, axis } from './timeline';
import { clock } from './view';

/** So many types have a colour of their own. */
const mostNamed = 6;

/** The busiest types of the whole log, which keep their colours however far one zooms in. */
export const namedTypes = computed<readonly string[]>(() => {
  const all = [...(stats.value?.types ?? [])].sort((a, b) => b.count - a.count);
  // One more in the place of "others" is as short, and says more.
  return all
    .slice(0, all.length === mostNamed + 1 ? all.length : mostNamed)
    .map(({ name }) => name);
});

/** What to count. */
export interface HistogramQuestion {
  axis: Axis;
  clock: 'time' | 'recorded';
  folds: Folds;
  span: Span;
  /** About so many bins at most. */
  most: number;
  /** Those to count on their own. */
  types: readonly string[];
}

/** Events by where they are and what type they have. */
export interface Bins {
  axis: Axis;
  /** Where each bin starts, from left to right. They are next to each other but for the folds. */
  starts: number[];
  /** The same as times in milliseconds; on the axis of positions they are those. */
  times: number[];
  /** Of a bin. */
  width: number;
  /** The named types; what has none of them is counted last. */
  types: readonly string[];
  /** By type, then by bin. */
  counts: number[][];
  /** Of all types, by bin. */
  totals: number[];
}

/** The question for a stretch of the axis that is drawn. */
export function questionFor(span: Span, most: number): HistogramQuestion {
  const types = namedTypes.value;
  return { axis: axis.value, clock: clock.value, folds: folds.value, span, most, types };
}

/** The most bins that are asked for at once, those within folds among them. */
const mostAtOnce = 5000;

/** Bins beside each other. */
interface Run {
  /** Where they start. */
  from: number;
  bins: number;
}

/** The bins of an open stretch. */
interface Open extends Run {
  /** How far their places are from their times. */
  shift: number;
}

/** Runs that are asked for as one. */
interface Asked extends Run {
  open: Open[];
}

/** Asks for the events in bins that lie where they lie however one pans: at whole numbers of a round width. */
export function counted(question: HistogramQuestion): Asking<Bins> {
  const { axis, folds, span, most, types } = question;
  const least = size(span) / Math.max(1, most);
  const width = axis === 'time' ? timeStep(least) : countStep(least);
  const runs = together(
    openStretches(folds, span).map(({ from, to }): Open => {
      const first = Math.floor(from / width);
      const bins = Math.max(1, Math.ceil(to / width) - first);
      return { from: first * width, bins, shift: placeOf(folds, from) - from };
    }),
    width,
  );
  return asking(
    runs.map((run) => bucketsOf(question, run, width)),
    (...answers) => {
      const counts = [...types, ''].map((): number[] => []);
      const bins: Bins = { axis, width, types, starts: [], times: [], counts, totals: [] };
      runs.forEach((run, i) => {
        const found = byType(answers[i]?.counts ?? [], types, run.bins);
        for (const open of run.open) add(bins, open, (open.from - run.from) / width, found);
      });
      return bins;
    },
  );
}

/** Asks at once for open stretches whose folds are short beside that. */
function together(open: readonly Open[], width: number): Asked[] {
  const asked: Asked[] = [];
  for (const run of open) {
    const before = asked.at(-1);
    const bins = before ? (run.from - before.from) / width + run.bins : 0;
    if (before && bins <= mostAtOnce) {
      before.bins = bins;
      before.open.push(run);
    } else asked.push({ from: run.from, bins: run.bins, open: [run] });
  }
  return asked;
}

/** Adds the bins of an open stretch, which begin with the `first` of `counts`. */
function add(to: Bins, { from, bins, shift }: Open, first: number, counts: number[][]): void {
  const { width, starts, times } = to;
  for (let i = 0; i < bins; i++) {
    const time = from + i * width;
    // A bin may reach over a fold into both stretches.
    if (time <= (times.at(-1) ?? Number.NEGATIVE_INFINITY)) continue;
    const here = counts.map((each) => each[first + i] ?? 0);
    const total = here.reduce((sum, n) => sum + n, 0);
    // A seam may be narrower than a bar: none is drawn over another, and for one that is empty none is
    // moved, or every seam would push all that is behind it a little farther out of its place.
    const free = (starts.at(-1) ?? Number.NEGATIVE_INFINITY) + width;
    if (total === 0 && time + shift < free) continue;
    times.push(time);
    starts.push(Math.max(time + shift, free));
    here.forEach((n, type) => {
      to.counts[type]?.push(n);
    });
    to.totals.push(total);
  }
}

function bucketsOf({ axis, clock, types }: HistogramQuestion, run: Run, width: number) {
  const { from, bins: buckets } = run;
  const to = from + buckets * width;
  const named = types.length > 0 ? { by: 'type' as const, types: [...types] } : {};
  const asked = { ask: 'histogram' as const, buckets, ...named };
  return axis === 'position'
    ? // The stretch that ends at a position is its event's.
      { ...asked, axis, from: from + 1, to: to + 1 }
    : { ...asked, axis: clock, from: timeAt(from), to: timeAt(to) };
}

/** By type, then by bin. */
function byType(answer: Counts, types: readonly string[], buckets: number): number[][] {
  const found = new Map<string, number[]>();
  for (const part of answer) if (typeof part !== 'number') found.set(part.type, part.counts);
  if (types.length === 0) found.set('', answer as number[]);
  const none = new Array<number>(buckets).fill(0);
  return [...types, ''].map((type) => found.get(type) ?? none);
}

/** A place on the axis of time as RFC 3339, to the millisecond. */
export function timeAt(place: number): string {
  return new Date(place).toISOString();
}
