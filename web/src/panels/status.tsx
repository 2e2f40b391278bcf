import { engine, engineState, faults, putFaultsAway } from '../state/log';
import { status } from '../state/status';

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
      {state.name === 'failed' && (
        <p class="alert">
          The engine stopped and could not be started again: {state.reason}{' '}
          <button type="button" onClick={() => engine.retry()}>
            Start again
          </button>
        </p>
      )}
      {faults.value.map((fault) => (
        <p class="alert" key={fault}>
          {fault}{' '}
          <button type="button" onClick={putFaultsAway}>
            Dismiss
          </button>
        </p>
      ))}
    </div>
  );
}
