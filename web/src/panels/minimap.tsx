import { useComputed } from '@preact/signals';
import { useAnswer } from '../state/answer';
import { lastPosition } from '../state/engine';
import { type Buckets, counted, questionFor } from '../state/histogram';
import { shown, whole } from '../state/scale';
import { placeAt, shareOf, size } from '../state/span';
import { lookAround, zoomed } from '../state/timeline';

/** A bar of it is so wide, in pixels. */
const barWidth = 3;

/** The whole of the axis and which part is in view, in room that is always there. */
export function Minimap({ width }: { width: number }) {
  const zoomedIn = useComputed(() => zoomed.value !== null && lastPosition.value > 0);
  const all = useAnswer(
    () =>
      zoomedIn.value && width > 0
        ? counted({ ...questionFor(whole.value, width / barWidth), types: [] })
        : null,
    'later',
  );
  if (!zoomedIn.value) return <div class="minimap" />;
  const look = ({ currentTarget, clientX, buttons }: PointerEvent) => {
    if (!(currentTarget instanceof Element) || buttons !== 1) return;
    const { left, width } = currentTarget.getBoundingClientRect();
    lookAround(whole.value, placeAt((clientX - left) / width, whole.value));
  };
  const share = shareOf(shown.value.from, whole.value);
  const part = size(shown.value) / size(whole.value);
  return (
    <div
      class="minimap on"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        look(event);
      }}
      onPointerMove={look}
    >
      {all.value.value && <Silhouette buckets={all.value.value} />}
      <div class="window" style={{ '--from': String(share), '--part': String(part) }} />
    </div>
  );
}

function Silhouette({ buckets: { totals, starts, width } }: { buckets: Buckets }) {
  const { from, to } = whole.value;
  const most = Math.max(1, ...totals);
  const path = totals
    .map((n, i) => {
      const start = ((starts[i] ?? 0) - from) / width;
      return n === 0 ? '' : `M${start} 1V${1 - Math.max(0.15, n / most)}h1V1z`;
    })
    .join('');
  return (
    <svg
      viewBox={`0 0 ${(to - from) / width} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}
