import { markOf } from '../state/type-marks';
import { oneLine } from '../text/show';

/** The name of an event type, with its mark beside it. */
export function TypeBadge({ type }: { type: string }) {
  const { hue, shape } = markOf(type);
  return (
    <span class={`badge ${shape}`} style={{ '--hue': String(hue) }}>
      {oneLine(type, 80)}
    </span>
  );
}
