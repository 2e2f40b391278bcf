import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What all fields have. */
interface Common {
  label: string;
  /** Said under the field when nothing is wrong. */
  hint?: string | undefined;
  /** What is wrong with what was typed; said in place of the hint. */
  error?: string | undefined;
  class?: string;
}

/** The names that tie a field to what is said about it. */
interface Ties {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

/** A label, a control and, beneath, a hint or an error. */
export function Field({
  label,
  hint,
  error,
  class: name = '',
  children,
}: Common & { children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div class={`field ${name}`}>
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': note, 'aria-invalid': Boolean(error) })}
      <p id={note} class={error ? 'note wrong' : 'note'}>
        {error || hint}
      </p>
    </div>
  );
}

/** A field of one line. */
export function TextField({
  label,
  hint,
  error,
  class: name = '',
  value,
  onValue,
  inputMode = 'text',
  placeholder = '',
  list,
}: Common & {
  value: string;
  onValue(value: string): void;
  /** Which keys a keyboard on a screen shows. */
  inputMode?: 'text' | 'decimal' | 'numeric' | 'search';
  placeholder?: string;
  /** The id of a `datalist` with suggestions. */
  list?: string;
}) {
  return (
    <Field label={label} hint={hint} error={error} class={name}>
      {(ties) => (
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          inputMode={inputMode}
          placeholder={placeholder}
          list={list}
          {...ties}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A field of many lines, for text that a machine reads. */
export function CodeField({
  label,
  hint,
  error,
  value,
  rows,
  onValue,
}: Common & { value: string; rows: number; onValue(value: string): void }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ties) => (
        <textarea
          class="code"
          rows={rows}
          spellcheck={false}
          autocomplete="off"
          {...ties}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A choice of a few. */
export function SelectField({
  label,
  hint,
  error,
  class: name = '',
  value,
  choices,
  onValue,
}: Common & {
  value: string;
  /** Each value and what it is called. */
  choices: readonly (readonly [string, string])[];
  onValue(value: string): void;
}) {
  return (
    <Field label={label} hint={hint} error={error} class={name}>
      {(ties) => (
        <select {...ties} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
          {choices.map(([choice, title]) => (
            <option key={choice} value={choice}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
