import { signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Column, FindQuery, Projection } from '../engine/api';
import { goToFlip, stepFlip } from '../state/find';
import { condition, currentFlip, findProblem, flipBeside, found, lookFor } from '../state/findings';
import type { Pane } from '../state/panes';
import { logYear, viewedPosition } from '../state/viewed';
import { inWords, oneLine, plural, showCount } from '../text/show';
import { Icon } from '../widgets/icon';
import { When } from '../widgets/when';

type Operator = FindQuery['op'];

const operators: readonly (readonly [Operator, string])[] = [
  ['=', '='],
  ['!=', '≠'],
  ['<', '<'],
  ['<=', '≤'],
  ['>', '>'],
  ['>=', '≥'],
  ['exists', 'row exists'],
];

/** Turning points that are listed at a time. */
const listed = 100;

/** The pane in which the search for a condition is open. */
export const finding = signal<Pane | null>(null);

const formId = 'find-condition';
const buttonId = 'find-button';

/** Opens the search in a pane, ready to type, and closes it where it is open there. */
export function toggleFinding(pane: Pane): void {
  finding.value = finding.value === pane ? null : pane;
  if (finding.value) focusForm();
  else lookFor(null);
}

/** The form is there once the page is drawn. */
function focusForm(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${formId} select`)?.focus());
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
    // Closed, it is one of many.
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
      {condition.value?.projection === shown.name && <Found columns={shown.columns} />}
    </search>
  );
}

function ConditionForm({ shown: { name, columns } }: { shown: Projection }) {
  const asked = condition.value?.projection === name ? condition.value : null;
  const column = useSignal(asked?.column ?? columns[0]?.name ?? '');
  const op = useSignal<Operator>(asked?.op ?? '<');
  const value = useSignal(asked?.value ?? '');
  const exists = op.value === 'exists';
  const type = columns.find(({ name }) => name === column.value)?.type;
  const problem = asked ? findProblem.value : '';
  const ask = (event: Event) => {
    event.preventDefault();
    lookFor({
      projection: name,
      column: exists ? '' : column.value,
      op: op.value,
      value: exists ? '' : asWritten(value.value, type),
    });
  };
  return (
    <form id={formId} class="find-form" onSubmit={ask}>
      <select
        aria-label="Column"
        disabled={exists}
        value={column.value}
        onChange={(event) => {
          column.value = event.currentTarget.value;
        }}
      >
        {columns.map((choice) => (
          <option key={choice.name} value={choice.name}>
            {inWords(choice.name)}
          </option>
        ))}
      </select>
      <select
        aria-label="Comparison"
        value={op.value}
        onChange={(event) => {
          op.value = event.currentTarget.value as Operator;
        }}
      >
        {operators.map(([choice, title]) => (
          <option key={choice} value={choice}>
            {title}
          </option>
        ))}
      </select>
      <input
        type="text"
        aria-label="Value"
        placeholder="value, as the table shows it"
        aria-describedby="find-problem"
        aria-invalid={problem !== ''}
        autocomplete="off"
        spellcheck={false}
        disabled={exists}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      <button type="submit">Find</button>
      <p id="find-problem" class="note wrong" role="status" hidden={problem === ''}>
        {problem}
      </p>
    </form>
  );
}

/** The table shows what an amount is in, which is no part of it. */
function asWritten(value: string, type: Column['type'] | undefined): string {
  return type === 'money' ? value.replace(/ ?[A-Z]{3}$/, '') : value;
}

function Found({ columns }: { columns: Column[] }) {
  if (findProblem.value !== '') return null;
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
        <Step by={-1} title="Previous turning point" keyName="p" />
        <Step by={1} title="Next turning point" keyName="n" />
      </div>
      <TurningPoints columns={columns} />
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

/** The turning points around the current one. */
function TurningPoints({ columns }: { columns: Column[] }) {
  const first = Math.max(0, Math.floor(currentFlip.value / listed) * listed);
  const flips = found.value?.flips.slice(first, first + listed) ?? [];
  const { column = '', op, value } = condition.value ?? {};
  const sign = operators.find(([operator]) => operator === op)?.[1];
  const shown = columns.some(({ name }) => name === column)
    ? `${inWords(column)} ${sign} ${value}`
    : 'the row exists';
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
