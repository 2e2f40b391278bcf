/** Which cells of a table are not what they were at the moment looked at before. */

import type { Table } from '../engine/api';

/** A row's cells that differ. */
export interface RowDifference {
  /** What each cell was, by its column's index. */
  was: ReadonlyMap<number, unknown>;
  /** Whether the row was not there. */
  isNew: boolean;
}

const none: ReadonlyMap<string, RowDifference> = new Map();

/**
 * Compares two answers for one projection.
 *
 * @returns the rows of `now` that differ, by their keys; a row that may have been on another page is
 *   not known to differ. Coming from before the first event, all rows would be new: none is marked.
 */
export function cellChanges(before: Table | null, now: Table): ReadonlyMap<string, RowDifference> {
  if (before === null || before.at.position === 0) return none;
  if (before.at.position === now.at.position) return none;
  const rows = new Map(before.rows.map((row) => [row.key, row]));
  const complete = before.rows.length === before.total;
  const changes = new Map<string, RowDifference>();
  for (const { key, values, changedAt } of now.rows) {
    const row = rows.get(key);
    if (row === undefined) {
      if (complete) changes.set(key, { was: new Map(), isNew: true });
    } else if (row.changedAt !== changedAt) {
      const was = differing(row.values, values);
      if (was.size > 0) changes.set(key, { was, isNew: false });
    }
  }
  return changes;
}

function differing(before: unknown[], now: unknown[]): Map<number, unknown> {
  const was = new Map<number, unknown>();
  for (const [i, value] of now.entries()) if (!same(before[i], value)) was.set(i, before[i]);
  return was;
}

/** Whether two values are the same: those of JSON are texts, so that 12.50 is not 12.5. */
export function same(was: unknown, now: unknown): boolean {
  return was === now;
}
