import { openDialog } from '../state/dialog';
import { engine, engineState } from '../state/engine';
import { dismissNotices, notices } from '../state/notices';
import { status } from '../state/status';
import { storage } from '../state/workspaces';
import { showBytes, showCount } from '../text/show';

/** What was done last. */
export function StatusLine() {
  return (
    <footer class="status">
      <p role="status">{status}</p>
    </footer>
  );
}

/** What went wrong with the engine, until it is right again or put away. */
export function Alerts() {
  const state = engineState.value;
  return (
    <div class="alerts" role="alert">
      {state.name === 'restarting' && (
        <p class="alert">
          The engine stopped ({state.reason}). A new one is being given the log; nothing that was
          acknowledged is lost.
        </p>
      )}
      {state.name === 'opening' && <Opening share={state.share} />}
      {state.name === 'waiting' && (
        <p class="alert">
          {state.asOf
            ? `This is the log as it was kept at ${state.asOf.toLocaleTimeString()}, and nothing can be appended yet`
            : 'This log can’t be shown yet'}
          : {state.reason}.{' '}
          <button type="button" onClick={() => openDialog('workspaces')}>
            Workspaces…
          </button>
        </p>
      )}
      {state.name === 'failed' && (
        <p class="alert">
          The engine stopped and could not be started again: {state.reason}{' '}
          <button type="button" onClick={() => engine.retry()}>
            Start again
          </button>{' '}
          <button type="button" onClick={() => openDialog('workspaces')}>
            Workspaces…
          </button>
        </p>
      )}
      <FileAlert />
      <LossAlert />
      {notices.value.map((notice) => (
        <p class="alert" key={notice}>
          {notice}{' '}
          <button type="button" onClick={dismissNotices}>
            Dismiss
          </button>
        </p>
      ))}
    </div>
  );
}

/** A bar without words: a short log is open before they could be read. */
function Opening({ share }: { share: number }) {
  return share < 1 ? (
    <progress class="opening" max={1} value={share} aria-label="Opening the log" />
  ) : null;
}

/** What is wrong with the file that the log is kept in, and what can be done. */
function FileAlert() {
  const kept = storage.value;
  if (!kept?.damage && !kept?.refusal && !kept?.tornBytes) return null;
  return (
    <p class="alert">
      {kept.damage
        ? `The log file is damaged at byte ${showCount(kept.damage.offset)}: ${kept.damage.reason}. What comes before is here, and nothing is written to the file. Save the file and export the log, then go on in another workspace.`
        : kept.refusal
          ? `Nothing more can be appended: ${kept.refusal}. What was acknowledged is kept. Export the log, or delete workspaces to make room, then reload.`
          : `The last append never came to its end: ${showBytes(kept.tornBytes)} at byte ${showCount(kept.tornAt)} were cut off. Nothing that was acknowledged is missing.`}{' '}
      <button type="button" onClick={() => openDialog('workspaces')}>
        Workspaces…
      </button>
    </p>
  );
}

/** What is not there any more, though nobody deleted it here. */
function LossAlert() {
  const lost = storage.value?.lost;
  return lost ? (
    <p class="alert">
      {lost}. An export, if there is one, can be imported.{' '}
      <button type="button" onClick={() => openDialog('workspaces')}>
        Workspaces…
      </button>
    </p>
  ) : null;
}
