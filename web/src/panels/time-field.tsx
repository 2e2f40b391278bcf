import { useSignal } from '@preact/signals';
import type { Moment } from '../engine/api';
import { at, lastPosition, stats } from '../state/engine';
import { lookAtTime, moment } from '../state/view';
import { logYear } from '../state/viewed';
import { readMoment } from '../text/phrase';
import { showTime } from '../text/time';

/** The moment as a time, which can be typed in many ways. */
export function TimeField() {
  const typed = useSignal<string | null>(null);
  const note = useSignal('');
  const wrong = useSignal(false);
  /** Which moment the note is about. */
  const noted = useSignal<Moment | null>(null);
  const shown = typed.value ?? viewedTime();
  const take = () => {
    if (typed.value === null || typed.value === viewedTime()) return leave();
    const read = readMoment(typed.value, new Date(), logYear.value);
    wrong.value = typeof read === 'string';
    note.value = typeof read === 'string' ? read : read.note;
    if (typeof read === 'string') return;
    lookAtTime(read.time);
    noted.value = moment.value;
    typed.value = null;
  };
  const leave = () => {
    typed.value = null;
    note.value = '';
    wrong.value = false;
  };
  const isAbout = typed.value !== null || noted.value === moment.value;
  const told = isAbout ? note.value : '';
  return (
    <form
      class="time"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label for="as-of">As of</label>
      <input
        id="as-of"
        type="text"
        autocomplete="off"
        spellcheck={false}
        placeholder="tuesday 15:00"
        title="A time, a local date and time, or such as: tuesday 15:00, yesterday 3pm, 2 hours ago"
        aria-describedby="as-of-note"
        aria-invalid={wrong.value}
        value={shown}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          wrong.value = false;
          note.value = 'Press Enter to look at this time';
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leave();
        }}
        onBlur={() => typed.value !== null && take()}
      />
      <p id="as-of-note" class={wrong.value ? 'note wrong' : 'note'} aria-live="polite">
        {/* What is typed is no moment yet: what the log has is not about it. */}
        {told ? `${told}${typed.value === null ? outside() : ''}` : understood()}
      </p>
    </form>
  );
}

/** The time that was asked for, or else that of the viewed event. */
function viewedTime(): string {
  const viewed = moment.value;
  return viewed !== null && 'time' in viewed ? viewed.time : at.value.time;
}

/** What came of a time that the log does not reach. */
function outside(): string {
  const { position, latest } = at.value;
  if (moment.value === null || !('time' in moment.value)) return '';
  if (position === 0) return '; the first event is later';
  return latest ? '; the latest is earlier' : '';
}

/** How the moment was understood. */
function understood(): string {
  const { position, time } = at.value;
  if (stats.value === null) return '…';
  if (moment.value === null)
    return lastPosition.value > 0 ? 'the latest event’s time' : 'no events yet';
  if (position === 0) return 'before the first event: the state is empty';
  return 'time' in moment.value
    ? `the last event recorded by then: ${showTime(time)}`
    : 'recorded then';
}
