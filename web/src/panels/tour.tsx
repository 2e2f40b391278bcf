import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { opened } from '../state/dialog';
import { Icon } from '../widgets/icon';
import { keepBeside } from '../widgets/keep-beside';
import { firstOf, pointAt } from '../widgets/point-at';
import { type ShownStep, steps, tour } from './tour-steps';

/** The step of the tour that one is at, beside what it is about. */
export function TourCard() {
  const at = tour.at.value;
  const step = at === null ? undefined : steps[at];
  return at === null || !step ? null : <Card key={at} number={at + 1} step={step} />;
}

function Card({ number, step }: { number: number; step: ShownStep }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => pointAt(step.target), []);
  useLayoutEffect(() => {
    const spared = step.spared?.map((selector) => [selector]) ?? [];
    return card.current ? keepBeside(card.current, [step.target, ...spared]) : undefined;
  }, []);
  // The keyboard goes on from here, unless a dialog was opened meanwhile.
  useLayoutEffect(() => {
    if (opened.peek() === null) card.current?.focus();
  }, []);
  return (
    <>
      <div class="tour-ring" aria-hidden="true" />
      <div
        ref={card}
        class="tour"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        tabIndex={-1}
      >
        <div class="tour-head">
          <h2 id="tour-title">{step.title}</h2>
          <span class="count">
            {number} of {steps.length}
          </span>
          <button
            type="button"
            class="quiet square"
            aria-label="Leave the tour"
            title="Leave the tour (Esc)"
            onClick={() => tour.leave()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p id="tour-text">{step.text}</p>
        <div class="tour-foot">
          <p class="tour-done" role="status">
            {tour.done.value && 'That is it.'}
          </p>
          <button type="button" class="quiet" onClick={() => focusTarget(step.target)}>
            Go to it
          </button>
          {number > 1 && (
            <button type="button" onClick={() => tour.back()}>
              Back
            </button>
          )}
          <button type="button" class="primary" onClick={() => tour.next()}>
            {number < steps.length ? 'Next' : 'Finish'}
          </button>
        </div>
      </div>
    </>
  );
}

/** Takes the keyboard to what the step points at. */
function focusTarget(selectors: readonly string[]): void {
  const target = firstOf(selectors);
  const control = 'button, input, select, [tabindex]';
  if (target?.matches(control)) target.focus();
  else target?.querySelector<HTMLElement>(control)?.focus();
}
