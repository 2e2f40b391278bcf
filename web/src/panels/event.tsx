import { signal, useSignal } from '@preact/signals';
import type { EventDetail } from '../protocol/questions.gen';
import { asking, useAnswer } from '../state/answer';
import { at, lastPosition } from '../state/engine';
import { lineageOf, lookAtPosition, select, selected } from '../state/view';
import { oneLine, plural, showCount } from '../text/show';
import { localTime, showTime } from '../text/time';
import { Icon } from '../widgets/icon';
import { Payload, type PayloadForm } from '../widgets/payload';
import { Segmented } from '../widgets/segmented';
import { appendAnother } from './append-form';
import { TypeBadge } from './badge';
import { CausesOf } from './causes';
import { CopyMenu } from './copy';
import { backToLineage, eventTitleId } from './lineage';
import { WhatItDid } from './what-it-did';

/** What was folded or unfolded in payloads' trees: the next event is shown in the same way. */
const toggled = signal<ReadonlySet<string>>(new Set());

/** Moves the focus to the shown event. */
export function focusDetail(): void {
  document.getElementById(eventTitleId)?.focus();
}

/** All of the selected event. */
export function EventPanel() {
  const answer = useAnswer(() => {
    const position = selected.value;
    return position === null ? null : asking([{ ask: 'event', position }], (event) => event);
  });
  const { value, error } = answer.value;
  const close = () => {
    if (lineageOf.value) return backToLineage();
    select(null);
    document.querySelector<HTMLElement>('.list-table')?.focus();
  };
  if (selected.value === null && lineageOf.value !== null) return null;
  return (
    // Escape only repeats what the button does.
    <section
      class={selected.value === null ? 'panel event' : 'panel event open'}
      aria-labelledby={eventTitleId}
      onKeyDown={(event) => {
        // In a dialog it closes that.
        const inDialog = event.target instanceof Element && event.target.closest('dialog');
        if (event.key === 'Escape' && selected.value !== null && !inDialog) {
          event.preventDefault();
          close();
        }
      }}
    >
      <div class="panel-head">
        <h2 id={eventTitleId} tabIndex={-1}>
          {selected.value === null ? 'Event' : `Event ${showCount(selected.value)}`}
        </h2>
        {value && selected.value !== null && <Moves event={value} onClose={close} />}
      </div>
      {error && <p class="count wrong">{error.message}</p>}
      {value && selected.value !== null ? (
        <Detail event={value} />
      ) : (
        <p class="empty">Choose an event, or the key or a value of a row, to see what made it.</p>
      )}
    </section>
  );
}

function Moves({ event, onClose }: { event: EventDetail; onClose(): void }) {
  const here = at.value.position === event.position;
  return (
    <div class="event-moves">
      <button
        type="button"
        aria-disabled={here}
        onClick={() => lookAtPosition(event.position, lastPosition.value)}
      >
        {here ? 'Viewed moment' : 'View at this moment'}
      </button>
      <button type="button" class="quiet square" aria-label="Close the event" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Detail({ event }: { event: EventDetail }) {
  const view = useSignal<PayloadForm>('tree');
  const { current, failure } = event;
  return (
    <div class="event-body beside">
      <div class="event-about">
        <Facts event={event} />
        <CausesOf event={event}>
          <CopyMenu key={event.position} position={event.position} />
          <button type="button" onClick={() => appendAnother(event)}>
            Append another like this…
          </button>
        </CausesOf>
      </div>
      <WhatItDid position={event.position} />
      <div class="event-data">
        <div class="payload-head">
          <h3>Data</h3>
          <span class="count">{plural(event.dataText.length, 'character')}</span>
          <Segmented
            label="Show data as"
            value={view.value}
            choices={[
              ['tree', 'Tree'],
              ['text', 'Text'],
              ['stored', 'As stored'],
            ]}
            onValue={(next) => {
              view.value = next;
            }}
          />
        </div>
        {failure && <p class="alert">No current shape: {failure.message}</p>}
        <div class={current ? 'payloads two' : 'payloads'}>
          <Payload
            title={current ? `Stored, schema version ${event.schemaVersion}` : ''}
            label="Data"
            text={event.dataText}
            view={view.value}
            toggled={toggled}
          />
          {current && (
            <Payload
              title={`Current, schema version ${current.schemaVersion}`}
              label="Data in the current schema version"
              text={current.dataText}
              view={view.value === 'stored' ? 'text' : view.value}
              toggled={toggled}
            />
          )}
        </div>
      </div>
    </div>
  );
}

function Facts({ event }: { event: EventDetail }) {
  const metadata = event.metadataText === '{}' ? '' : event.metadataText;
  return (
    <dl class="facts">
      <dt>Type</dt>
      <dd>
        <TypeBadge type={event.type} />
      </dd>
      <dt>Stream</dt>
      <dd>
        {oneLine(event.stream, 2_000)} <span class="of">version {showCount(event.version)}</span>
      </dd>
      <dt>Id</dt>
      <dd class="code">{oneLine(event.id, 2_000)}</dd>
      <dt>Time</dt>
      <dd title={localTime(event.time)}>{showTime(event.time)}</dd>
      <dt>Recorded</dt>
      <dd title={localTime(event.recorded)}>{showTime(event.recorded)}</dd>
      <dt>Schema</dt>
      <dd>version {event.schemaVersion}</dd>
      {metadata && (
        <>
          <dt>Metadata</dt>
          <dd class="code">{oneLine(metadata, 4_000)}</dd>
        </>
      )}
    </dl>
  );
}
