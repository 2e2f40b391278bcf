import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Shown, useAnswer } from '../state/answer';
import { lastPosition } from '../state/engine';
import { timeOf } from '../state/folds';
import { type Buckets, counted, questionFor, timeAt } from '../state/histogram';
import { folds } from '../state/idle';
import { chooseSpan, isRange, spanInPositions, spanInTime } from '../state/range';
import { isAtEnd, playhead, shown, whole } from '../state/scale';
import { placeAt, type Span, shareOf } from '../state/span';
import { axis, pan, zoom, zoomed } from '../state/timeline';
import { backToNow, filter, lookAtPosition, lookAtTime } from '../state/view';
import { inThePast } from '../state/viewed';
import { plural, showCount } from '../text/show';
import { axisHeight } from '../widgets/bar-chart';
import { type Gestures, listenForGestures } from '../widgets/gestures';
import { Minimap } from './minimap';
import { TimelineBars } from './timeline-bars';
import { Legend } from './timeline-legend';
import { EndMarks, FlipMarks } from './timeline-marks';
import { Seams } from './timeline-seams';

/** A bucket is about so wide at least, in pixels. */
const binWidth = 5;

/** How many events there are where, what is viewed of them, and which are in the range. */
export function Timeline() {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const draft = useSignal<Span | null>(null);
  const hovered = useSignal<number | null>(null);
  const buckets = useAnswer(
    () =>
      width.value > 0 && lastPosition.value > 0
        ? counted(questionFor(shown.value, width.value / binWidth))
        : null,
    'later',
  );
  useGestures(frame, draft, hovered);
  return (
    <div class="timeline">
      <Legend buckets={buckets.value.value} hovered={hovered.value} />
      <Minimap width={width.value} />
      <div class="plot" ref={frame}>
        <div class="picture" role="img" aria-label={described(buckets.value)}>
          <TimelineBars buckets={buckets.value.value} width={width.value} />
          <Veil />
          <Band draft={draft.value} />
          <EndMarks />
          <Playhead />
        </div>
        <Seams width={width.value} />
        <FlipMarks width={width.value} />
      </div>
    </div>
  );
}

function described({ value }: Shown<Buckets>): string {
  if (!value || lastPosition.value === 0) return 'Timeline: no events';
  const most = Math.max(...value.totals);
  const along = value.axis === 'time' ? 'over time' : 'by position';
  return `Timeline: events ${along}, in ${plural(value.starts.length, 'bar')} of at most ${showCount(most)}`;
}

function useWidth(frame: { current: HTMLElement | null }): Signal<number> {
  const width = useSignal(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

function useGestures(
  frame: { current: HTMLElement | null },
  draft: Signal<Span | null>,
  hovered: Signal<number | null>,
): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const place = (share: number) => placeAt(share, shown.peek());
    const brushes = ({ shiftKey, clientY }: PointerEvent) =>
      shiftKey || clientY > element.getBoundingClientRect().bottom - axisHeight;
    const gestures: Gestures = {
      point: (share) => lookAtPlace(place(share)),
      brush: (from, to) => {
        draft.value = { from: place(Math.min(from, to)), to: place(Math.max(from, to)) };
      },
      brushed: (chosen) => {
        if (chosen && draft.value) chooseSpan(draft.value);
        draft.value = null;
      },
      zoom: (share, factor) => zoom(whole.peek(), place(share), factor),
      pan: (share) => {
        pan(whole.peek(), share);
        return zoomed.peek() !== null;
      },
      hover: (share) => {
        hovered.value = share === null ? null : place(share);
      },
    };
    return listenForGestures(element, brushes, gestures);
  }, []);
}

/** Looks at the moment at a place; the end of the axis is to follow the latest. */
function lookAtPlace(place: number): void {
  if (isAtEnd(place)) backToNow();
  else if (axis.peek() === 'time') lookAtTime(timeAt(timeOf(folds.peek(), place)));
  else lookAtPosition(Math.round(place), lastPosition.peek());
}

function Playhead() {
  const share = shareOf(playhead.value, shown.value);
  if (lastPosition.value === 0 || share < 0 || share > 1) return null;
  return <div class="playhead" style={{ '--at': String(share) }} />;
}

/** What is later than the viewed moment is there, but dimmed. */
function Veil() {
  if (!inThePast.value) return null;
  const share = Math.min(1, Math.max(0, shareOf(playhead.value, shown.value)));
  return <div class="veil" style={{ '--at': String(share) }} />;
}

/** The range, or the stretch that may become one. */
function Band({ draft }: { draft: Span | null }) {
  const range = useAnswer(() =>
    axis.value === 'position' && isRange(filter.value) ? spanInPositions(filter.value) : null,
  );
  const chosen = axis.value === 'time' ? spanInTime(filter.value, whole.value) : range.value.value;
  const span = draft ?? (isRange(filter.value) ? chosen : null);
  if (!span || span.from >= span.to) return null;
  const [from, to] = [shareOf(span.from, shown.value), shareOf(span.to, shown.value)];
  if (to < 0 || from > 1) return null;
  const ends = { '--from': String(Math.max(-0.01, from)), '--to': String(Math.min(1.01, to)) };
  return <div class="band" style={ends} />;
}
