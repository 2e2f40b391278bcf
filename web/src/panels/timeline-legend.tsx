import type { Buckets } from '../state/histogram';
import { axis } from '../state/timeline';
import { plural, showCount } from '../text/show';
import { showStep } from '../text/ticks';
import { listTime } from '../text/time';
import { TypeBadge } from './badge';

/** Which colour is which type, and how many there are in view, or in the bar under the pointer. */
export function Legend({ buckets, hovered }: { buckets: Buckets | null; hovered: number | null }) {
  if (buckets?.axis !== axis.value) return <div class="legend" />;
  const named = hovered === null ? -1 : bucketAt(buckets, hovered);
  const countOf = (counts: number[]) => (named < 0 ? sum(counts) : (counts[named] ?? 0));
  const others = countOf(buckets.counts.at(-1) ?? []);
  return (
    <div class="legend">
      <ul>
        {buckets.types.map((type, i) => (
          <li key={type}>
            <TypeBadge type={type} />
            <span class="type-count">{showCount(countOf(buckets.counts[i] ?? []))}</span>
          </li>
        ))}
        {sum(buckets.counts.at(-1) ?? []) > 0 && (
          <li class="others">
            others <span class="type-count">{showCount(others)}</span>
          </li>
        )}
      </ul>
      <p class="note">{named < 0 ? inView(buckets) : inBucket(buckets, named)}</p>
    </div>
  );
}

/** The bucket at a place; -1 where there is none. */
function bucketAt({ starts, width }: Buckets, place: number): number {
  const bucket = starts.findLastIndex((start) => start <= place);
  return place < (starts[bucket] ?? 0) + width ? bucket : -1;
}

function inView({ width, totals, axis }: Buckets): string {
  const most = `at most ${plural(Math.max(0, ...totals), 'event')}`;
  return axis === 'time'
    ? `${showStep(width)} a bar, ${most}, UTC`
    : `${plural(width, 'event')} a bar`;
}

function inBucket({ times, width, totals, axis }: Buckets, bucket: number): string {
  const [from, events] = [times[bucket] ?? 0, plural(totals[bucket] ?? 0, 'event')];
  if (axis === 'time')
    return `${showStep(width)} from ${listTime(new Date(from).toISOString(), '')}: ${events}`;
  return `position ${showCount(from + 1)} to ${showCount(from + width)}: ${events}`;
}

function sum(counts: number[]): number {
  return counts.reduce((all, n) => all + n, 0);
}
