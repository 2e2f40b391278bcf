import type { ComponentChildren } from 'preact';
import type { Column, RowChange } from '../engine/api';
import { same } from '../state/cell-changes';
import { currencyOf } from '../state/currency';
import type { Compared } from '../state/diff';
import { select } from '../state/view';
import { logYear } from '../state/viewed';
import { isNumber, minus, showChange } from '../text/decimal';
import { inWords, oneLine, showCount } from '../text/show';
import { usePageRows, useRowElement } from '../widgets/page-rows';
import { steady } from '../widgets/steady';
import { Value } from './value';

/** How a row differs, as a sign and as a word. */
const kinds = {
  added: ['+', 'added'],
  changed: ['~', 'changed'],
  removed: ['−', 'removed'],
} as const;

/** Events of a row that an answer names at most. */
const mostEvents = 100;
/** Events of a row that are shown; all are in the list of those between. */
const mostNamed = 3;

/** The rows that differ, before and after. */
export function DiffTable({
  title,
  columns,
  rows,
  compared,
  busy,
  children,
}: {
  title: string;
  columns: Column[];
  rows: RowChange[];
  /** The positions they differ between. */
  compared: Compared;
  /** Whether others are compared by now. */
  busy: boolean;
  /** What is said beneath the rows. */
  children: ComponentChildren;
}) {
  const shown = usePageRows(rows);
  return (
    <section
      class="table-frame"
      aria-label={`${title}, what differs`}
      aria-busy={busy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
    >
      <table class="table differences">
        <caption class="hidden">{title}: what differs between A and B</caption>
        <thead>
          <tr>
            <th scope="col">difference</th>
            <th scope="col">key</th>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" class={isNumber(type) ? 'number' : ''}>
                {inWords(name)}
              </th>
            ))}
            <th scope="col">by events</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([slot, row]) => (
            <SteadyRow
              key={slot}
              row={row}
              columns={columns}
              compared={compared}
              year={logYear.value}
            />
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}

interface RowProps {
  row: RowChange;
  columns: Column[];
  compared: Compared;
  /** The year that times are shown without. */
  year: string;
}

/** With the same events between, all of which are named, a row differs in the same way. */
const SteadyRow = steady(
  Row,
  (before, now) => before.year === now.year && (before.row === now.row || isAsBefore(before, now)),
);

function isAsBefore(before: RowProps, now: RowProps): boolean {
  return (
    before.row.key === now.row.key &&
    before.row.kind === now.row.kind &&
    before.compared.a < before.compared.b === now.compared.a < now.compared.b &&
    now.row.events.length < mostEvents &&
    before.row.events.join() === now.row.events.join()
  );
}

function Row({ row, columns, year }: RowProps) {
  const element = useRowElement(row.key);
  const currency = currencyOf(columns, row.key, row.after ?? row.before);
  const [sign, word] = kinds[row.kind];
  return (
    <tr ref={element} class={row.kind}>
      <td>
        <span class="kind">
          <span aria-hidden="true">{sign}</span> {word}
        </span>
      </td>
      <th scope="row">{oneLine(row.key, 200)}</th>
      {columns.map((column, i) => (
        <td key={column.name} class={isNumber(column.type) ? 'number' : `of-${column.type}`}>
          <Cell row={row} column={column} index={i} currency={currency} year={year} />
        </td>
      ))}
      <td>
        <Events positions={row.events} />
      </td>
    </tr>
  );
}

function Cell({
  row,
  column,
  index,
  currency,
  year,
}: {
  row: RowChange;
  column: Column;
  index: number;
  currency: string;
  year: string;
}) {
  const { before, after, kind, key } = row;
  const was = before?.[index];
  const now = after?.[index];
  const shown = (value: unknown) => (
    <Value type={column.type} value={value} beside={key} currency={currency} year={year} />
  );
  if (kind === 'removed') return <del>{shown(was)}</del>;
  if (kind === 'added') return <ins>{shown(now)}</ins>;
  if (same(was, now)) return <span class="same">{shown(now)}</span>;
  return (
    <>
      <del>
        <Value type={column.type} value={was} beside={key} year={year} />
      </del>
      <span aria-hidden="true"> → </span>
      <span class="hidden"> became </span>
      <ins>{shown(now)}</ins>
      {isNumber(column.type) && <span class="delta"> {showChange(minus(now, was))}</span>}
    </>
  );
}

function Events({ positions }: { positions: number[] }) {
  const named = positions.slice(0, mostNamed);
  const others = positions.length - named.length;
  return (
    <span class="by-events">
      {named.map((position) => (
        <button
          key={position}
          type="button"
          class="link"
          aria-label={`Event ${showCount(position)}`}
          onClick={() => select(position)}
        >
          {showCount(position)}
        </button>
      ))}
      {others > 0 && (
        <span class="of">
          and {showCount(others)}
          {positions.length >= mostEvents && ' or more'}
        </span>
      )}
    </span>
  );
}
