import type { ComponentChildren } from 'preact';
import type { Column, Projection, Table, TableRow } from '../engine/api';
import type { RowDifference } from '../state/cell-changes';
import { currencyOf } from '../state/currency';
import { logNumber, ownProjection } from '../state/engine';
import type { Pane } from '../state/panes';
import { lineageOf, select, selected } from '../state/view';
import { logYear } from '../state/viewed';
import { isNumber, minus, showChange } from '../text/decimal';
import { inWords, oneLine, showCount } from '../text/show';
import { moveBetweenCells } from '../widgets/cell-keys';
import { Icon } from '../widgets/icon';
import { usePageRows, useRowElement } from '../widgets/page-rows';
import { steady } from '../widgets/steady';
import { openLineage } from './lineage';
import { Value } from './value';

/** A page of a projection's rows. */
export function ProjectionTable({
  pane,
  shown: { name: projection, title, columns: known },
  table,
  marks,
  children,
}: {
  pane: Pane;
  shown: Projection;
  /** `null` while it is on its way. */
  table: Table | null;
  /** What differs from the moment looked at before, by the rows' keys. */
  marks: ReadonlyMap<string, RowDifference>;
  /** What is said beneath the rows. */
  children: ComponentChildren;
}) {
  const rows = usePageRows(table?.rows ?? []);
  // An own projection has the columns that its states have had so far: those of the answer are the values'.
  const columns = table?.columns ?? known;
  const names = columns.map(({ name }) => name).join('\n');
  const revision = ownProjection(projection)?.answers ?? 0;
  return (
    // What scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-frame" aria-label={`${title}, rows`} tabIndex={0}>
      <table class="table">
        <caption class="hidden">{title} at the viewed moment</caption>
        <thead>
          <tr>
            <SortHeader pane={pane} column="key" type="text" />
            {columns.map(({ name, type }) => (
              <SortHeader key={name} pane={pane} column={name} type={type} />
            ))}
            <th scope="col" class="number">
              changed at
            </th>
          </tr>
        </thead>
        {/* The buttons in it are what is focused. */}
        <tbody onKeyDown={moveBetweenCells}>
          {rows.map(([slot, row]) => (
            <SteadyRow
              key={slot}
              row={row}
              difference={marks.get(row.key)}
              columns={columns}
              made={`${revision} ${names}`}
              of={projection}
              logNumber={logNumber.value}
              marked={selected.value === row.changedAt || showsLineageOf(projection, row.key)}
              year={logYear.value}
            />
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}

function showsLineageOf(projection: string, key: string): boolean {
  return lineageOf.value?.projection === projection && lineageOf.value.key === key;
}

function SortHeader({ pane, column, type }: { pane: Pane; column: string; type: Column['type'] }) {
  const { sort, descending } = pane.table.value;
  const sorted = sort === column;
  const direction = descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={isNumber(type) ? 'number' : ''} aria-sort={sorted ? direction : 'none'}>
      <button type="button" class="sort" onClick={() => pane.sort(column)}>
        {inWords(column)}
        <span class="sort-mark">{sorted && <Icon name={descending ? 'more' : 'up'} />}</span>
      </button>
    </th>
  );
}

interface RowProps {
  row: TableRow;
  difference: RowDifference | undefined;
  columns: Column[];
  /** What else its cells are made by: the columns' names, and the revision of an own projection. */
  made: string;
  /** The projection's name. */
  of: string;
  /** Which log it is of. */
  logNumber: number;
  marked: boolean;
  /** The year that times are shown without. */
  year: string;
}

/** A version of a row never changes: a row last changed by the same event needs no new drawing. */
const SteadyRow = steady(
  Row,
  (before, now) =>
    before.row.key === now.row.key &&
    before.row.changedAt === now.row.changedAt &&
    before.difference === now.difference &&
    before.of === now.of &&
    before.made === now.made &&
    before.logNumber === now.logNumber &&
    before.marked === now.marked &&
    before.year === now.year,
);

function Row({ row, difference, columns, of, marked, year }: RowProps) {
  const { key, values, changedAt } = row;
  const element = useRowElement(key);
  const name = oneLine(key, 200);
  const currency = currencyOf(columns, key, values);
  return (
    <tr ref={element} class={marked ? 'marked' : ''}>
      <th
        scope="row"
        data-differs={difference?.isNew ? 'new' : undefined}
        data-was={difference?.isNew ? ', new' : undefined}
      >
        <button
          type="button"
          class="link key"
          aria-label={`${name}: show its lineage`}
          title="Show its lineage"
          onClick={() => openLineage({ projection: of, key })}
        >
          {name}
        </button>
      </th>
      {columns.map(({ name, type }, i) => (
        <td
          key={name}
          class={isNumber(type) ? 'number' : `of-${type}`}
          {...(type === 'json' && { title: oneLine(String(values[i]), 2_000) })}
          {...markOf(type, values[i], i, difference)}
        >
          <button
            type="button"
            class="value"
            tabIndex={-1}
            onClick={() => openLineage({ projection: of, key, column: name })}
          >
            <Value type={type} value={values[i]} beside={key} currency={currency} year={year} />
          </button>
        </td>
      ))}
      <td class="number">
        <button
          type="button"
          class="link"
          aria-label={`Changed at ${showCount(changedAt)}: show the event`}
          onClick={() => select(changedAt)}
        >
          {showCount(changedAt)}
        </button>
      </td>
    </tr>
  );
}

/** How a cell that differs is marked, and what is read out beside it. */
function markOf(
  type: Column['type'],
  now: unknown,
  index: number,
  difference: RowDifference | undefined,
) {
  if (!difference?.was.has(index)) return {};
  const was = difference.was.get(index);
  if (!isNumber(type)) return { 'data-differs': 'other', 'data-was': ', changed' };
  const change = minus(now, was);
  return {
    'data-differs': change.startsWith('-') ? 'less' : 'more',
    'data-was': `, ${showChange(change)}`,
    title: `was ${was}, ${showChange(change)}`,
  };
}
