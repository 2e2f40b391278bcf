import { expect, type Locator, type Page } from '@playwright/test';
import { showCount } from '../../src/text/show';

/** The list of events, and what narrows it. */
export class Events {
  readonly panel: Locator;
  readonly count: Locator;
  /** What has the focus while a row is chosen by keyboard. */
  readonly grid: Locator;
  /** What scrolls. */
  readonly scroller: Locator;
  /** The rows that are drawn. */
  readonly rows: Locator;
  readonly chosen: Locator;
  /** The rows of events later than the viewed moment. */
  readonly later: Locator;
  /** The filter as a line of text: `stream:order-1 amount`. */
  readonly search: Locator;
  /** What is said about that line. */
  readonly searchNote: Locator;
  /** What it could go on with, while that is shown. */
  readonly suggestions: Locator;
  readonly more: Locator;
  readonly clearFilters: Locator;
  readonly from: Locator;
  readonly to: Locator;
  readonly clock: Locator;
  readonly range: Locator;
  readonly empty: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('region', { name: 'Events', exact: true });
    this.count = this.panel.locator('.panel-head .count');
    this.grid = this.panel.getByRole('grid', { name: 'Events' });
    this.scroller = this.panel.locator('.list');
    this.rows = this.grid.locator('tbody').getByRole('row');
    this.chosen = this.grid.locator('[aria-selected=true]');
    this.later = this.grid.locator('tr.later');
    this.search = this.panel.getByRole('combobox', { name: 'Search events' });
    this.searchNote = this.panel.locator('.query .note');
    this.suggestions = this.panel.getByRole('listbox').getByRole('option');
    this.more = this.panel.getByRole('button', { name: /^Types and range/ });
    this.clearFilters = this.panel.getByRole('button', { name: 'Clear filters' });
    this.range = this.panel.getByRole('group', { name: /^Range/ });
    this.from = this.range.getByRole('textbox', { name: 'From' });
    this.to = this.range.getByRole('textbox', { name: 'To' });
    this.clock = this.range.getByRole('combobox', { name: 'Clock' });
    this.empty = this.panel.locator('.empty');
  }

  /** The row of an event. */
  row(position: number): Locator {
    const cell = this.page.locator('td:first-child', { hasText: positionCell(position) });
    return this.rows.filter({ has: cell });
  }

  /** The choice of a type in the filter. */
  type(name: string): Locator {
    return this.panel.getByRole('checkbox', { name });
  }

  /** One of the suggestions, by what it would put into the search. */
  suggestion(term: string): Locator {
    return this.suggestions.filter({ has: this.page.getByText(term, { exact: true }) });
  }

  /** Expects these events, and no others, in this order. */
  async expectPositions(positions: number[]): Promise<void> {
    await expect(this.rows.locator('td:first-child')).toHaveText(positions.map(positionCell));
  }

  /** The position in the row at the top of what is in view. */
  async topPosition(): Promise<number> {
    const text = await this.grid.evaluate((grid) => {
      const top = grid.querySelector('thead')?.getBoundingClientRect().bottom ?? 0;
      const rows = [...grid.querySelectorAll('tbody tr')];
      const first = rows.find((row) => row.getBoundingClientRect().bottom > top + 1);
      return first?.querySelector('td')?.textContent ?? '';
    });
    return Number.parseInt(text.replaceAll(',', ''), 10);
  }

  /** Scrolls to a share of the list, 0 to 1, as a scrollbar does. */
  async scrollTo(share: number): Promise<void> {
    await this.scroller.evaluate((list, part) => {
      list.scrollTop = part * (list.scrollHeight - list.clientHeight);
    }, share);
  }
}

function positionCell(position: number): RegExp {
  return new RegExp(`^${showCount(position)}(, later than the viewed moment)?$`);
}
