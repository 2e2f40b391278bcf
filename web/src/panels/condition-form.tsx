import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Column, FindQuery, Projection } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { type Condition, condition, findError, findErrorField, lookFor } from '../state/findings';
import { membersOf } from '../text/members';
import { inWords, oneLine } from '../text/show';

/** How a row is held against what was typed; `there` asks whether a member is. */
type Operator = FindQuery['op'] | 'there';

const operators: readonly (readonly [Operator, string])[] = [
  ['=', '='],
  ['!=', '≠'],
  ['<', '<'],
  ['<=', '≤'],
  ['>', '>'],
  ['>=', '≥'],
  ['exists', 'row exists'],
];

/** Of a column that has members. */
const memberOperators: typeof operators = [...operators, ['there', 'is there']];

/** What all of a JSON value can be asked: it is the same text as another, or not. */
const ofWhole: readonly Operator[] = ['=', '!=', 'exists'];

const wholeNote = 'Without a member, all of it is compared as text: only = and ≠ are of use.';
const memberWanted = 'Name a member, such as one of those suggested: all of the data has no order.';

/** Types of columns that are more or less. */
const measures: ReadonlySet<Column['type']> = new Set(['integer', 'decimal', 'money', 'time']);

/** Rows that are looked at for members to suggest. */
const mostRead = 50;

/** The id of the form. */
export const conditionFormId = 'find-condition';

/** Asks for a condition on a projection's rows. */
export function ConditionForm({ shown: { name, columns } }: { shown: Projection }) {
  const asked = condition.value?.projection === name ? condition.value : null;
  const column = useSignal(asked?.column || (columns[0]?.name ?? ''));
  const member = useSignal(asked?.member ?? '');
  const chosen = useSignal<Operator | null>(operatorOf(asked));
  const value = useSignal(asked?.value ?? '');
  /** What was asked for lacks a member. */
  const lacking = useSignal(false);
  const type = columns.find((choice) => choice.name === column.value)?.type;
  const operator = chosen.value ?? usualOf(type);
  const ofJSON = type === 'json';
  const ofRow = operator === 'exists';
  const whole = ofJSON && member.value.trim() === '';
  const error = lacking.value ? memberWanted : asked ? findError.value : '';
  const wrong = lacking.value ? 'member' : findErrorField.value;
  const note = ofJSON && whole && !ofRow ? wholeNote : '';
  const ids = useId();
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    // In a field, the keys that lead from one flip to the next would be typed.
    event.submitter?.focus();
    lacking.value = whole && !ofWhole.includes(operator);
    if (lacking.value) {
      document.getElementById(`${ids}-member`)?.focus();
      return;
    }
    lookFor({
      projection: name,
      column: ofRow ? '' : column.value,
      member: ofJSON && !ofRow ? member.value.trim() : '',
      op: operator === 'there' ? 'exists' : operator,
      value: needsValue(operator) ? asWritten(value.value, type) : '',
    });
  };
  return (
    <form id={conditionFormId} class="find-form" onSubmit={ask}>
      <Choice
        label="Column"
        disabled={ofRow}
        value={column.value}
        choices={columns.map((choice) => [choice.name, inWords(choice.name)])}
        onValue={(next) => {
          column.value = next;
          lacking.value = false;
          const nextType = columns.find((choice) => choice.name === next)?.type;
          if (chosen.value === 'there' && nextType !== 'json') chosen.value = '=';
        }}
      />
      {ofJSON && (
        <MemberField
          id={`${ids}-member`}
          projection={name}
          index={columns.findIndex((choice) => choice.name === column.value)}
          disabled={ofRow}
          invalid={error !== '' && wrong === 'member'}
          value={member.value}
          onValue={(next) => {
            member.value = next;
            lacking.value = false;
          }}
        />
      )}
      <Choice
        label="Operator"
        value={operator}
        choices={ofJSON ? memberOperators : operators}
        onValue={(next) => {
          chosen.value = next as Operator;
          lacking.value = false;
        }}
      />
      <input
        type="text"
        aria-label="Value"
        placeholder={ofJSON ? 'value' : 'value, as the table shows it'}
        aria-describedby="find-error"
        aria-invalid={error !== '' && wrong !== 'member'}
        autocomplete="off"
        spellcheck={false}
        disabled={!needsValue(operator)}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      <button type="submit">Find</button>
      <p id="find-error" class="note wrong" role="status" hidden={error === ''}>
        {error}
      </p>
      <p id="find-note" class="note" hidden={error !== '' || note === ''}>
        {note}
      </p>
    </form>
  );
}

/** A condition in words. */
export function conditionInWords({ column, member, op, value }: Condition): string {
  if (column === '') return 'the row exists';
  const what = member === '' ? inWords(column) : `${inWords(column)} ${member}`;
  if (op === 'exists') return `${what} is there`;
  return `${what} ${operators.find(([operator]) => operator === op)?.[1]} ${value}`;
}

function operatorOf(asked: Condition | null): Operator | null {
  if (asked?.op === 'exists' && asked.member !== '') return 'there';
  return asked?.op ?? null;
}

/** The operator until one is chosen: `<` for what has an order, `=` for the rest. */
function usualOf(type: Column['type'] | undefined): Operator {
  return type !== undefined && measures.has(type) ? '<' : '=';
}

function needsValue(operator: Operator): boolean {
  return operator !== 'exists' && operator !== 'there';
}

/** Removes the currency, which the table shows beside an amount, from what was typed. */
function asWritten(value: string, type: Column['type'] | undefined): string {
  return type === 'money' ? value.replace(/ ?[A-Z]{3}$/, '') : value;
}

function Choice({
  label,
  value,
  choices,
  disabled = false,
  onValue,
}: {
  label: string;
  value: string;
  /** Each value and what it is called. */
  choices: readonly (readonly [string, string])[];
  disabled?: boolean;
  onValue(value: string): void;
}) {
  return (
    <select
      aria-label={label}
      disabled={disabled}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    >
      {choices.map(([choice, title]) => (
        <option key={choice} value={choice}>
          {title}
        </option>
      ))}
    </select>
  );
}

/** Which part of a JSON value is meant, with those of the first rows to choose from. */
function MemberField({
  id,
  projection,
  index,
  disabled,
  invalid,
  value,
  onValue,
}: {
  id: string;
  projection: string;
  /** Of the column, in the projection's. */
  index: number;
  disabled: boolean;
  invalid: boolean;
  value: string;
  onValue(value: string): void;
}) {
  const members = useAnswer(() =>
    asking([{ ask: 'table', name: projection, exact: true, limit: mostRead }], ({ rows }) =>
      membersOf(rows.map(({ values }) => String(values[index] ?? ''))),
    ),
  );
  const known = members.value.value ?? [];
  return (
    <>
      <input
        id={id}
        class="member"
        type="text"
        aria-label="Member"
        placeholder={known[0] ? `member: ${oneLine(known[0], 24)}` : 'member'}
        aria-describedby="find-error find-note"
        aria-invalid={invalid}
        list={`${id}-known`}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        disabled={disabled}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <datalist id={`${id}-known`}>
        {known.map((member) => (
          <option key={member} value={member} />
        ))}
      </datalist>
    </>
  );
}
