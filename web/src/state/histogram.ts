import { computed } from '@preact/signals';
import type { Counts } from '../protocol/questions.gen';
import { countStep, timeStep } from '../text/ticks';
import { type Asking, asking } from './answer';
import { stats } from './engine';
import { type Folds, openStretches, placeOf } from './folds';
import { folds } from './idle';
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
  /** About so many buckets at most. */
  most: number;
  /** Those to count on their own. */
  types: readonly string[];
}

/** Events by where they are and what type they have. */
export interface Buckets {
  axis: Axis;
  /** Where each bucket starts, from left to right. They are next to each other but for the folds. */
  starts: number[];
  /** The same as times in milliseconds; on the axis of positions they are those. */
  times: number[];
  /** Of a bucket. */
  width: number;
  /** The named types; what has none of them is counted last. */
  types: readonly string[];
  /** By type, then by bucket. */
  counts: number[][];
  /** Of all types, by bucket. */
  totals: number[];
}

/** The question for a stretch of the axis that is drawn. */
export function questionFor(span: Span, most: number): HistogramQuestion {
  const types = namedTypes.value;
  return { axis: axis.value, clock: clock.value, folds: folds.value, span, most, types };
}

/** The most buckets that are asked for at once, those within folds among them. */
const mostAtOnce = 5000;

/** Buckets beside each other. */
interface Piece {
  /** Where they start. */
  from: number;
  buckets: number;
}

/** The buckets of an open stretch. */
interface Open extends Piece {
  /** How far their places are from their times. */
  shift: number;
}

/** Pieces that are asked for as one. */
interface Asked extends Piece {
  open: Open[];
}

/** Asks for the events in buckets that lie where they lie however one pans: at whole numbers of a round width. */
export function counted(question: HistogramQuestion): Asking<Buckets> {
  const { axis, folds, span, most, types } = question;
  const least = size(span) / Math.max(1, most);
  const width = axis === 'time' ? timeStep(least) : countStep(least);
  const pieces = together(
    openStretches(folds, span).map(({ from, to }): Open => {
      const first = Math.floor(from / width);
      const buckets = Math.max(1, Math.ceil(to / width) - first);
      return { from: first * width, buckets, shift: placeOf(folds, from) - from };
    }),
    width,
  );
  return asking(
    pieces.map((piece) => bucketsOf(question, piece, width)),
    (...answers) => {
      const counts = [...types, ''].map((): number[] => []);
      const buckets: Buckets = { axis, width, types, starts: [], times: [], counts, totals: [] };
      pieces.forEach((piece, i) => {
        const found = byType(answers[i]?.counts ?? [], types, piece.buckets);
        for (const open of piece.open) add(buckets, open, (open.from - piece.from) / width, found);
      });
      return buckets;
    },
  );
}

/** Asks at once for open stretches whose folds are short beside that. */
function together(open: readonly Open[], width: number): Asked[] {
  const asked: Asked[] = [];
  for (const piece of open) {
    const before = asked.at(-1);
    const buckets = before ? (piece.from - before.from) / width + piece.buckets : 0;
    if (before && buckets <= mostAtOnce) {
      before.buckets = buckets;
      before.open.push(piece);
    } else asked.push({ from: piece.from, buckets: piece.buckets, open: [piece] });
  }
  return asked;
}

/** Adds the buckets of an open stretch, which begin with the `first` of `counts`. */
function add(to: Buckets, { from, buckets, shift }: Open, first: number, counts: number[][]): void {
  const { width, starts, times } = to;
  for (let i = 0; i < buckets; i++) {
    const time = from + i * width;
    // A bucket may reach over a fold into both stretches.
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

function bucketsOf({ axis, clock, types }: HistogramQuestion, piece: Piece, width: number) {
  const { from, buckets } = piece;
  const to = from + buckets * width;
  const named = types.length > 0 ? { by: 'type' as const, types: [...types] } : {};
  const asked = { ask: 'histogram' as const, buckets, ...named };
  return axis === 'position'
    ? // The stretch that ends at a position is its event's.
      { ...asked, axis, from: from + 1, to: to + 1 }
    : { ...asked, axis: clock, from: timeAt(from), to: timeAt(to) };
}

/** By type, then by bucket. */
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
