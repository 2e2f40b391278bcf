import { asking, useAnswer } from '../state/answer';
import { closeDialog } from '../state/dialog';
import { current } from '../state/panes';
import { shownIn } from '../state/shown-projections';
import { select } from '../state/view';
import { lastViewed } from '../state/viewed';
import { plural, showCount } from '../text/show';
import { Dialog } from '../widgets/dialog';

/** Failures listed at most. */
const mostListed = 500;

/** The events that the projection of the current pane could not apply, and the way to each. */
export function FailuresDialog() {
  const shown = shownIn(current.value);
  const answer = useAnswer(() => {
    const name = shownIn(current.value)?.name;
    return name ? asking([{ ask: 'failures', name }], (failures) => failures) : null;
  });
  const all = answer.value.value ?? [];
  const title = shown?.title ?? '…';
  const failures = all.filter(({ position }) => position <= lastViewed.value);
  const show = (position: number) => {
    select(position);
    closeDialog();
  };
  return (
    <Dialog title={`What “${title}” could not apply`} onClose={closeDialog}>
      <p>
        {plural(failures.length, 'event')}: each was left out, no row changed, and the fold went on.
        {failures.length > mostListed && ` The first ${showCount(mostListed)} are listed.`}
      </p>
      <ul class="failure-list">
        {failures.slice(0, mostListed).map(({ position, code, message }) => (
          <li key={position}>
            <button type="button" class="link" onClick={() => show(position)}>
              Event {showCount(position)}
            </button>{' '}
            <code>{code}</code> {message}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
