import type { Column, Diff, Projection, RowChange } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { same } from '../state/cell-changes';
import { currencyOf } from '../state/currency';
import { failing } from '../state/shown-projections';
import { logYear } from '../state/viewed';
import { isNumber, minus, showChange } from '../text/decimal';
import { inWords, plural } from '../text/show';
import { RowMoves, StepHead } from './step-moves';
import { Value } from './value';

/** Rows that one event changes are few; of more, only so many are shown. */
const mostRows = 25;

/** The rows that an event changed: what they were right before it, and right after. */
export function RowsAround({
  projection: { name, title, columns },
  position,
}: {
  projection: Projection;
  position: number;
}) {
  const answer = useAnswer(() => {
    const [from, to] = [{ position: position - 1 }, { position }];
    const diff = { ask: 'diff', name, from, to, exact: true, limit: mostRows } as const;
    return asking([diff], ({ rows, total, behind }) => ({ position, rows, total, behind }));
  }, 'later');
  const { value, error } = answer.value;
  return (
    <>
      <StepHead name={name} title={title} />
      {error && <p class="count wrong">{error.message}</p>}
      {!error && !value && <p class="count">…</p>}
      {!error && value && (
        // The last answer may still be for the event before this one.
        <div class="did-what" aria-busy={value.position !== position}>
          {failing(name) && <Failure name={name} position={position} />}
          <Rows {...value} name={name} title={title} columns={columns} />
        </div>
      )}
    </>
  );
}

function Rows({
  rows,
  total,
  behind,
  name,
  title,
  columns,
}: Pick<Diff, 'rows' | 'total' | 'behind'> & Pick<Projection, 'name' | 'title' | 'columns'>) {
  if (behind > 0) return <p class="count">“{title}” has not come to this event yet.</p>;
  if (total === 0) return <p class="count">No row of “{title}” changed.</p>;
  return (
    <>
      {rows.map((row) => (
        <RowAround key={row.key} row={row} name={name} columns={columns} />
      ))}
      {total > rows.length && <p class="count">and {plural(total - rows.length, 'other row')}</p>}
    </>
  );
}

/** Why the event could not be applied, if it could not. */
function Failure({ name, position }: { name: string; position: number }) {
  const answer = useAnswer(() => asking([{ ask: 'failures', name }], (all) => all), 'later');
  const failure = answer.value.value?.find((failure) => failure.position === position);
  if (!failure) return null;
  return (
    <p class="alert">
      It could not be applied: <code>{failure.code}</code> {failure.message}
    </p>
  );
}

const kinds = { added: 'added', changed: '', removed: 'removed' } as const;

function RowAround({ row, name, columns }: { row: RowChange; name: string; columns: Column[] }) {
  const { key, kind, before, after } = row;
  const changed = columns
    .map((column, i) => ({ column, was: before?.[i], now: after?.[i] }))
    .filter(({ was, now }) => kind !== 'changed' || !same(was, now));
  return (
    <div class="row-did">
      <RowMoves projection={name} rowKey={key} />
      {kinds[kind] && <span class="of">{kinds[kind]}</span>}
      <dl class="changes">
        {changed.map((cell) => (
          <div key={cell.column.name}>
            <dt>{inWords(cell.column.name)}</dt>
            <dd>
              <Cell {...cell} row={row} currency={currencyOf(columns, key, after ?? before)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Cell({
  column: { type },
  was,
  now,
  row: { kind, key },
  currency,
}: {
  column: Column;
  was: unknown;
  now: unknown;
  row: RowChange;
  currency: string;
}) {
  const shown = (value: unknown) => (
    <Value type={type} value={value} beside={key} currency={currency} year={logYear.value} />
  );
  if (kind === 'removed') return <del>{shown(was)}</del>;
  if (kind === 'added') return <ins>{shown(now)}</ins>;
  return (
    <>
      <del>{shown(was)}</del>
      <span aria-hidden="true"> → </span>
      <span class="hidden"> became </span>
      <ins>{shown(now)}</ins>
      {isNumber(type) && <span class="delta"> {showChange(minus(now, was))}</span>}
    </>
  );
}
