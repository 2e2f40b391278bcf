import { lastPosition } from '../state/engine';
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

/** Where the focus goes when there is no range to clear any more. */
const startId = 'range-start';

/** Buttons for what the wheel and the keys do with the timeline. */
export function TimelineTools() {
  const empty = lastPosition.value === 0;
  const ranged = isRange(filter.value);
  const all = zoomed.value === null;
  const overTime = axis.value === 'time';
  const clear = () => {
    clearRange();
    document.getElementById(startId)?.focus();
  };
  return (
    <div class="timeline-tools">
      <Segmented
        label="Axis of the timeline"
        value={axis.value}
        choices={axes}
        onValue={drawAlong}
      />
      <div class="tool-row">
        <Tool
          icon="fold"
          word="Fold idle"
          label="Fold idle time"
          title={overTime ? 'Fold idle time (i)' : 'Along positions there is no idle time'}
          pressed={overTime && folding.value}
          idle={!overTime}
          onPress={() => foldIdle(!folding.value)}
        />
        <Tool icon="plus" label="Zoom in" keyName="+" idle={empty} onPress={() => zoomBy(closer)} />
        <Tool
          icon="minus"
          label="Zoom out"
          keyName="-"
          idle={all}
          onPress={() => zoomBy(farther)}
        />
        <Tool
          icon="whole"
          label="Show the whole timeline"
          keyName="0"
          idle={all}
          onPress={showWhole}
        />
      </div>
      <div class="tool-row">
        <Tool
          id={startId}
          icon="start"
          word="From here"
          label="From here: start the range"
          keyName="["
          idle={empty}
          onPress={startHere}
        />
        <Tool
          icon="end"
          word="To here"
          label="To here: end the range"
          keyName="]"
          idle={empty}
          onPress={endHere}
        />
        <Tool
          icon="close"
          word="Clear range"
          label="Clear range"
          keyName="\\"
          passing
          idle={!ranged}
          onPress={clear}
        />
      </div>
    </div>
  );
}

/** A button with a drawing, and a word beside it where there is room. */
function Tool({
  id,
  icon,
  word,
  label,
  keyName,
  title = `${label} (${keyName})`,
  pressed,
  passing = false,
  idle,
  onPress,
}: {
  id?: string;
  icon: IconName;
  word?: string;
  /** Its name, which has the word in it. */
  label: string;
  /** The key that does the same. */
  keyName?: string;
  title?: string;
  pressed?: boolean;
  /** Whether it is there only while there is something to do, unless that leaves a gap. */
  passing?: boolean;
  /** Whether there is nothing to do. */
  idle: boolean;
  onPress(): void;
}) {
  return (
    <button
      id={id}
      type="button"
      class={`quiet ${word ? 'worded' : 'square'} ${passing ? 'passing' : ''}`}
      aria-label={label}
      title={title}
      aria-pressed={pressed}
      aria-disabled={idle}
      onClick={() => idle || onPress()}
    >
      <Icon name={icon} />
      {word && <span class="word">{word}</span>}
    </button>
  );
}
