/**
 * The panes that show projections side by side, all at the one viewed moment. Each has a projection
 * and its own way to look at it, and knows no other pane.
 */

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { closed, opened } from './shares';
import { paneShares, usualPaneShares } from './sizes';

/** How one projection's table is looked at. */
export interface TableOptions {
  /** A column's name, or `key`; `''` for the order in which the rows first appeared. */
  sort: string;
  descending: boolean;
  search: string;
  /** The first row shown, from 0. */
  offset: number;
}

const untouched: TableOptions = { sort: '', descending: false, search: '', offset: 0 };

let lastId = 0;

/** One projection at a time, and how each that was shown in it is looked at. */
export class Pane {
  /** Its own for as long as the page is there. */
  readonly id = ++lastId;
  /** How the shown projection's table is looked at. */
  readonly table: ReadonlySignal<TableOptions>;
  readonly #projection = signal('');
  readonly #tables = signal<ReadonlyMap<string, TableOptions>>(new Map());

  /** @param projection the name of the first that is shown. */
  constructor(projection = '') {
    this.#projection.value = projection;
    this.table = computed(() => this.#tables.value.get(this.projection) ?? untouched);
  }

  /** The name of the shown projection; `''` until one is known. Read in an effect, it is followed. */
  get projection(): string {
    return this.#projection.value;
  }

  /** Shows another projection. */
  show(name: string): void {
    this.#projection.value = name;
  }

  /** Changes how the table is looked at; from its first row, unless said otherwise. */
  change(change: Partial<TableOptions>): void {
    const next = new Map(this.#tables.value);
    next.set(this.projection, { ...this.table.value, offset: 0, ...change });
    this.#tables.value = next;
  }

  /** Sorts the table by a column; again, the other way round. */
  sort(column: string): void {
    const { sort, descending } = this.table.value;
    this.change({ sort: column, descending: sort === column && !descending });
  }

  /** Looks at every table as one does at first. */
  forget(): void {
    this.#tables.value = new Map();
  }
}

/** More would be too narrow to read. */
export const mostPanes = 4;

const first = new Pane();

/** The open ones from left to right; never none. */
export const panes = signal<readonly Pane[]>([first]);

/** The one that was used last: what is done by a key is done to it. */
export const current = signal<Pane>(first);

/**
 * Opens a pane to the right of another, in half of its room.
 *
 * @returns the new one, which is current then; `null` when there are {@link mostPanes}.
 */
export function openBeside(pane: Pane, projection: string): Pane | null {
  if (panes.value.length >= mostPanes) return null;
  const index = panes.value.indexOf(pane);
  const fresh = new Pane(projection);
  batch(() => {
    panes.value = panes.value.toSpliced(index + 1, 0, fresh);
    paneShares.value = opened(paneShares.value, index);
    current.value = fresh;
  });
  return fresh;
}

/** Closes a pane, unless it is the only one: a neighbour gets its room, and is current if it was. */
export function closePane(pane: Pane): void {
  const index = panes.value.indexOf(pane);
  if (panes.value.length === 1 || index < 0) return;
  batch(() => {
    panes.value = panes.value.toSpliced(index, 1);
    paneShares.value = closed(paneShares.value, index);
    if (current.value === pane) current.value = panes.value[Math.max(0, index - 1)] ?? first;
  });
}

/** The pane to the right of the current one; beyond the last, the first. */
export function paneAfter(): Pane {
  const index = panes.value.indexOf(current.value);
  return panes.value[(index + 1) % panes.value.length] ?? first;
}

/**
 * Shows these projections, a pane each: in the panes that are there, as far as there are any.
 *
 * @param names at least one; of more than {@link mostPanes} the first.
 */
export function showProjections(names: readonly string[]): void {
  const shown = names.slice(0, mostPanes);
  batch(() => {
    const before = panes.value;
    const kept = shown.map((name, i) => before[i] ?? new Pane(name));
    for (const [i, pane] of kept.entries()) pane.show(shown[i] ?? '');
    if (kept.length === before.length) return;
    panes.value = kept;
    paneShares.value = usualPaneShares(kept.length);
    if (!kept.includes(current.value)) current.value = kept[0] ?? first;
  });
}

/** Looks at every table in every pane as one does at first. */
export function forgetTables(): void {
  for (const pane of panes.value) pane.forget();
}
