import { useEffect, useMemo, useState } from 'preact/hooks';
import { Slots } from './slots';

/** Rows that are put into a table in one frame: to lay out more of them would hold up whoever types. */
const mostNew = 9;

/**
 * The rows of a page as they are drawn, each with the place it has in the table, for a key. Where there
 * were fewer rows, the others follow a frame or two later; as many as there were are drawn at once.
 */
export function usePageRows<R extends { key: string }>(
  rows: readonly R[],
): [slot: number, row: R][] {
  const [drawn, setDrawn] = useState(0);
  const slots = useMemo(() => new Slots(), []);
  const shown = rows.slice(0, drawn + mostNew);
  useEffect(() => {
    // In a task of its own: what is drawn for something else in between must not have them as well.
    const later = setTimeout(() => setDrawn(shown.length));
    return () => clearTimeout(later);
  }, [shown.length]);
  return slots.place(shown);
}
