import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Slots } from './slots';

/** Rows that are put into a table in one frame: to lay out more of them would delay the next key. */
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
  useLayoutEffect(() => {
    if (shown.length <= drawn) {
      setDrawn(shown.length);
      return;
    }
    // In a task of its own, so that no other drawing in between has to include them.
    const later = setTimeout(() => setDrawn(shown.length));
    return () => clearTimeout(later);
  }, [shown.length, drawn]);
  return slots.place(shown);
}

/**
 * The element of a row with this key. What has the focus in it does not become another row's: then the
 * table has it, from where one goes on.
 */
export function useRowElement(key: string): RefObject<HTMLTableRowElement | null> {
  const row = useRef<HTMLTableRowElement>(null);
  useLayoutEffect(() => {
    const element = row.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      element.closest<HTMLElement>('.table-frame')?.focus({ preventScroll: true });
    };
  }, [key]);
  return row;
}
