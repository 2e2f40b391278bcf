import { at, lastPosition } from '../state/engine';
import { backToNow, lookAtPosition, moment } from '../state/view';
import { inThePast, viewedPosition } from '../state/viewed';
import { showCount } from '../text/show';
import { showTime } from '../text/time';
import { Icon, type IconName } from '../widgets/icon';
import { Play } from './play';
import { TimeField } from './time-field';
import { Timeline } from './timeline';
import { TimelineTools } from './timeline-tools';

/** Where in time everything else is looked at. */
export function MomentBar() {
  return (
    <section class={inThePast.value ? 'moment past' : 'moment'} aria-label="Viewed moment">
      <div class="moving">
        <Steps />
        <Play />
      </div>
      <PastBar />
      <TimeField />
      <TimelineTools />
      <Timeline />
      <div class="along">
        <label for="position" title="A step an event, however far apart they are in time">
          Position
        </label>
        <Slider />
        <Where />
      </div>
    </section>
  );
}

function Steps() {
  const here = viewedPosition.value;
  const last = lastPosition.value;
  const steps: [IconName, string, boolean, () => void][] = [
    ['first', 'First event', here <= 1, () => lookAtPosition(1, last)],
    ['previous', 'Previous event', here <= 0, () => lookAtPosition(here - 1, last)],
    ['next', 'Next event', here >= last, () => lookAtPosition(here + 1, last)],
    ['latest', 'Latest', moment.value === null, backToNow],
  ];
  return (
    <div class="steps">
      {steps.map(([icon, title, idle, go]) => (
        // Not `disabled`: a button that is disabled while it has the focus loses it.
        <button
          key={icon}
          type="button"
          class="square"
          aria-label={title}
          title={title}
          aria-disabled={idle}
          onClick={() => idle || go()}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}

function Slider() {
  const here = viewedPosition.value;
  const last = lastPosition.value;
  const { position, time, type } = at.value;
  const known = position === here ? `, ${showTime(time)}, ${type}` : '';
  const text = here === 0 ? 'before the first event' : `position ${here}${known}`;
  return (
    <input
      id="position"
      class="scrub"
      type="range"
      min={0}
      max={last}
      step={1}
      value={here}
      aria-valuetext={text}
      disabled={last === 0}
      onInput={(input) => lookAtPosition(Number(input.currentTarget.value), last)}
    />
  );
}

function Where() {
  return (
    <output class="where">
      {showCount(viewedPosition.value)} <span class="of">of {showCount(lastPosition.value)}</span>
    </output>
  );
}

/** The button disappears at the latest moment, so the focus goes to the slider. */
function comeBack(): void {
  backToNow();
  document.getElementById('position')?.focus();
}

/** Says that this is the past, in room that is always there. */
function PastBar() {
  const past = inThePast.value;
  const { position, time } = at.value;
  return (
    <div class="standing">
      <p>
        {past ? (
          <>
            <strong class="at-length">You are looking at the past</strong>
            <strong class="in-short">The past</strong>
            {': '}
            {position === 0
              ? 'before the first event'
              : `position ${showCount(position)} of ${showCount(lastPosition.value)}, ${showTime(time)}`}
          </>
        ) : (
          'Now: following what is appended'
        )}
      </p>
      {past && (
        <button type="button" class="back" onClick={comeBack}>
          Back to now
        </button>
      )}
    </div>
  );
}
