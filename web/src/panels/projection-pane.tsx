import type { ComponentChildren } from 'preact';
import type { Projection, Table } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { openDialog } from '../state/dialog';
import { comparing } from '../state/diff';
import { logNumber } from '../state/engine';
import { current, type Pane, panes } from '../state/panes';
import { comparedRevisions } from '../state/revisions';
import { shownIn } from '../state/shown-projections';
import { paneShares } from '../state/sizes';
import { viewed } from '../state/view';
import { plural } from '../text/show';
import { Icon } from '../widgets/icon';
import { Paging } from '../widgets/paging';
import { useCellMarks } from './cell-marks';
import { ProjectionDiff } from './diff';
import { FindButton, FindPanel, finding } from './find';
import { OwnFacts } from './own-facts';
import { leavePane, tabId } from './pane-moves';
import { ProjectionTable } from './projection-table';
import { ProjectionTabs } from './projection-tabs';
import { RevisionRows } from './revision-rows';

/** Rows on a page: to sort them, all are laid out anew, which must not delay the next key. */
const pageRows = 25;

/** The element of a pane. */
export function paneId(pane: Pane | undefined): string {
  return `pane-${pane?.id}`;
}

/** A projection, and the choice of others. */
export function ProjectionPane({
  pane,
  number,
}: {
  pane: Pane;
  /** From 1, left to right; 0 when it is the only one, whose head is the panel's. */
  number: number;
}) {
  const shown = shownIn(pane);
  const two = comparedRevisions(shown?.name ?? '');
  const body = `${paneId(pane)}-body`;
  return (
    <Frame pane={pane} label={number === 0 ? undefined : `Pane ${number}: ${shown?.title ?? ''}`}>
      {number > 0 && <Head pane={pane} number={number} />}
      <ProjectionTabs
        pane={pane}
        label={number === 0 ? 'Projections' : `Projections of pane ${number}`}
        controls={body}
      />
      {shown && (
        <div id={body} class="projection" role="tabpanel" aria-labelledby={tabId(pane, shown.name)}>
          {finding.value === pane && <FindPanel pane={pane} shown={shown} />}
          {two ? (
            <RevisionRows
              key={`${shown.name}@${two.left.revision}-${two.right.revision}`}
              shown={shown}
              two={two}
            />
          ) : comparing.value ? (
            // Another projection is another diff, from its start.
            <ProjectionDiff key={shown.name} shown={shown} />
          ) : (
            <Shown pane={pane} shown={shown} />
          )}
        </div>
      )}
    </Frame>
  );
}

/** What has the pane's width: to drag its boundary draws nothing in it again. */
function Frame({
  pane,
  label,
  children,
}: {
  pane: Pane;
  label: string | undefined;
  children: ComponentChildren;
}) {
  const isCurrent = label !== undefined && current.value === pane;
  const use = () => {
    current.value = pane;
  };
  return (
    // It only notes which pane was used last.
    <section
      id={paneId(pane)}
      class="pane"
      aria-label={label}
      aria-current={isCurrent || undefined}
      style={{ '--share': String(paneShares.value[panes.value.indexOf(pane)] ?? 1) }}
      onFocusIn={use}
      onPointerDown={use}
    >
      {children}
    </section>
  );
}

function Head({ pane, number }: { pane: Pane; number: number }) {
  return (
    <div class="pane-head">
      <span class="pane-number" aria-hidden="true">
        {number}
      </span>
      <PaneFacts pane={pane} />
      <div class="panel-actions">
        <FindButton pane={pane} />
        <button
          type="button"
          class="quiet square"
          aria-label={`Close pane ${number}`}
          title={`Close pane ${number} (x)`}
          onClick={() => leavePane(pane)}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}

/** What there is of the shown projection at the viewed moment. */
export function PaneFacts({ pane }: { pane: Pane }) {
  const shown = shownIn(pane);
  if (!shown) return null;
  return (
    <div class="count facts">
      <span>
        {plural(shown.rows, 'row')}
        <span class="extent">, {plural(shown.versions, 'version')}</span>
      </span>
      {shown.failures > 0 && (
        <button
          type="button"
          class="link wrong"
          onClick={() => {
            current.value = pane;
            openDialog('failures');
          }}
        >
          {plural(shown.failures, 'event')} could not be applied
        </button>
      )}
      <OwnFacts shown={shown} />
    </div>
  );
}

function Shown({ pane, shown }: { pane: Pane; shown: Projection }) {
  const table = useAnswer(() => {
    const { name } = shown;
    const query = { ...pane.table.value, exact: true, limit: pageRows, ...viewed.value };
    return asking([{ ask: 'table', name, ...query }], (table) => ({
      name,
      search: query.search,
      logNumber: logNumber.peek(),
      table,
    }));
  });
  const marks = useCellMarks(table);
  const { value, error } = table.value;
  const { search, offset } = pane.table.value;
  // The last answer may still be for the tab before this one.
  const answered = value?.name === shown.name ? value.table : null;
  return (
    <>
      <div class="table-tools">
        <input
          type="search"
          aria-label={`Search ${shown.title}`}
          placeholder="Search rows"
          spellcheck={false}
          value={search}
          onInput={(event) => pane.change({ search: event.currentTarget.value })}
        />
        <Paging
          offset={offset}
          step={pageRows}
          total={answered?.total ?? 0}
          onOffset={(offset) => pane.change({ offset })}
        />
      </div>
      {error && <p class="count wrong">{error.message}</p>}
      <ProjectionTable pane={pane} shown={shown} table={answered} marks={marks.value}>
        {answered?.total === 0 && (
          <NoRows title={shown.title} table={answered} searched={search !== ''} />
        )}
      </ProjectionTable>
    </>
  );
}

function NoRows({ title, table, searched }: { title: string; table: Table; searched: boolean }) {
  if (searched) return <p class="empty">No row of “{title}” has this text.</p>;
  if (table.at.position === 0) {
    return <p class="empty">Before the first event every projection is empty.</p>;
  }
  return <p class="empty">No event up to this moment concerns “{title}”.</p>;
}
