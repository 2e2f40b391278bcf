import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { ticksAlong } from '../state/folds';
import type { Buckets } from '../state/histogram';
import { folds } from '../state/idle';
import { addNotice } from '../state/notices';
import { shown } from '../state/scale';
import { type Span, size } from '../state/span';
import { scheme } from '../state/theme';
import { axis } from '../state/timeline';
import { markOf } from '../state/type-marks';
import { countTicks } from '../text/ticks';
import { BarChart, type Look } from '../widgets/bar-chart';

/** What is written on the axis has so much room, in pixels. */
const tickWidth = 80;

/** The chart's code is loaded after the page, which does not wait for it. */
const Plot = signal<typeof uPlot | null>(null);

async function load(): Promise<void> {
  try {
    Plot.value = (await import('uplot')).default;
  } catch {
    addNotice('The timeline could not be loaded. Everything else works without it.');
  }
}

/** Draws the bars in the room it is given. */
export function TimelineBars({ buckets, width }: { buckets: Buckets | null; width: number }) {
  const room = useRef<HTMLDivElement>(null);
  const chart = useRef<{ bars: BarChart; stacked: number } | null>(null);
  const tints = useRef<Tints | null>(null);
  const span = shown.value;
  const drawn = buckets?.axis === axis.value ? buckets : null;
  useEffect(() => {
    if (Plot.peek() === null) load();
    return () => chart.current?.bars.destroy();
  }, []);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element || !Plot.value || width === 0 || !drawn) return;
    if (tints.current?.scheme !== scheme.value) tints.current = tintsOf(element, scheme.value);
    const look = lookOf(tints.current, span, drawn.types, width);
    const stacked = drawn.types.length + 1;
    if (chart.current?.stacked !== stacked) {
      chart.current?.bars.destroy();
      chart.current = { bars: new BarChart(Plot.value, element, stacked, look), stacked };
    }
    chart.current.bars.resize(width, element.clientHeight);
    chart.current.bars.draw(drawn, look);
  }, [drawn, width, span, Plot.value, scheme.value]);
  return <div class="bars" ref={room} hidden={!drawn} />;
}

/** The colours of a theme, as the styles have them. */
interface Tints {
  scheme: string;
  /** What types' hues are made colours of. */
  shade: string;
  others: string;
  text: string;
  grid: string;
}

/** Read once for each theme: reading styles makes the browser lay out the whole page. */
function tintsOf(element: HTMLElement, scheme: string): Tints {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    scheme,
    shade: token('--badge-shade'),
    others: token('--line-strong'),
    text: token('--muted'),
    grid: token('--line'),
  };
}

function lookOf(
  { shade, others, text, grid }: Tints,
  span: Span,
  types: readonly string[],
  width: number,
): Look {
  const colors = types.map((type) => `oklch(from ${shade} l c ${markOf(type).hue})`);
  const room = (size(span) * tickWidth) / Math.max(1, width);
  // No label where it would be cut off at the edge.
  const within = { from: span.from + room / 2, to: span.to - room / 2 };
  return {
    span,
    ticks:
      axis.value === 'time'
        ? ticksAlong(folds.value, within, room)
        : countTicks(within.from, within.to, room),
    colors: [...colors, others],
    text,
    grid,
  };
}
