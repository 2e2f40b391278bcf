import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Projection } from '../engine/api';
import { goToFlip, stepFlip } from '../state/find';
import { condition, currentFlip, findError, flipBeside, found, lookFor } from '../state/findings';
import type { Pane } from '../state/panes';
import { logYear, viewedPosition } from '../state/viewed';
import { oneLine, plural, showCount } from '../text/show';
import { Icon } from '../widgets/icon';
import { When } from '../widgets/when';
import { ConditionForm, conditionFormId, conditionInWords } from './condition-form';

/** Flips that are listed at a time: all of them are laid out at once. */
const listed = 40;

/** The pane in which the search for a condition is open. */
export const finding = signal<Pane | null>(null);

const buttonId = 'find-button';

/** Opens the search in a pane, ready to type, and closes it where it is open there. */
export function toggleFinding(pane: Pane): void {
  finding.value = finding.value === pane ? null : pane;
  if (finding.value) focusForm();
  else lookFor(null);
}

/** The form is there once the page is drawn. */
function focusForm(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`#${conditionFormId} select`)?.focus(),
  );
}

/** Opens and closes the search. */
export function FindButton({ pane }: { pane: Pane }) {
  const open = finding.value === pane;
  return (
    <button
      id={open ? buttonId : undefined}
      type="button"
      class="find-button"
      aria-expanded={open}
      title="When did a condition turn true or false?"
      onClick={() => toggleFinding(pane)}
    >
      Find…
    </button>
  );
}

/** Asks when a condition on a pane's projection turned true or false, and steps through the answer. */
export function FindPanel({ pane, shown }: { pane: Pane; shown: Projection }) {
  const close = () => {
    // Focused before the search closes: then this button is one of several, one in each pane.
    document.getElementById(buttonId)?.focus();
    toggleFinding(pane);
  };
  return (
    // Escape only repeats what the button does.
    <search
      class="find"
      aria-label={`Find in ${shown.title}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <ConditionForm key={shown.name} shown={shown} />
      {condition.value?.projection === shown.name && <Found />}
    </search>
  );
}

function Found() {
  if (findError.value !== '') return null;
  const flips = found.value;
  if (!flips) return <p class="count">…</p>;
  if (flips.total === 0) return <p class="count">The condition never turned true. Try another.</p>;
  const known = flips.flips.length;
  const here = currentFlip.value;
  return (
    <>
      <div class="find-steps">
        <p class="count">
          {here < 0
            ? `turned ${plural(flips.total, 'time')}`
            : `${showCount(here + 1)} of ${showCount(flips.total)}`}
          {known < flips.total && `, the first ${showCount(known)} listed`}
        </p>
        <Step by={-1} title="Previous flip" keyName="p" />
        <Step by={1} title="Next flip" keyName="n" />
      </div>
      <FlipList />
    </>
  );
}

function Step({ by, title, keyName }: { by: 1 | -1; title: string; keyName: string }) {
  const idle = flipBeside(by, viewedPosition.value) < 0;
  return (
    <button
      type="button"
      class="square"
      aria-label={title}
      title={`${title} (${keyName})`}
      aria-disabled={idle}
      onClick={() => idle || stepFlip(by)}
    >
      <Icon name={by < 0 ? 'previous' : 'next'} />
    </button>
  );
}

/** Scrolls the list to its current item, and nothing else. */
function keepInView(list: HTMLElement | null): void {
  const item = list?.querySelector('[aria-current=true]')?.closest('li');
  if (!list || !item) return;
  const { offsetTop, offsetHeight } = item;
  const lowest = offsetTop + offsetHeight - list.clientHeight;
  list.scrollTop = Math.min(offsetTop, Math.max(list.scrollTop, lowest));
}

/** The flips around the current one. */
function FlipList() {
  const first = Math.max(0, Math.floor(currentFlip.value / listed) * listed);
  const flips = found.value?.flips.slice(first, first + listed) ?? [];
  const shown = condition.value ? conditionInWords(condition.value) : '';
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => keepInView(list.current), [currentFlip.value]);
  return (
    <ol
      ref={list}
      class="flips"
      start={first + 1}
      aria-label={`When “${oneLine(shown, 80)}” turned`}
    >
      {flips.map(({ position, time, key, becomes }, i) => (
        <li key={first + i}>
          <button
            type="button"
            class="flip"
            aria-current={first + i === currentFlip.value}
            onClick={() => goToFlip(first + i)}
          >
            <span class="flip-position">{showCount(position)}</span>
            <When time={time} year={logYear.value} />
            <span class={becomes ? 'turned-true' : 'turned-false'}>
              {becomes ? '● true' : '○ false'}
            </span>
            <span>{oneLine(key, 80)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
