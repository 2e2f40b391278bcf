import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandField } from '../engine/api';
import type { EngineError } from '../engine/errors';
import { SelectField, TextField } from '../widgets/field';
import { submitOnce } from '../widgets/second-click';

/** The fields of a command, filled in with what makes sense right now. */
export function CommandForm({
  title,
  fields,
  error,
  onExecute,
  onClose,
}: {
  title: string;
  fields: CommandField[];
  /** Why it was refused last: mostly a rejection, by a rule of the domain. */
  error: EngineError | null;
  onExecute(values: Record<string, unknown>): Promise<void>;
  onClose(): void;
}) {
  const { field: wrongField } = error?.details ?? {};
  const typed = useSignal<ReadonlyMap<string, string>>(new Map());
  const form = useRef<HTMLFormElement>(null);
  // Before it is painted, so that the focus does not move once the user types in another field.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  const set = (name: string, value: string) => {
    typed.value = new Map(typed.value).set(name, value);
  };
  const shownValue = (field: CommandField) => typed.value.get(field.name) ?? field.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    await onExecute(Object.fromEntries(fields.map((field) => [field.name, shownValue(field)])));
  };
  return (
    <form ref={form} class="command-form" onSubmit={submit} noValidate>
      <h2>{title}</h2>
      {fields.map((field) => (
        <CommandInput
          key={field.name}
          field={field}
          value={shownValue(field)}
          error={wrongField === field.name ? error?.message : undefined}
          onValue={(value) => set(field.name, value)}
        />
      ))}
      <p class="form-error" role="alert">
        {error && <Rejection error={error} />}
      </p>
      <div class="form-foot">
        <button type="button" class="quiet" onClick={onClose}>
          Close
        </button>
        <button type="submit" class="primary" onClick={submitOnce}>
          {title}
        </button>
      </div>
    </form>
  );
}

function Rejection({ error }: { error: EngineError }) {
  const { rule } = error.details;
  return (
    <>
      {error.message}
      {typeof rule === 'string' && (
        <span class="rule">
          Rule: <code>{rule}</code>
        </span>
      )}
    </>
  );
}

function CommandInput({
  field,
  value,
  error,
  onValue,
}: {
  field: CommandField;
  value: string;
  error: string | undefined;
  onValue(value: string): void;
}) {
  const { title, type, choices, hint, required } = field;
  const common = {
    label: title,
    hint: hint || (required ? '' : 'optional'),
    error,
    value,
    onValue,
  };
  if (type === 'choice' && choices) {
    return <SelectField {...common} choices={choices.map((choice) => [choice, choice] as const)} />;
  }
  return <TextField {...common} inputMode={type === 'text' ? 'text' : 'decimal'} />;
}
