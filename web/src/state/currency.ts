import type { Column } from '../engine/api';

/**
 * The currency of a row's amounts: what its column of that name says, or the key of a row that is a
 * currency's own. `''` when nothing says it.
 *
 * @param values in the order of the columns; `null` when the row is not there.
 */
export function currencyOf(
  columns: readonly Column[],
  key: string,
  values: readonly unknown[] | null | undefined,
): string {
  const index = columns.findIndex(({ name }) => name === 'currency');
  if (index >= 0) return String(values?.[index] ?? '');
  return /^[A-Z]{3}$/.test(key) ? key : '';
}
