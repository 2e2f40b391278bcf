import { lastPosition } from '../state/engine';
import { togglePlaying } from '../state/player';
import { looping, type Pace, pace, playing } from '../state/playing';
import { Icon } from '../widgets/icon';

const paces: readonly (readonly [Pace, string])[] = [
  ['steps', 'event by event'],
  ['1', '1×'],
  ['2', '2×'],
  ['10', '10×'],
  ['100', '100×'],
];

/** Plays the range, or the whole log, at a pace. */
export function Play() {
  const empty = lastPosition.value === 0;
  const title = playing.value ? 'Pause' : 'Play';
  return (
    <div class="play">
      <button
        type="button"
        class="square"
        aria-label={title}
        title={`${title} (Space)`}
        aria-disabled={empty}
        onClick={togglePlaying}
      >
        <Icon name={playing.value ? 'pause' : 'play'} />
      </button>
      <select
        aria-label="Pace"
        title="One event every half a second, or so many times as fast as they happened"
        value={pace.value}
        onChange={(event) => {
          pace.value = event.currentTarget.value as Pace;
        }}
      >
        {paces.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="worded loop"
        aria-label="Loop"
        title="Begin again at the end"
        aria-pressed={looping.value}
        onClick={() => {
          looping.value = !looping.value;
        }}
      >
        <Icon name="loop" />
        <span class="word">Loop</span>
      </button>
    </div>
  );
}
