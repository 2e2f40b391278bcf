import { endIntroduction, newcomer } from '../state/newcomer';
import { Icon } from '../widgets/icon';
import { takeTour } from './tour-steps';

/** Says to a newcomer what this is, what is seen of it, and what to do first. */
export function Welcome() {
  if (!newcomer.value) return null;
  return (
    <section class="welcome" aria-label="Introduction">
      <p>
        <strong>Hindsight keeps what happened as events, and never changes one.</strong> Here are
        eight of a small shop: on a timeline, in a list, and as the tables made of them. Append
        more, and rewind everything to any moment.
      </p>
      <button type="button" class="primary" onClick={takeTour}>
        Take the tour
      </button>
      <button
        type="button"
        class="quiet square"
        aria-label="Dismiss the introduction"
        title="Dismiss"
        onClick={dismiss}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}

/** The button goes with it, so the focus goes on to what was spoken of. */
function dismiss(): void {
  endIntroduction();
  document.getElementById('position')?.focus();
}
