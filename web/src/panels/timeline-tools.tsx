import { lastPosition } from '../state/log';
import { clearRange, endHere, isRange, startHere } from '../state/range';
import { closer, farther, zoomBy } from '../state/scale';
import { axis, drawAlong, foldIdle, folding, showWhole, zoomed } from '../state/timeline';
import { filter } from '../state/view';
import { Icon, type IconName } from '../widgets/icon';
import { Segmented } from '../widgets/segmented';

const axes = [
  ['time', 'Time'],
  ['position', 'Position'],
] as const;

/** What can be done with the timeline, for whoever uses neither wheel nor keys. */
export function TimelineTools() {
  const empty = lastPosition.value === 0;
  const ranged = isRange(filter.value);
  const all = zoomed.value === null;
  const tools: [IconName, string, string, boolean, () => void][] = [
    ['plus', 'Zoom in', '+', empty, () => zoomBy(closer)],
    ['minus', 'Zoom out', '-', all, () => zoomBy(farther)],
    ['whole', 'Show the whole timeline', '0', all, showWhole],
    ['start', 'Start the range here', '[', empty, startHere],
    ['end', 'End the range here', ']', empty, endHere],
    ['close', 'Clear the range', '\\', !ranged, clearRange],
  ];
  const overTime = axis.value === 'time';
  return (
    <div class="timeline-tools">
      <Segmented
        label="Axis of the timeline"
        value={axis.value}
        choices={axes}
        onValue={drawAlong}
      />
      <button
        type="button"
        class="quiet square"
        aria-label="Fold idle time"
        title={overTime ? 'Fold idle time (i)' : 'Along positions there is no idle time'}
        aria-pressed={overTime && folding.value}
        aria-disabled={!overTime}
        onClick={() => overTime && foldIdle(!folding.value)}
      >
        <Icon name="fold" />
      </button>
      {tools.map(([icon, title, key, idle, press]) => (
        <button
          key={icon}
          type="button"
          class="quiet square"
          aria-label={title}
          title={`${title} (${key})`}
          aria-disabled={idle}
          onClick={() => idle || press()}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
