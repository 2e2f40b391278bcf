import { oneLine } from '../text/show';
import { markOf } from './mark';

/** The name of an event type, with its mark beside it. */
export function TypeBadge({ type }: { type: string }) {
  const { hue, shape } = markOf(type);
  return (
    <span class={`badge ${shape}`} style={{ '--hue': String(hue) }}>
      {oneLine(type, 80)}
    </span>
  );
}
