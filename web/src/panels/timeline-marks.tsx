import { useComputed } from '@preact/signals';
import { comparing } from '../state/diff';
import { goToFlip } from '../state/find';
import { currentFlip, found } from '../state/findings';
import { placeOf } from '../state/folds';
import { folds } from '../state/idle';
import { type FlipMark, flipOf, marksIn } from '../state/marks';
import { shown, whole } from '../state/scale';
import { shareOf, size } from '../state/span';
import { axis } from '../state/timeline';
import { oneLine, plural, showCount } from '../text/show';
import { type EndName, useSetEnd } from './ends';

/** Marks are so far apart at least, in pixels. */
const apart = 9;

/** What is known of a moment. */
interface Known {
  position: number;
  /** `''` before the first event. */
  time: string;
}

/** Where it is on the axis that is drawn. */
function placeOn({ position, time }: Known): number {
  if (axis.value === 'position') return position;
  return time === '' ? whole.value.from : placeOf(folds.value, Date.parse(time));
}

/** The flips of the condition that is looked for. */
export function FlipMarks({ width }: { width: number }) {
  const marks = useComputed(() => {
    const flips = found.value?.flips ?? [];
    const least = (apart * size(shown.value)) / Math.max(1, width);
    return marksIn(flips, placeOn, shown.value, least);
  });
  if (marks.value.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div class="flip-marks" role="group" aria-label="Flips">
      {marks.value.map((mark) => (
        <FlipButton key={mark.first} mark={mark} />
      ))}
    </div>
  );
}

const shapes = new Map([
  [true, 'true'],
  [false, 'false'],
  [null, 'both'],
]);

/** Not reached by Tab: there may be hundreds. The keys n and p and the list lead to each. */
function FlipButton({ mark }: { mark: FlipMark }) {
  const here = currentFlip.value;
  return (
    <button
      type="button"
      class={`flip-mark ${shapes.get(mark.becomes)}`}
      tabIndex={-1}
      aria-label={told(mark)}
      title={told(mark)}
      aria-current={here >= mark.first && here <= mark.last}
      style={{ '--at': String(shareOf(mark.place, shown.value)) }}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => goToFlip(flipOf(mark, here))}
    />
  );
}

function told({ first, last, becomes }: FlipMark): string {
  const [from, to] = [found.value?.flips[first], found.value?.flips[last]];
  if (!from || !to) return '';
  if (first === last) {
    return `Turned ${becomes} at position ${showCount(from.position)}: ${oneLine(from.key, 80)}`;
  }
  const turned = becomes === null ? 'true and false' : becomes;
  const along = `positions ${showCount(from.position)} to ${showCount(to.position)}`;
  return `${plural(last - first + 1, 'flip')}, ${turned}: ${along}`;
}

/** The moments that are compared; one that was not set is where the playhead is. */
export function EndMarks() {
  if (!comparing.value) return null;
  return (
    <>
      <EndMark name="a" />
      <EndMark name="b" />
    </>
  );
}

function EndMark({ name }: { name: EndName }) {
  const moment = useSetEnd(name);
  const share = moment ? shareOf(placeOn(moment), shown.value) : -1;
  if (!moment || share < 0 || share > 1) return null;
  const letter = name.toUpperCase();
  return (
    <div
      class="end-mark"
      title={`${letter}: position ${showCount(moment.position)}`}
      style={{ '--at': String(share) }}
    >
      <span class="end-letter">{letter}</span>
    </div>
  );
}
