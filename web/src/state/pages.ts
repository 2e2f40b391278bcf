import type { Event as ListedEvent } from '../protocol/questions.gen';
import { type Usual, usualOf } from '../text/summary';

/** Gives `limit` rows from the row `offset` on. */
export type FetchRows = (offset: number, limit: number) => Promise<readonly ListedEvent[]>;

/** Events fetched at a time. */
export const pageSize = 200;
/** Pages kept: a screenful is one or two. */
const mostPages = 40;
/** Events of a type that are read to know what is usual for it. */
const mostSampled = 8;

/** What is usual for each type on a page, worked out when first asked for. */
type Usuals = Map<string, Usual>;

/**
 * The rows of a list, fetched a page at a time and kept while they are near. What is appended comes
 * after all other rows, so growing only makes the last page stale.
 */
export class EventPages {
  #pages = new Map<number, readonly ListedEvent[]>();
  #fetching = new Map<number, Promise<readonly ListedEvent[]>>();
  #usuals = new WeakMap<readonly ListedEvent[], Usuals>();
  #total: number;

  /**
   * @param fetch fetches rows.
   * @param total how many there are.
   */
  constructor(
    private readonly fetch: FetchRows,
    total = 0,
  ) {
    this.#total = total;
  }

  /** The list has grown. */
  grow(total: number): void {
    const partial = Math.floor(this.#total / pageSize);
    this.#pages.delete(partial);
    this.#fetching.delete(partial);
    this.#total = total;
  }

  /** Takes rows that came by themselves: those of a page, from the row `offset` on. */
  take(offset: number, rows: readonly ListedEvent[]): void {
    if (rows.length > 0) this.#keep(offset / pageSize, rows);
  }

  /** The row, if it is here. */
  peek(row: number): ListedEvent | undefined {
    return this.#pages.get(Math.floor(row / pageSize))?.[row % pageSize];
  }

  /** Whether the rows `[from, to)` are all here. */
  has(from: number, to: number): boolean {
    for (let row = from; row < to; row = (Math.floor(row / pageSize) + 1) * pageSize) {
      if (!this.peek(row)) return false;
    }
    return to <= from || this.peek(to - 1) !== undefined;
  }

  /** Those of the rows `[from, to)` that are here. */
  slice(from: number, to: number): ListedEvent[] {
    const rows: ListedEvent[] = [];
    for (let row = from; row < to; row++) {
      const event = this.peek(row);
      if (event) rows.push(event);
    }
    return rows;
  }

  /**
   * What is usual for the row's type on the row's page. It is a page that decides and not what is in
   * view, so that no row reads differently when it is scrolled.
   */
  usual(row: number): Usual | undefined {
    const page = this.#pages.get(Math.floor(row / pageSize));
    const type = page?.[row % pageSize]?.type;
    if (!page || type === undefined) return undefined;
    const usuals: Usuals = this.#usuals.get(page) ?? new Map();
    this.#usuals.set(page, usuals);
    const known = usuals.get(type);
    if (known) return known;
    const alike = page.filter((event) => event.type === type).slice(0, mostSampled);
    const usual = usualOf(alike.map(({ dataText }) => dataText));
    usuals.set(type, usual);
    return usual;
  }

  /** Fetches what is missing of the rows `[from, to)`. */
  async load(from: number, to: number): Promise<void> {
    if (to <= from) return;
    const last = Math.floor((to - 1) / pageSize);
    const pages: unknown[] = [];
    for (let page = Math.floor(from / pageSize); page <= last; page++) pages.push(this.#page(page));
    await Promise.all(pages);
  }

  #page(page: number): Promise<readonly ListedEvent[]> | readonly ListedEvent[] {
    const here = this.#pages.get(page);
    if (here) {
      // Used last: the map's order is the order of use.
      this.#pages.delete(page);
      this.#pages.set(page, here);
      return here;
    }
    const coming = this.#fetching.get(page) ?? this.#fetch(page);
    this.#fetching.set(page, coming);
    return coming;
  }

  async #fetch(page: number): Promise<readonly ListedEvent[]> {
    const total = this.#total;
    try {
      const rows = await this.fetch(page * pageSize, pageSize);
      // The last page may have grown meanwhile: then this is not the whole of it.
      if (total === this.#total || rows.length === pageSize) this.#keep(page, rows);
      return rows;
    } finally {
      this.#fetching.delete(page);
    }
  }

  #keep(page: number, rows: readonly ListedEvent[]): void {
    this.#pages.set(page, rows);
    const oldest = this.#pages.keys().next();
    if (this.#pages.size > mostPages && !oldest.done) this.#pages.delete(oldest.value);
  }
}
