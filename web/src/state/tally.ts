/** What a comparison comes to: how many rows of each kind, and by how much each number changed. */

import type { Column, Diff, RowChange } from '../engine/api';
import { isZero, minus, plus } from '../text/decimal';
import { currencyOf } from './currency';

/** By how much a column changed, over all rows. */
export interface ColumnChange {
  column: string;
  /** Amounts of different currencies are different sums; `''` for what is no money. */
  currency: string;
  change: string;
}

/** A comparison, counted. */
export interface Tally {
  kinds: Record<RowChange['kind'], number>;
  changes: ColumnChange[];
  /** Rows that were counted, of all that differ. */
  counted: number;
  total: number;
}

/** Rows that are fetched at once: reading them must not hold up whoever is typing. */
const pageRows = 1_000;
/** Beyond this many rows nobody waits for the sum. */
const mostRows = 200_000;

/** Whether a column holds numbers. */
export function isNumber(type: Column['type']): boolean {
  return type === 'integer' || type === 'decimal' || type === 'money';
}

/**
 * Counts a comparison, a page at a time.
 *
 * @param stale whether nobody wants to know any more.
 * @returns `null` when nobody did.
 */
export async function tallyOf(
  columns: Column[],
  fetch: (offset: number, limit: number) => Promise<Diff>,
  stale: () => boolean = () => false,
): Promise<Tally | null> {
  const kinds = { added: 0, changed: 0, removed: 0 };
  const sums = new Sums(columns);
  let counted = 0;
  let total = 0;
  do {
    if (stale()) return null;
    const page = await fetch(counted, pageRows);
    for (const row of page.rows) {
      kinds[row.kind]++;
      sums.add(row);
    }
    counted += page.rows.length;
    total = page.total;
    if (page.rows.length === 0) break;
  } while (counted < Math.min(total, mostRows));
  return { kinds, changes: sums.changes(), counted, total };
}

/** The sum of each number's changes. */
class Sums {
  readonly #numbers: { column: Column; index: number }[];
  readonly #columns: readonly Column[];
  readonly #sums = new Map<string, ColumnChange>();

  constructor(columns: Column[]) {
    this.#numbers = columns
      .map((column, index) => ({ column, index }))
      .filter(({ column }) => isNumber(column.type));
    this.#columns = columns;
  }

  add(row: RowChange): void {
    for (const { column, index } of this.#numbers) {
      const change = minus(row.after?.[index], row.before?.[index]);
      if (isZero(change)) continue;
      const currency =
        column.type === 'money' ? currencyOf(this.#columns, row.key, row.after ?? row.before) : '';
      const name = `${index} ${currency}`;
      const sum = this.#sums.get(name)?.change ?? '0';
      this.#sums.set(name, { column: column.name, currency, change: plus(sum, change) });
    }
  }

  /** In the order of the columns. */
  changes(): ColumnChange[] {
    const order = (column: string) =>
      this.#numbers.findIndex(({ column: { name } }) => name === column);
    return [...this.#sums.values()].sort(
      (one, other) =>
        order(one.column) - order(other.column) || (one.currency < other.currency ? -1 : 1),
    );
  }
}
