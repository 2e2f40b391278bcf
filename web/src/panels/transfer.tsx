import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { closeDialog, opened } from '../state/dialog';
import { importLog } from '../state/job';
import { defineFile } from '../state/own';
import { Dialog } from '../widgets/dialog';
import { CodeField, SelectField } from '../widgets/field';

/** What the engine reads, and what it is called. */
const formats = [
  ['auto', 'recognised by itself'],
  ['hindsight-ndjson', 'events, one a line (NDJSON)'],
  ['hindsight-json', 'events in a JSON array'],
  ['cloudevents-ndjson', 'CloudEvents, one a line (NDJSON)'],
  ['cloudevents-json', 'one CloudEvent (JSON)'],
  ['cloudevents-batch', 'CloudEvents in a JSON array (batch)'],
] as const;

/** Chooses or pastes a log. */
export function ImportDialog() {
  const format = useSignal('auto');
  const pasted = useSignal('');
  const onFiles = (files: FileList | null) => {
    if (files?.length) closeDialog();
    for (const file of files ?? []) takeFile(file, format.value);
  };
  return (
    <Dialog title="Import a log" onClose={closeDialog}>
      <p>
        NDJSON or a JSON array of events, or CloudEvents 1.0. Events that the log has already are
        counted, bad lines are set aside, and the rest goes in. A projection in JavaScript (.js) is
        defined. Nothing leaves this tab.
      </p>
      <div class="import-file">
        <label for="import-file">Choose a file, or drop one anywhere on the page</label>
        <input
          id="import-file"
          type="file"
          multiple
          accept=".ndjson,.jsonl,.json,.txt,.js,application/json,application/x-ndjson"
          onChange={(event) => onFiles(event.currentTarget.files)}
        />
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (pasted.value.trim() === '') return;
          closeDialog();
          importLog('what was pasted', pasted.value, format.value);
        }}
      >
        <CodeField
          label="Or paste it"
          rows={8}
          value={pasted.value}
          onValue={(value) => {
            pasted.value = value;
          }}
        />
        <SelectField
          label="Format"
          value={format.value}
          choices={formats}
          onValue={(value) => {
            format.value = value;
          }}
        />
        <div class="form-foot">
          <button type="button" class="quiet" onClick={closeDialog}>
            Cancel
          </button>
          <button type="submit" class="primary" aria-disabled={pasted.value.trim() === ''}>
            Import what is pasted
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Takes what is dropped or pasted anywhere on the page, and says so while something hangs above it. */
export function DropTarget() {
  const hovering = useSignal(false);
  useEffect(
    () =>
      listen((over) => {
        hovering.value = over;
      }),
    [],
  );
  return hovering.value ? <p class="drop">Drop to import</p> : null;
}

/** @returns a function that stops listening. */
function listen(onHover: (over: boolean) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  // Enter and leave events come for every element under the pointer, so they are counted.
  let depth = 0;
  const hover = (change: number) => {
    depth = Math.max(0, depth + change);
    onHover(depth > 0);
  };
  document.addEventListener('dragenter', (event) => carriesLog(event) && hover(1), { signal });
  document.addEventListener('dragleave', (event) => carriesLog(event) && hover(-1), { signal });
  document.addEventListener('dragover', (event) => carriesLog(event) && event.preventDefault(), {
    signal,
  });
  document.addEventListener(
    'drop',
    (event) => {
      if (!carriesLog(event)) return;
      event.preventDefault();
      hover(-depth);
      take(event.dataTransfer, 'what was dropped');
    },
    { signal },
  );
  document.addEventListener('paste', (event) => pasted(event), { signal });
  return () => listening.abort();
}

function carriesLog({ dataTransfer, target }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  const files = types.includes('Files');
  return files || (types.includes('text/plain') && !isField(target));
}

function pasted(event: ClipboardEvent): void {
  if (isField(event.target) || opened.value !== null) return;
  event.preventDefault();
  take(event.clipboardData, 'what was pasted');
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** A file of JavaScript is a projection, any other a log. */
function takeFile(file: File, format?: string): void {
  if (/\.[cm]?js$/i.test(file.name)) defineFile(file);
  else importLog(file.name, file, format);
}

function take(data: DataTransfer | null, name: string): void {
  const files = [...(data?.files ?? [])];
  for (const file of files) takeFile(file);
  const text = files.length > 0 ? '' : (data?.getData('text/plain') ?? '');
  if (text.trim() !== '') importLog(name, text);
}
