/** Cells next to each other, as steps over the columns and over the rows. */
const steps: ReadonlyMap<string, readonly [columns: number, rows: number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/**
 * Moves the focus from a button in a table's cell to the one in the next, by the arrow keys: a stop of
 * Tab for each value would be too many.
 */
export function moveBetweenCells(event: KeyboardEvent): void {
  const step = steps.get(event.key);
  const cell = event.target instanceof Element ? event.target.closest('th, td') : null;
  const row = cell?.closest('tr');
  const body = row?.parentElement;
  if (!step || !cell || !row || !body || modified(event)) return;
  const x = [...row.children].indexOf(cell) + step[0];
  const y = [...body.children].indexOf(row) + step[1];
  // At the edge of the table the key does nothing; without this, it would scroll.
  event.preventDefault();
  event.stopPropagation();
  body.children[y]?.children[x]?.querySelector('button')?.focus();
}

function modified({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey || shiftKey;
}
