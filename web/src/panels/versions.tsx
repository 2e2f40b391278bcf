import { useSignal } from '@preact/signals';
import type { At, Column, Lineage, RowVersion } from '../engine/api';
import { currencyOf } from '../state/currency';
import { lastPosition, at as viewedAt } from '../state/engine';
import { lookAtPosition, type RowName } from '../state/view';
import { logYear } from '../state/viewed';
import { isNumber } from '../text/decimal';
import { inWords, plural, showCount, showLapse } from '../text/show';
import { StepLine } from '../widgets/step-line';
import { When } from '../widgets/when';
import { TypeBadge } from './badge';
import { RowAround } from './row-around';
import { Value } from './value';

/** The versions of a row, newest first: what each changed, and how long it held. */
export function Versions({
  lineage: { at, versions, total },
  columns,
  row,
  onEvent,
  onMore,
}: {
  lineage: Lineage;
  columns: Column[];
  row: RowName;
  /** Shows one of the events. */
  onEvent(position: number): void;
  /** Shows older versions. */
  onMore(): void;
}) {
  if (total === 0) return <p class="empty">The row is not there yet at the viewed moment.</p>;
  return (
    <div class="event-body">
      {row.column && <Course versions={versions} columns={columns} column={row.column} at={at} />}
      <ol class="versions" reversed start={total}>
        {versions.map((version, i) => (
          <Version
            key={version.position}
            version={version}
            before={versions[i + 1]?.values ?? null}
            until={versions[i - 1]?.time ?? at.time}
            isLast={i === 0}
            columns={columns}
            row={row}
            onEvent={onEvent}
          />
        ))}
      </ol>
      {versions.length < total && (
        <button type="button" onClick={onMore}>
          Show older, {showCount(total - versions.length)} more
        </button>
      )}
    </div>
  );
}

function Version({
  version,
  before,
  until,
  isLast,
  columns,
  row,
  onEvent,
}: {
  version: RowVersion;
  /** What the row was; `null` when it was not there, or that is not known here. */
  before: unknown[] | null;
  /** When the next version came, or else the viewed moment. */
  until: string;
  isLast: boolean;
  columns: Column[];
  row: RowName;
  onEvent(position: number): void;
}) {
  const around = useSignal(false);
  const { position, time, type, values } = version;
  const here = viewedAt.value.position === position;
  return (
    <li class={here ? 'version marked' : 'version'}>
      <p class="version-head">
        <button type="button" class="link" onClick={() => onEvent(position)}>
          Event {showCount(position)}
        </button>
        <When time={time} year={logYear.value} />
        <TypeBadge type={type} />
        <Held from={time} until={until} isLast={isLast} />
        <button
          type="button"
          class="link whole"
          aria-label={`The row before and after event ${showCount(position)}`}
          aria-expanded={around.value}
          onClick={() => {
            around.value = !around.value;
          }}
        >
          {around.value ? 'hide row' : 'whole row'}
        </button>
        <button
          type="button"
          class="link"
          aria-label={`View at position ${showCount(position)}`}
          aria-disabled={here}
          onClick={() => here || lookAtPosition(position, lastPosition.value)}
        >
          {here ? 'viewed' : 'view'}
        </button>
      </p>
      {values ? (
        <Changes version={version} before={before} columns={columns} row={row} />
      ) : (
        <p class="count">removed the row</p>
      )}
      {around.value && <RowAround row={row} position={position} columns={columns} />}
    </li>
  );
}

function Changes({
  version: { values, changed },
  before,
  columns,
  row,
}: Pick<Parameters<typeof Version>[0], 'version' | 'before' | 'columns' | 'row'>) {
  const shown = columns
    .map(({ name, type }, i) => ({ name, type, now: values?.[i], was: before?.[i] }))
    .filter(({ name }) => (row.column ? name === row.column : changed.includes(name)));
  const currency = currencyOf(columns, row.key, values);
  const value = (type: Column['type'], value: unknown) => (
    <Value type={type} value={value} beside={row.key} currency={currency} year={logYear.value} />
  );
  return (
    <dl class="changes">
      {shown.map(({ name, type, now, was }) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          <dd>
            {before && type !== 'json' && (
              <>
                <span class="was">{value(type, was)}</span>
                <span aria-hidden="true"> → </span>
                <span class="hidden"> became </span>
              </>
            )}
            {value(type, now)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How long a version held. An event that came late may be older than the one it follows: then the time is not known. */
function Held({ from, until, isLast }: { from: string; until: string; isLast: boolean }) {
  const ms = Date.parse(until) - Date.parse(from);
  if (!(ms >= 0)) return null;
  return (
    <span class="held">
      for {showLapse(ms)}
      {isLast && ', up to the viewed moment'}
    </span>
  );
}

/** The course of a number over its versions, drawn. */
function Course({
  versions,
  columns,
  column,
  at,
}: {
  versions: RowVersion[];
  columns: Column[];
  column: string;
  at: At;
}) {
  const index = columns.findIndex(({ name }) => name === column);
  const type = columns[index]?.type;
  const steps = versions
    .map(({ position, values }) => ({ place: position, value: values?.[index] }))
    .filter(({ value }) => value !== null && value !== undefined)
    .reverse();
  if (!type || !isNumber(type) || steps.length < 2) return null;
  const [first, last] = [steps[0]?.value, steps.at(-1)?.value];
  return (
    <StepLine
      label={`${inWords(column)} over the last ${plural(steps.length, 'version')} shown: from ${first} to ${last}`}
      steps={steps.map(({ place, value }) => ({ place, value: Number(value) }))}
      end={at.position}
    />
  );
}
