import type { Column } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { same } from '../state/cell-changes';
import { currencyOf } from '../state/currency';
import type { RowName } from '../state/view';
import { logYear } from '../state/viewed';
import { inWords, showCount } from '../text/show';
import { Value } from './value';

/** A whole row as it was right before an event, and right after it. */
export function RowAround({
  row: { projection, key },
  position,
  columns,
}: {
  row: RowName;
  position: number;
  columns: Column[];
}) {
  const answer = useAnswer(() => {
    const at = (position: number) =>
      ({ ask: 'row', name: projection, key, at: { position }, exact: true }) as const;
    return asking([at(position - 1), at(position)], (before, after) => ({
      before: before?.values ?? null,
      after: after?.values ?? null,
    }));
  });
  const { value, error } = answer.value;
  if (error) return <p class="count wrong">{error.message}</p>;
  const cell = (column: Column, values: unknown[] | null | undefined, i: number) =>
    values ? (
      <Value
        type={column.type}
        value={values[i]}
        beside={key}
        currency={currencyOf(columns, key, values)}
        year={logYear.value}
      />
    ) : (
      ''
    );
  return (
    <table class="around">
      <caption class="hidden">The row before and after event {showCount(position)}</caption>
      <thead>
        <tr>
          <th scope="col">column</th>
          <th scope="col">{value?.before === null ? 'before: no row' : 'before'}</th>
          <th scope="col">{value?.after === null ? 'after: no row' : 'after'}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, i) => (
          <tr
            key={column.name}
            class={same(value?.before?.[i], value?.after?.[i]) ? '' : 'changed'}
          >
            <th scope="row">{inWords(column.name)}</th>
            <td>{cell(column, value?.before, i)}</td>
            <td>{cell(column, value?.after, i)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
