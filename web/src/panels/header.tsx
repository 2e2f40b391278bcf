import { useEffect } from 'preact/hooks';
import type { Storage } from '../engine/api';
import { type DialogName, openDialog } from '../state/dialog';
import { engineState, stats } from '../state/engine';
import { unfiltered } from '../state/view';
import { storage } from '../state/workspaces';
import { oneLine, plural, showBytes } from '../text/show';
import { exportLog } from './export';
import { ThemeMenu } from './theme-menu';
import { takeTour } from './tour-steps';

const actions: readonly (readonly [DialogName, string])[] = [
  ['import', 'Import…'],
  ['generate', 'Generate…'],
  ['sample', 'Sample shop…'],
  ['clear', 'Clear…'],
];

/** What this is, what it holds, and what can be done with the whole log. */
export function Header() {
  return (
    <header class="top">
      <h1 class="brand">
        <BrandMark />
        Hindsight
      </h1>
      <KeptButton />
      <Counts />
      <nav class="actions" aria-label="The log">
        {actions.map(([name, title]) => (
          <button
            key={name}
            id={`${name}-button`}
            type="button"
            class="quiet"
            onClick={() => openDialog(name)}
          >
            {title}
          </button>
        ))}
        <ExportButton />
        <button
          type="button"
          class="quiet"
          title="Every action by its name (Ctrl K, or Ctrl Shift P)"
          onClick={() => openDialog('palette')}
        >
          Actions…
        </button>
        <button type="button" class="quiet" onClick={takeTour}>
          Tour
        </button>
        <ThemeMenu />
        <button
          type="button"
          class="quiet square"
          aria-label="Keys"
          title="Keys"
          onClick={() => openDialog('keys')}
        >
          ?
        </button>
      </nav>
    </header>
  );
}

/** Says whether what is here will be here tomorrow, and leads to what can be done about it. */
function KeptButton() {
  const kept = storage.value;
  const name = kept?.workspace?.name;
  // The workspace's name tells browser tabs apart.
  useEffect(() => {
    document.title = name ? `${oneLine(name, 100)} · Hindsight` : 'Hindsight';
  }, [name]);
  return (
    <button
      type="button"
      class="quiet kept"
      title="Workspaces: the logs that this browser keeps"
      onClick={() => openDialog('workspaces')}
    >
      {name && <span class="name">{oneLine(name, 100)}</span>}
      <span class={kept?.refusal ? 'kept-where wrong' : 'kept-where'}>{whereKept(kept)}</span>
    </button>
  );
}

function whereKept(kept: Storage | null): string {
  if (!kept) return '…';
  if (kept.kind === 'memory') return 'In memory only: a reload forgets';
  if (kept.refusal) return 'takes no more events';
  return kept.role === 'writer' ? 'kept in this browser' : 'kept by another tab';
}

/** Says whether all of the log or only the matches are exported, so that nobody takes a part for the whole. */
function ExportButton() {
  return (
    <button type="button" class="quiet either" onClick={exportLog}>
      <span hidden={!unfiltered.value}>Export</span>
      <span hidden={unfiltered.value}>Export matches</span>
    </button>
  );
}

function Counts() {
  const now = stats.value;
  const state = engineState.value.name;
  return (
    <p class="counts">
      {now && (
        <>
          <span>{plural(now.events, 'event')}</span>
          <span>{plural(now.streams, 'stream')}</span>
          <span title="What the log and its indexes take">{showBytes(now.bytes)}</span>
        </>
      )}
      <span class={`engine ${state}`}>
        {state === 'ready' ? (
          // While all is well the word “engine” is hidden, to leave room for the log's figures.
          <>
            <span class="hidden">engine </span>ready
          </>
        ) : (
          engineWords.get(state)
        )}
      </span>
    </p>
  );
}

const engineWords = new Map([
  ['starting', 'engine starting'],
  ['opening', 'opening the log'],
  ['waiting', 'waiting for another tab'],
  ['restarting', 'engine restarting'],
  ['failed', 'engine stopped'],
]);

/** Two arrows back: what the page is for. */
function BrandMark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M11 5 4 12l7 7M20 5l-7 7 7 7" />
    </svg>
  );
}
