import { computed } from '@preact/signals';
import type { Counts } from '../engine/api';
import { countStep, timeStep } from '../text/ticks';
import { engine, stats } from './log';
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
  span: Span;
  /** About so many bins at most. */
  most: number;
  /** Those to count on their own. */
  types: readonly string[];
}

/** Events by where they are and what type they have. */
export interface Bins {
  axis: Axis;
  /** Where each bin starts. */
  starts: number[];
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
  return { axis: axis.value, clock: clock.value, span, most, types: namedTypes.value };
}

const by = 'type' as const;

/** Counts events in bins that lie where they lie however one pans: at whole numbers of a round width. */
export async function count({ axis, clock, span, most, types }: HistogramQuestion): Promise<Bins> {
  const least = size(span) / Math.max(1, most);
  const width = axis === 'time' ? timeStep(least) : countStep(least);
  const from = Math.floor(span.from / width) * width;
  const buckets = Math.max(1, Math.ceil((span.to - from) / width));
  const to = from + buckets * width;
  const asked = types.length > 0 ? { buckets, by, types: [...types] } : { buckets };
  const { counts } = await (axis === 'position'
    ? // The stretch that ends at a position is its event's.
      engine.histogram({ ...asked, axis, from: from + 1, to: to + 1 })
    : engine.histogram({ ...asked, axis: clock, from: timeAt(from), to: timeAt(to) }));
  const starts = Array.from({ length: buckets }, (_none, i) => from + i * width);
  return { axis, starts, width, types, ...byType(counts, types, buckets) };
}

function byType(answer: Counts, types: readonly string[], buckets: number) {
  const found = new Map<string, number[]>();
  for (const part of answer) if (typeof part !== 'number') found.set(part.type, part.counts);
  if (types.length === 0) found.set('', answer as number[]);
  const none = new Array<number>(buckets).fill(0);
  const counts = [...types, ''].map((type) => found.get(type) ?? none);
  const totals = none.map((_none, i) => counts.reduce((sum, each) => sum + (each[i] ?? 0), 0));
  return { counts, totals };
}

/** A place on the axis of time as RFC 3339, to the millisecond. */
export function timeAt(place: number): string {
  return new Date(place).toISOString();
}
