import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Storage, Workspace } from '../engine/api';
import { fileOf } from '../state/act';
import { closeDialog } from '../state/dialog';
import {
  askToPersist,
  check,
  duplicateWorkspace,
  newWorkspace,
  openWorkspace,
  purgeWorkspace,
  refreshWorkspaces,
  removeWorkspace,
  renameWorkspace,
  restoreWorkspace,
  storage,
  verifyOrCancel,
  workspaces,
  workspacesError,
} from '../state/workspaces';
import { oneLine, plural, showBytes } from '../text/show';
import { showTime } from '../text/time';
import { Dialog } from '../widgets/dialog';
import { TextField } from '../widgets/field';
import { isSecondClick } from '../widgets/second-click';
import { save } from './export';

/** Characters of a name that are shown. */
const mostShown = 100;

/** The logs that this browser keeps, and how the shown one is kept. */
export function WorkspacesDialog() {
  useEffect(() => {
    workspacesError.value = '';
    if (check.peek().phase !== 'running') check.value = { phase: 'none' };
    refreshWorkspaces();
  }, []);
  const kept = storage.value;
  return (
    <Dialog title="Workspaces" onClose={closeDialog}>
      {kept?.kind === 'memory' ? <InMemory reason={kept.reason} /> : <Kept kept={kept} />}
    </Dialog>
  );
}

function InMemory({ reason }: { reason: string }) {
  return (
    <>
      <p class="alert">
        This log is in memory only, and a reload forgets it: {reason}. Private windows often have no
        files.
      </p>
      <p>Everything else works. Export the log to keep it.</p>
    </>
  );
}

function Kept({ kept }: { kept: Storage | null }) {
  return (
    <>
      <p class="note wrong workspaces-error" role="alert">
        {workspacesError.value}
      </p>
      <List />
      <NewWorkspace />
      {kept?.workspace && <FileFacts kept={kept} name={kept.workspace.name} />}
    </>
  );
}

