import { signal, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { AppendOptions, NewEvent } from '../engine/api';
import type { EngineError } from '../engine/errors';
import { mostLevels } from '../engine/event-text';
import type { EventDetail } from '../protocol/questions.gen';
import { appendEvent } from '../state/act';
import { closeDialog, openDialog } from '../state/dialog';
import { stats } from '../state/engine';
import { useExample } from '../state/example';
import { status } from '../state/status';
import { type JSONError, jsonError } from '../text/json';
import { readTime } from '../text/time';
import { Dialog } from '../widgets/dialog';
import { CodeField, SelectField, TextField } from '../widgets/field';
import { submitOnce } from '../widgets/second-click';

/** What was typed, as typed. */
interface Draft {
  type: string;
  stream: string;
  data: string;
  id: string;
  time: string;
  schemaVersion: string;
  metadata: string;
  condition: string;
  version: string;
}

const empty: Draft = {
  type: '',
  stream: '',
  data: '{}',
  id: '',
  time: '',
  schemaVersion: '',
  metadata: '',
  condition: 'any',
  version: '',
};

const conditions = [
  ['any', 'any version'],
  ['none', 'no such stream yet'],
  ['exists', 'the stream exists'],
  ['exact', 'exactly version…'],
] as const;

type Errors = Partial<Record<keyof Draft, string>>;

/** The draft outlives the form: it is there again when the form is opened the next time. */
const draft = signal(empty);

/** Opens the form, filled in like this event in its current shape, with a new id and time. */
export function appendAnother({ type, stream, metadataText, ...event }: EventDetail): void {
  const { schemaVersion, dataText } = event.current ?? event;
  draft.value = {
    ...empty,
    type,
    stream,
    data: dataText,
    schemaVersion: schemaVersion === 1 ? '' : String(schemaVersion),
    metadata: metadataText === '{}' ? '' : metadataText,
  };
  openDialog('append');
}

/** The form for any event at all. */
export function AppendForm() {
  const errors = useSignal<Errors>({});
  const error = useSignal<EngineError | null>(null);
  const done = useSignal('');
  const set = (field: keyof Draft) => (value: string) => {
    draft.value = { ...draft.value, [field]: value };
    errors.value = { ...errors.value, [field]: undefined };
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    done.value = '';
    error.value = null;
    errors.value = errorsOf(draft.value);
    if (Object.keys(errors.value).length > 0) return;
    error.value = await appendEvent(eventOf(draft.value), optionsOf(draft.value));
    if (!error.value) done.value = status.value;
  };
  return (
    <Dialog title="Append any event" kind="drawer" onClose={closeDialog}>
      <form class="append-form" onSubmit={submit} noValidate>
        <Fields draft={draft.value} errors={withError(errors.value, error.value)} set={set} />
        <p class="form-error" role="alert">
          {error.value?.message}
        </p>
        <p class="form-done" role="status">
          {done}
        </p>
        <div class="form-foot">
          <button type="button" class="quiet" onClick={closeDialog}>
            Close
          </button>
          <button type="submit" class="primary" onClick={submitOnce}>
            Append event
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Fields({
  draft,
  errors,
  set,
}: {
  draft: Draft;
  errors: Errors;
  set(field: keyof Draft): (value: string) => void;
}) {
  const types = useId();
  const example = useExample();
  const field = (name: keyof Draft, label: string, hint = '') => ({
    label,
    hint,
    error: errors[name],
    value: draft[name],
    onValue: set(name),
  });
  return (
    <>
      <div class="fields two">
        <TextField {...field('type', 'Type')} list={types} placeholder={example?.type ?? ''} />
        <datalist id={types}>
          {stats.value?.types.slice(0, 100).map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextField {...field('stream', 'Stream')} placeholder={example?.stream ?? ''} />
      </div>
      <CodeField {...field('data', 'Data', 'JSON, kept as you type it')} rows={8} />
      <div class="fields two">
        <SelectField {...field('condition', 'Expected version')} choices={conditions} />
        <TextField
          {...field('version', 'Version', draft.condition === 'exact' ? '' : 'only when “exactly”')}
          inputMode="numeric"
        />
        <TextField {...field('id', 'Id', 'a new UUIDv7 when empty')} />
        <TextField
          {...field('time', 'Time', 'now when empty')}
          placeholder="2026-01-06T15:00:00Z"
        />
        <TextField
          {...field('schemaVersion', 'Schema version', '1 when empty')}
          inputMode="numeric"
        />
      </div>
      <CodeField {...field('metadata', 'Metadata', 'a JSON object, or empty')} rows={3} />
    </>
  );
}

/** Errors that are found without the engine: values that can't be sent at all. */
function errorsOf(draft: Draft): Errors {
  const errors: Errors = {};
  const dataError = jsonError(draft.data, mostLevels);
  if (dataError) errors.data = sentence(dataError);
  const metadata = draft.metadata.trim();
  const metadataError = metadata ? jsonError(metadata, mostLevels) : null;
  if (metadataError) errors.metadata = sentence(metadataError);
  else if (metadata && !metadata.startsWith('{')) errors.metadata = 'This must be a JSON object.';
  const time = draft.time.trim() && readTime(draft.time);
  if (typeof time === 'string' && time) errors.time = time;
  if (draft.schemaVersion.trim() && !isCount(draft.schemaVersion)) {
    errors.schemaVersion = 'This must be a whole number from 1 on.';
  }
  if (draft.condition === 'exact' && !isCount(draft.version, 0)) {
    errors.version = 'This must be a whole number; 0 is before the first event.';
  }
  return errors;
}

function sentence({ line, column, message }: JSONError): string {
  return `Line ${line}, column ${column}: ${message}.`;
}

function isCount(typed: string, least = 1): boolean {
  return /^\d{1,9}$/.test(typed.trim()) && Number(typed) >= least;
}

function eventOf(draft: Draft): NewEvent {
  const { type, stream, data: dataText, id } = draft;
  const time = draft.time.trim() ? readTime(draft.time) : '';
  return {
    type,
    stream,
    dataText,
    ...(id && { id }),
    ...(typeof time === 'object' && { time: time.time }),
    ...(draft.schemaVersion.trim() && { schemaVersion: Number(draft.schemaVersion) }),
    ...(draft.metadata.trim() && { metadataText: draft.metadata }),
  };
}

function optionsOf({ condition, version }: Draft): AppendOptions {
  if (condition === 'exact') return { expectedVersion: Number(version) };
  return { expectedVersion: condition as 'any' | 'none' | 'exists' };
}

/** Shows the engine's message at the field that it names. */
function withError(errors: Errors, error: EngineError | null): Errors {
  const { field } = error?.details ?? {};
  if (typeof field !== 'string') return errors;
  // It may name a member of metadata, or the text that a field was sent as.
  const name = field.replace(/Text$|\..*$/, '');
  return name in empty ? { ...errors, [name]: error?.message } : errors;
}
