import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { EngineError } from '../../engine/errors';
import { formProblems } from '../../state/form-draft';
import { loadFormCode } from '../../state/log-sample';
import { addNoticeOf } from '../../state/notices';
import { defineWritten } from '../../state/own';
import { type Draft, isDraft, stopWriting, throwAway, write, writing } from '../../state/writing';
import { SelectField, TextField } from '../../widgets/field';
import { Icon } from '../../widgets/icon';
import { submitOnce } from '../../widgets/second-click';
import { Segmented } from '../../widgets/segmented';
import { CodeView } from './code-view';
import { FormView } from './form-view';
import { Tried } from './tried';

/** The button that opens a new one: it has the focus again when the panel is closed. */
export const newButtonId = 'new-projection';
const titleId = 'writing-title';

/** Where a projection is written, by a form or as code, beside what it makes of some events. */
export function WritingPanel() {
  const draft = writing.value;
  return draft && <Opened key={draft.of} draft={draft} />;
}

function Opened({ draft }: { draft: Draft }) {
  const error = useSignal<EngineError | null>(null);
  useEffect(() => {
    loadFormCode().catch(addNoticeOf);
    document.getElementById(titleId)?.focus();
  }, []);
  const define = async () => {
    error.value = await defineWritten();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    define();
  };
  const hasProblems = draft.view === 'form' && formProblems.value.length > 0;
  return (
    // Escape only repeats what the button does; the editor keeps its own.
    <section
      class="panel writing"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <form class="writing-head" onSubmit={submit} noValidate>
        <h2 id={titleId} tabIndex={-1}>
          {draft.of === '' ? 'New projection' : `Change ${draft.of}`}
        </h2>
        <Segmented
          label="Write it"
          value={draft.view}
          choices={[
            ['form', 'Form'],
            ['code', 'Code'],
          ]}
          onValue={(view) => write({ view })}
        />
        <Name draft={draft} error={error.value} />
        <div class="panel-actions">
          {isDraft.value && (
            <button type="button" class="quiet" onClick={throwAway}>
              {draft.of === '' ? 'Start over' : 'Undo all changes'}
            </button>
          )}
          <button type="submit" class="primary" aria-disabled={hasProblems} onClick={submitOnce}>
            {draft.of === '' ? 'Create' : 'Define anew'}
          </button>
          <button
            type="button"
            class="quiet square"
            aria-label="Close, and keep the draft"
            title="Close, and keep the draft (Escape)"
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
      </form>
      <p class="form-error" role="alert">
        {error.value?.message}
      </p>
      <div class="writing-body">
        <div class="written">
          {draft.view === 'form' ? <FormView /> : <CodeView onRun={define} />}
          <Rules draft={draft} />
        </div>
        <Tried />
      </div>
    </section>
  );
}

function close(): void {
  stopWriting();
  requestAnimationFrame(() => document.getElementById(newButtonId)?.focus());
}

function Name({ draft, error }: { draft: Draft; error: EngineError | null }) {
  if (draft.of !== '') return null;
  const isOfName = error?.details.field === 'name' || error?.code === 'duplicate_projection';
  return (
    <TextField
      class="writing-name"
      label="Name"
      value={draft.name}
      error={isOfName ? 'see below' : undefined}
      onValue={(name) => write({ name })}
    />
  );
}

/** Whose rules hold, and what an event does that fails. */
function Rules({ draft }: { draft: Draft }) {
  return (
    <details class="rules">
      <summary>Rules</summary>
      <div class="fields two">
        <SelectField
          label="Engine"
          value={draft.engine}
          choices={[
            ['v1', 'KurrentDB’s first (v1)'],
            ['v2', 'KurrentDB’s second (v2)'],
          ]}
          onValue={(engine) => write({ engine: engine as Draft['engine'] })}
        />
        <SelectField
          label="An event that fails"
          value={draft.onError}
          choices={[
            ['continue', 'is left out and listed'],
            ['stop', 'stops the projection, as on the server'],
          ]}
          onValue={(onError) => write({ onError: onError as Draft['onError'] })}
        />
      </div>
    </details>
  );
}
