import { batch, signal } from '@preact/signals';
import type { Event as ListedEvent } from '../protocol/questions.gen';
import type { Usual } from '../text/summary';
import { type Asking, answerTo } from './answer';
import { Latest, superseded } from './latest';
import { lastUpTo, type Matches, matching } from './matching';
import { EventPages, pageSize } from './pages';
import type { Asked } from './view';

/** Rows drawn above and below those in view, because a row at the edge is only partly in view. */
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
  readonly listNumber = signal(0);
  readonly drawn = signal<Drawn>({ from: 0, rows: [] });
  /** The current row, -1 when there is none. */
  readonly active = signal(-1);
  /** The first row in view, and how many are. */
  #first = 0;
  #count = 1;
  #filter: Asked | null = null;
  #pages = new EventPages(async () => []);
  #latest = new Latest();
  /** Counts the calls of {@link show}: only the last one draws. */
  #shows = 0;
  /** Counts the calls of {@link reveal}: only the last one has a say. */
  #reveals = 0;
  /** Whether another list is on its way. */
  #leaving = false;
  /** Functions to call once that list is there. */
  #whenThere: (() => void)[] = [];

  /** @param ask has the engine answer; rejects without an engine. */
  constructor(private readonly ask: typeof answerTo = answerTo) {}

  /**
   * What to ask to keep the list of these matches in step with the log: how long it is by now, with the rows of the
   * page at its end where that is in view, or with the first ones where it is another list.
   */
  asking(filter: Asked): Asking<Matches> {
    const page = filter === this.#filter ? this.#growingPage() : 0;
    return page === null ? matching(filter, 0, 0) : matching(filter, page * pageSize, pageSize);
  }

  /** The page at the list's end, when it is in view and what is appended comes into it; else `null`. */
  #growingPage(): number | null {
    const total = this.total.peek();
    const isInView = this.#first + this.#count + spare >= total;
    return isInView && total % pageSize > 0 ? Math.floor(total / pageSize) : null;
  }

  /** Another list is on its way. What keys ask for from now on is done with that one. */
  leave(): void {
    this.#leaving = true;
    this.#whenThere = [];
  }

  /** Calls `act` once the list that is on its way is there, or at once if none is. */
  whenThere(act: () => void): void {
    if (this.#leaving) this.#whenThere.push(act);
    else act();
  }

  /**
   * Takes an answer.
   *
   * @param isGrown whether it is of the log that the rows here are of.
   */
  take(matches: Matches, isGrown: boolean): void {
    const { total, offset, rows, filter } = matches;
    batch(() => {
      if (filter === this.#filter && isGrown && total >= this.total.peek()) {
        if (total !== this.total.peek()) this.#pages.grow(total);
      } else {
        this.#pages = new EventPages(
          async (offset, limit) => (await this.ask(matching(filter, offset, limit))).rows,
          total,
        );
        this.active.value = -1;
        this.listNumber.value++;
        this.#first = 0;
      }
      this.#filter = filter;
      this.#pages.take(offset, rows);
      this.total.value = total;
    });
    this.show(this.#first, this.#count);
    this.#leaving = false;
    for (const act of this.#whenThere.splice(0)) act();
  }

  /** Draws the rows from `first` on, `count` of them, as soon as they are here. */
  async show(first: number, count: number): Promise<void> {
    this.#first = first;
    this.#count = count;
    const from = Math.max(0, Math.floor(first) - spare);
    const to = Math.min(this.total.value, Math.ceil(first + count) + spare);
    const show = ++this.#shows;
    const loaded = this.#pages.has(from, to) || (await this.#load(from, to));
    // Rows that were scrolled to later may have been here sooner.
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

  /**
   * Makes the row of an event current that was selected elsewhere; none, if the list is without it. A row that became
   * current while the engine was asked stays so: whoever pressed a key meanwhile is at that one. Rejects without an
   * engine.
   */
  async reveal(position: number | null): Promise<void> {
    const reveal = ++this.#reveals;
    const before = this.active.peek();
    if (position !== null && this.current()?.position === position) return;
    const row = position === null || !this.#filter ? -1 : await this.#rowOf(position, this.#filter);
    if (reveal !== this.#reveals || this.active.peek() !== before) return;
    if (row < 0) this.active.value = -1;
    else await this.choose(row);
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

  /** Counts the matches up to an event; -1 if it is none of them. */
  async #rowOf(position: number, filter: Asked): Promise<number> {
    const { last, count } = await this.ask(lastUpTo(filter, position));
    return last === position ? count - 1 : -1;
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
      // The engine stopped, which the page says elsewhere. The next engine reports a change, and that draws.
      return false;
    }
  }
}
