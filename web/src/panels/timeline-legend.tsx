import type { Bins } from '../state/histogram';
import { axis } from '../state/timeline';
import { plural, showCount } from '../text/show';
import { showStep } from '../text/ticks';
import { listTime } from '../text/time';
import { TypeBadge } from './badge';

/** Which colour is which type, and how many there are in view, or in the bar under the pointer. */
export function Legend({ bins, hovered }: { bins: Bins | null; hovered: number | null }) {
  if (bins?.axis !== axis.value) return <div class="legend" />;
  const named = hovered === null ? -1 : binAt(bins, hovered);
  const countOf = (counts: number[]) => (named < 0 ? sum(counts) : (counts[named] ?? 0));
  const others = countOf(bins.counts.at(-1) ?? []);
  return (
    <div class="legend">
      <ul>
        {bins.types.map((type, i) => (
          <li key={type}>
            <TypeBadge type={type} />
            <span class="type-count">{showCount(countOf(bins.counts[i] ?? []))}</span>
          </li>
        ))}
        {sum(bins.counts.at(-1) ?? []) > 0 && (
          <li class="others">
            others <span class="type-count">{showCount(others)}</span>
          </li>
        )}
      </ul>
      <p class="note">{named < 0 ? inView(bins) : inBin(bins, named)}</p>
    </div>
  );
}

/** The bin at a place; -1 where there is none. */
function binAt({ starts, width }: Bins, place: number): number {
  const bin = starts.findLastIndex((start) => start <= place);
  return place < (starts[bin] ?? 0) + width ? bin : -1;
}

function inView({ width, totals, axis }: Bins): string {
  const most = `at most ${plural(Math.max(0, ...totals), 'event')}`;
  return axis === 'time'
    ? `${showStep(width)} a bar, ${most}, UTC`
    : `${plural(width, 'event')} a bar`;
}

function inBin({ times, width, totals, axis }: Bins, bin: number): string {
  const [from, events] = [times[bin] ?? 0, plural(totals[bin] ?? 0, 'event')];
  if (axis === 'time')
    return `${showStep(width)} from ${listTime(new Date(from).toISOString(), '')}: ${events}`;
  return `position ${showCount(from + 1)} to ${showCount(from + width)}: ${events}`;
}

function sum(counts: number[]): number {
  return counts.reduce((all, n) => all + n, 0);
}
