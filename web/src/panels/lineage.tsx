import { useSignal } from '@preact/signals';
import type { Column } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import {
  lineageOf,
  type RowName,
  selected,
  selectInLineage,
  showLineage,
  viewed,
} from '../state/view';
import { inWords, oneLine, plural } from '../text/show';
import { Icon } from '../widgets/icon';
import { Versions } from './versions';

const titleId = 'lineage-title';
/** The heading of the event's panel, which takes the lineage's place. */
export const eventTitleId = 'event-title';
/** Versions shown at first, and with each press of the button that shows more. */
const step = 50;

/** What had the focus when the lineage was opened, and the row it was in: by now that may be another. */
let opener: { element: Element | null; rowName?: string | undefined } = { element: null };

/** Shows a row's lineage and moves the focus there. */
export function openLineage(row: RowName): void {
  const element = document.activeElement;
  opener = { element, rowName: rowNameOf(element) };
  showLineage(row);
  focusTitle();
}

/** Shows the lineage again, after one of its events. */
export function backToLineage(): void {
  selectInLineage(null);
  focusTitle();
}

/** Shows one of the events, and moves the focus there: the lineage goes, with the link that had it. */
function showEvent(position: number): void {
  selectInLineage(position);
  focusTitle(eventTitleId);
}

/** The panel is there once the page is drawn. */
function focusTitle(id = titleId): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

function close(): void {
  showLineage(null);
  const { element, rowName } = opener;
  const isThere = element?.isConnected && rowNameOf(element) === rowName;
  const back = isThere ? element : document.querySelector('.table-frame');
  if (back instanceof HTMLElement) back.focus();
}

/** `undefined` beside a table. */
function rowNameOf(element: Element | null): string | undefined {
  return element?.closest('tr')?.querySelector('th')?.textContent;
}

/** The versions of the row up to the viewed moment, newest first. */
export function LineagePanel() {
  const row = lineageOf.value;
  if (row === null || selected.value !== null) return null;
  // Another row's lineage begins anew.
  return <RowLineage key={`${row.projection} ${row.key}`} row={row} />;
}

function RowLineage({ row }: { row: RowName }) {
  const limit = useSignal(step);
  const answer = useAnswer(() => {
    const { projection: name, key, column } = row;
    const which = { name, key, ...(column && { column }), ...viewed.value };
    return asking(
      [{ ask: 'lineage', ...which, exact: true, limit: limit.value }, { ask: 'projections' }],
      (lineage, projections) => ({
        lineage,
        columns: projections.find((projection) => projection.name === name)?.columns ?? [],
      }),
    );
  });
  const { value, error } = answer.value;
  return (
    // Escape only repeats what the button does.
    <section
      class="panel event open"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          close();
        }
      }}
    >
      <div class="panel-head">
        <h2 id={titleId} tabIndex={-1}>
          Lineage of {oneLine(row.key, 80)}
          {row.column && `: ${inWords(row.column)}`}
        </h2>
        <p class="count">
          {value && plural(value.lineage.total, row.column ? 'change' : 'version')}
        </p>
        {value && <ColumnChoice row={row} columns={value.columns} />}
        <div class="event-moves">
          <button type="button" class="quiet square" aria-label="Close the lineage" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      </div>
      {error && <p class="count wrong">{error.message}</p>}
      {value && (
        <Versions
          lineage={value.lineage}
          columns={value.columns}
          row={row}
          onEvent={showEvent}
          onMore={() => {
            limit.value += step;
          }}
        />
      )}
    </section>
  );
}

/** Which column's lineage is shown. */
function ColumnChoice({ row, columns }: { row: RowName; columns: Column[] }) {
  return (
    <select
      class="column-choice"
      aria-label="Changes of"
      value={row.column ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const { projection, key } = row;
        showLineage(value === '' ? { projection, key } : { projection, key, column: value });
      }}
    >
      <option value="">all columns</option>
      {columns.map(({ name }) => (
        <option key={name} value={name}>
          {inWords(name)}
        </option>
      ))}
    </select>
  );
}
