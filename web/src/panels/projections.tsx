import type { Projection, Table } from '../engine/api';
import { useAnswer } from '../state/answer';
import { comparing } from '../state/comparison';
import { openDialog } from '../state/dialog';
import { engine, epoch, revision } from '../state/log';
import { changeTable, moment, projection, showProjection, tableView } from '../state/view';
import { plural, showShort } from '../text/show';
import { Paging } from '../widgets/paging';
import { useCellMarks } from './cell-marks';
import { CompareButton, ComparisonPanel } from './comparison';
import { FindButton, FindPanel, finding } from './find';
import { ProjectionTable } from './projection-table';

/** Rows on a page. */
const pageRows = 50;

/** The read models, as they were at the viewed moment. */
export function ProjectionsPanel() {
  const projections = useAnswer(
    () => ({ revision: revision.value, at: moment.value }),
    ({ at }) => engine.projections(at ? { at } : {}),
  );
  const all = projections.value.value ?? [];
  const [first] = all;
  if (projection.value === '' && first) showProjection(first.name);
  const shown = all.find(({ name }) => name === projection.value);
  return (
    <section class="panel projections" aria-labelledby="projections-title">
      <div class="panel-head">
        <h2 id="projections-title">Projections</h2>
        {shown && <Facts shown={shown} />}
        <div class="panel-actions">
          <FindButton />
          <CompareButton />
        </div>
      </div>
      <Tabs all={all} />
      {shown && (
        <div id="projection" class="projection" role="tabpanel" aria-labelledby={tabId(shown.name)}>
          {finding.value && <FindPanel shown={shown} />}
          {comparing.value ? (
            // Another projection is another comparison, from its start.
            <ComparisonPanel key={shown.name} shown={shown} />
          ) : (
            <Shown shown={shown} />
          )}
        </div>
      )}
    </section>
  );
}

function Facts({ shown }: { shown: Projection }) {
  return (
    <p class="count">
      {plural(shown.rows, 'row')}, {plural(shown.versions, 'version')}
      {shown.failures > 0 && (
        <button type="button" class="link wrong" onClick={() => openDialog('failures')}>
          {plural(shown.failures, 'event')} could not be applied
        </button>
      )}
    </p>
  );
}

function Tabs({ all }: { all: Projection[] }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const here = all.findIndex(({ name }) => name === projection.value);
    const targets = new Map([
      ['ArrowLeft', (here + all.length - 1) % all.length],
      ['ArrowRight', (here + 1) % all.length],
      ['Home', 0],
      ['End', all.length - 1],
    ]);
    const target = all[targets.get(event.key) ?? -1];
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    showProjection(target.name);
    document.getElementById(tabId(target.name))?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Projections" onKeyDown={onKeyDown}>
      {all.map(({ name, title, rows, failures }) => (
        <button
          key={name}
          id={tabId(name)}
          title={plural(rows, 'row')}
          type="button"
          role="tab"
          aria-selected={name === projection.value}
          aria-controls="projection"
          tabIndex={name === projection.value ? 0 : -1}
          onClick={() => showProjection(name)}
        >
          {title} <span class="tab-count">{showShort(rows)}</span>
          {failures > 0 && <span class="tab-failures" title="has failures" />}
        </button>
      ))}
    </div>
  );
}

function tabId(name: string): string {
  return `projection-tab-${name}`;
}

function Shown({ shown }: { shown: Projection }) {
  const table = useAnswer(
    () => ({
      revision: revision.value,
      epoch: epoch.value,
      name: projection.value,
      query: { ...tableView.value, limit: pageRows, ...(moment.value && { at: moment.value }) },
    }),
    async ({ query, ...asked }) => ({
      ...asked,
      search: query.search,
      table: await engine.table(asked.name, query),
    }),
  );
  const marks = useCellMarks(table);
  const { value, error } = table.value;
  // The answer for the tab before this one is no answer for this one.
  const current = value?.name === shown.name ? value.table : null;
  return (
    <>
      <div class="table-tools">
        <input
          type="search"
          aria-label={`Search ${shown.title}`}
          placeholder="Search rows"
          spellcheck={false}
          value={tableView.value.search}
          onInput={(event) => changeTable({ search: event.currentTarget.value })}
        />
        <Paging
          offset={tableView.value.offset}
          step={pageRows}
          total={current?.total ?? 0}
          onOffset={(offset) => changeTable({ offset })}
        />
      </div>
      {error && <p class="count wrong">{error.message}</p>}
      <ProjectionTable
        title={shown.title}
        columns={shown.columns}
        table={current}
        marks={marks.value}
      >
        {current?.total === 0 && <NoRows title={shown.title} table={current} />}
      </ProjectionTable>
    </>
  );
}

function NoRows({ title, table }: { title: string; table: Table }) {
  if (tableView.value.search) return <p class="empty">No row of “{title}” has this text.</p>;
  if (table.at.position === 0) {
    return <p class="empty">Before the first event every projection is empty.</p>;
  }
  return <p class="empty">No event up to this moment concerns “{title}”.</p>;
}