function List() {
  const all = workspaces.value ?? [];
  const there = all.filter(({ deleted }) => deleted === null);
  const deleted = all.filter(({ deleted }) => deleted !== null);
  return (
    <>
      <ul class="workspaces" aria-label="Workspaces">
        {there.map((workspace) => (
          <There key={workspace.id} workspace={workspace} />
        ))}
      </ul>
      {deleted.length > 0 && (
        <details class="deleted">
          <summary>{plural(deleted.length, 'deleted workspace')}, kept for seven days</summary>
          <ul class="workspaces" aria-label="Deleted workspaces">
            {deleted.map((workspace) => (
              <Deleted key={workspace.id} workspace={workspace} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function There({ workspace }: { workspace: Workspace }) {
  const { id, name, bytes, created, current } = workspace;
  const renaming = useSignal<string | null>(null);
  const item = useRef<HTMLLIElement>(null);
  const isRenaming = renaming.value !== null;
  const wasRenaming = useRef(false);
  // The focus goes into the field, and back to what led there.
  useLayoutEffect(() => {
    if (isRenaming) item.current?.querySelector('input')?.select();
    else if (wasRenaming.current)
      item.current?.querySelector<HTMLElement>('[data-rename]')?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);
  const shown = oneLine(name, mostShown);
  const open = async () => {
    if (await openWorkspace(workspace)) closeDialog();
  };
  const rename = async (event: Event) => {
    event.preventDefault();
    if (renaming.value !== null && (await renameWorkspace(id, renaming.value))) {
      renaming.value = null;
    }
  };
  if (renaming.value !== null) {
    return (
      <li ref={item}>
        <form
          class="workspace-rename"
          onSubmit={rename}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // The dialog stays.
            event.preventDefault();
            renaming.value = null;
          }}
        >
          <TextField
            label={`New name of “${shown}”`}
            value={renaming.value}
            onValue={(value) => {
              renaming.value = value;
            }}
          />
          <button type="submit" class="primary">
            Rename
          </button>
        </form>
      </li>
    );
  }
  return (
    <li ref={item} aria-current={current ? 'true' : undefined}>
      <span class="workspace-name">
        {current ? (
          <strong>{shown}</strong>
        ) : (
          <button type="button" class="link" aria-label={`Open “${shown}”`} onClick={open}>
            {shown}
          </button>
        )}
        <span class="count" title={`made ${showTime(created)}`}>
          {showBytes(bytes)}
          {current && ', shown here'}
        </span>
      </span>
      <span class="workspace-actions">
        <button
          type="button"
          class="quiet"
          data-rename
          aria-label={`Rename “${shown}”`}
          onClick={() => {
            renaming.value = name;
          }}
        >
          Rename
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={`Duplicate “${shown}”`}
          onClick={() => duplicateWorkspace(workspace)}
        >
          Duplicate
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={`Delete “${shown}”`}
          aria-disabled={current}
          title={current ? 'Open another one first' : 'It can be restored for seven days'}
          onClick={() => !current && removeWorkspace(workspace)}
        >
          Delete
        </button>
      </span>
    </li>
  );
}

function Deleted({ workspace }: { workspace: Workspace }) {
  const shown = oneLine(workspace.name, mostShown);
  const sure = useSignal(false);
  return (
    <li>
      <span class="workspace-name">
        {shown} <span class="count">{showBytes(workspace.bytes)}</span>
      </span>
      <span class="workspace-actions">
        <button
          type="button"
          class="quiet"
          aria-label={`Restore “${shown}”`}
          onClick={() => restoreWorkspace(workspace)}
        >
          Restore
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={`${sure.value ? 'Really delete' : 'Delete'} “${shown}” for good`}
          onBlur={() => {
            sure.value = false;
          }}
          onClick={(event) => {
            if (isSecondClick(event)) return;
            if (sure.value) purgeWorkspace(workspace);
            sure.value = true;
          }}
        >
          {sure.value ? 'Really delete for good' : 'Delete for good'}
        </button>
      </span>
    </li>
  );
}

function NewWorkspace() {
  const name = useSignal('');
  const make = async (sample: boolean) => {
    if (await newWorkspace(name.value, sample)) closeDialog();
  };
  return (
    <form
      class="workspace-new"
      onSubmit={(event) => {
        event.preventDefault();
        make(false);
      }}
    >
      <TextField
        label="New workspace"
        placeholder="Its name"
        value={name.value}
        onValue={(value) => {
          name.value = value;
        }}
      />
      <div class="form-foot">
        <button type="button" onClick={() => make(true)}>
          Create with the sample shop
        </button>
        <button type="submit" class="primary">
          Create empty
        </button>
      </div>
    </form>
  );
}

/** What is known of the shown log's file, and how sure one can be of it. */
function FileFacts({ kept, name }: { kept: Storage; name: string }) {
  const download = async () => {
    if (kept.workspace) save(await fileOf(kept.workspace.id), `${name}.hlog`);
  };
  return (
    <section class="workspace-file" aria-labelledby="workspace-file">
      <h3 id="workspace-file">The file of “{oneLine(name, mostShown)}”</h3>
      <p>
        {kept.role === 'writer'
          ? 'This tab writes it.'
          : 'Another tab writes it, this one through that. When that is closed, this takes over.'}{' '}
        Every append is in it before it is acknowledged.
      </p>
      {kept.refusal && <p class="alert">{kept.refusal}</p>}
      <Chain />
      <p>
        {showBytes(kept.usage)} used of {showBytes(kept.quota)} that this browser allows.{' '}
        {kept.persisted ? (
          'It has promised not to throw any of it away.'
        ) : (
          <button type="button" class="link" onClick={askToPersist}>
            Ask it to keep this when space is short
          </button>
        )}
      </p>
      <div class="form-foot">
        <button type="button" onClick={download}>
          Save the file
        </button>
        <button
          type="button"
          onClick={(event) => {
            if (!isSecondClick(event)) verifyOrCancel();
          }}
        >
          {check.value.phase === 'running' ? 'Cancel the check' : 'Verify'}
        </button>
      </div>
    </section>
  );
}

/** The check of the chain of digests. */
function Chain() {
  const checked = check.value;
  if (checked.phase === 'running') {
    return <progress max={1} value={checked.share} aria-label="Verifying" />;
  }
  if (checked.phase === 'failed') {
    return (
      <p class="alert" role="alert">
        {checked.message}
      </p>
    );
  }
  const found = checked.phase === 'whole' ? checked.found : storage.value?.file;
  if (!found) return null;
  return (
    <dl class="facts">
      <dt>{checked.phase === 'whole' ? 'Verified' : 'It has'}</dt>
      <dd>
        {plural(found.events, 'event')} in {plural(found.blocks, 'block')}, {showBytes(found.bytes)}
        {checked.phase === 'whole' && ': every byte is what was written'}
      </dd>
      <dt>Head</dt>
      <dd class="code" title="SHA-256 of the last block, chained over all before it">
        {found.head}
      </dd>
    </dl>
  );
}
