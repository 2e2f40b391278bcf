/** The arithmetic of a list that is longer than a browser lets an element be high. */

/** Browsers draw elements wrongly, or not at all, somewhere above this; in pixels. */
const tallest = 8_000_000;

/** The sizes that a list's arithmetic needs. */
export interface Viewport {
  /** How many rows there are. */
  total: number;
  /** Of a row, in pixels. */
  rowHeight: number;
  /** Of what is in view, without the header, in pixels. */
  height: number;
}

/** How high the rows are in all, as far as a browser can bear it. */
export function contentHeight({ total, rowHeight }: Viewport): number {
  return Math.min(tallest, total * rowHeight);
}

/** Rows that have room, with a fraction. */
export function rowsInView({ height, rowHeight }: Viewport): number {
  return height / rowHeight;
}

/**
 * The row at the top, with a fraction. The scroll position stands for a share of the list: below the
 * limit that is the same as dividing it by the height of a row.
 */
export function firstRow(scrollTop: number, view: Viewport): number {
  const scrollable = contentHeight(view) - view.height;
  if (scrollable <= 0) return 0;
  const share = Math.min(1, Math.max(0, scrollTop / scrollable));
  return share * (view.total - rowsInView(view));
}

/** Where to scroll to have `row` in view with the least movement. */
export function scrollToRow(row: number, scrollTop: number, view: Viewport): number {
  const scrollable = contentHeight(view) - view.height;
  const most = view.total - rowsInView(view);
  if (scrollable <= 0 || most <= 0) return scrollTop;
  const first = firstRow(scrollTop, view);
  if (row < first) return Math.floor((row / most) * scrollable);
  const bottom = row + 1 - rowsInView(view);
  return bottom > first ? Math.ceil((bottom / most) * scrollable) : scrollTop;
}
