import { signal } from '@preact/signals';
import type { ListedEvent } from '../engine/client';
import { Latest, superseded } from '../engine/latest';
import type { Usual } from '../text/summary';
import { EventPages, type FetchRows } from './pages';

/** Rows drawn above and below those in view: the edge shows a part of one. More would be laid out for nothing. */
const spare = 1;

/** The rows that are drawn. */
export interface Drawn {
  /** The number of the first of them, from 0. */
  from: number;
  rows: readonly DrawnRow[];
}

/** A row that is drawn. */
export interface DrawnRow {
  event: ListedEvent;
  /** What is usual for events of its type around it. */
  usual: Usual | undefined;
}

/** The list of events that match the filter: which of them are drawn, and which row is the current one. */
export class EventList {
  /** How many rows there are. */
  readonly total = signal(0);
  /** Counts up when it becomes another list, to be shown from its start. */
  readonly epoch = signal(0);
  readonly drawn = signal<Drawn>({ from: 0, rows: [] });
  /** The current row, -1 when there is none. */
  readonly active = signal(-1);
  #pages = new EventPages(async () => []);
  #latest = new Latest();
  #first = 0;
  #count = 1;
  /** Counts what was to be drawn. */
  #shows = 0;

  /** There are more rows, all after those that were there. */
  grow(total: number): void {
    if (total === this.total.value) return;
    this.#pages.grow(total);
    this.total.value = total;
    this.show(this.#first, this.#count);
  }

  /**
   * It is another list now.
   *
   * @param fetch gives `limit` rows of it, from the row `offset` on.
   */
  reset(total: number, fetch: FetchRows): void {
    this.#pages = new EventPages(fetch, total);
    this.active.value = -1;
    this.total.value = total;
    this.epoch.value++;
    this.show(0, this.#count);
  }

  /** Draws the rows from `first` on, `count` of them, as soon as they are here. */
  async show(first: number, count: number): Promise<void> {
    this.#first = first;
    this.#count = count;
    const from = Math.max(0, Math.floor(first) - spare);
    const to = Math.min(this.total.value, Math.ceil(first + count) + spare);
    const show = ++this.#shows;
    const loaded = this.#pages.has(from, to) || (await this.#load(from, to));
    // What was scrolled to later may have been here already.
    if (loaded && show === this.#shows) this.drawn.value = { from, rows: this.#rows(from, to) };
  }

  /**
   * Makes a row the current one.
   *
   * @returns its event; `null` when another became current meanwhile, or there is no such row.
   */
  async choose(row: number): Promise<ListedEvent | null> {
    if (row < 0 || row >= this.total.value) return null;
    this.active.value = row;
    await this.#pages.load(row, row + 1).catch(() => {});
    return this.active.value === row ? (this.#pages.peek(row) ?? null) : null;
  }

  /** Scrolls back to the current row. */
  seek(): void {
    const row = this.active.peek();
    this.active.value = -1;
    this.active.value = row;
  }

  /** The current row's event, if it is here. */
  current(): ListedEvent | null {
    return this.at(this.active.value);
  }

  /** A row's event, if it is here. */
  at(row: number): ListedEvent | null {
    return this.#pages.peek(row) ?? null;
  }

  #rows(from: number, to: number): DrawnRow[] {
    const events = this.#pages.slice(from, to);
    return events.map((event, i) => ({ event, usual: this.#pages.usual(from + i) }));
  }

  /** Of two scrolls that wait for rows only the newest counts. */
  async #load(from: number, to: number): Promise<boolean> {
    try {
      return (await this.#latest.ask(() => this.#pages.load(from, to))) !== superseded;
    } catch {
      // The engine stopped, which the page says. Its successor announces a change, and that draws.
      return false;
    }
  }
}
