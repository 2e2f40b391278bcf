import { expect, type Locator, type Page } from '@playwright/test';

/** The tables of the projections. */
export class Projections {
  readonly panel: Locator;
  readonly facts: Locator;
  readonly tabs: Locator;
  readonly selected: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  readonly keys: Locator;
  readonly search: Locator;
  readonly paging: Locator;
  readonly previousPage: Locator;
  readonly nextPage: Locator;
  readonly failures: Locator;

  /** @param panel the whole panel, with one pane; or one of several panes. */
  constructor(
    private readonly page: Page,
    panel = page.getByRole('region', { name: 'Projections', exact: true }),
  ) {
    this.panel = panel;
    this.facts = this.panel.locator('.facts');
    this.tabs = this.panel.getByRole('tab');
    this.selected = this.panel.getByRole('tab', { selected: true });
    this.table = this.panel.getByRole('table');
    this.rows = this.table.locator('tbody').getByRole('row');
    this.keys = this.rows.getByRole('rowheader');
    this.search = this.panel.getByRole('searchbox');
    this.paging = this.panel.locator('.paging .count');
    this.previousPage = this.panel.getByRole('button', { name: 'Previous page' });
    this.nextPage = this.panel.getByRole('button', { name: 'Next page' });
    this.failures = this.panel.getByRole('button', { name: /could not be applied$/ });
  }

  tab(title: string): Locator {
    return this.panel.getByRole('tab', { name: new RegExp(`^${title} `) });
  }

  /** Shows a projection by a click on its tab. */
  async show(title: string): Promise<void> {
    await this.tab(title).click();
    await expect(this.table).toHaveAccessibleName(`${title} at the viewed moment`);
  }

  /** Expects tabs with these titles, in this order. */
  async expectTabs(titles: string[]): Promise<void> {
    await expect(this.tabs).toHaveText(titles.map((title) => new RegExp(`^${title} [\\d.K]+$`)));
  }

  header(column: string): Locator {
    return this.table.getByRole('columnheader', { name: column, exact: true });
  }

  /** What sorts by a column. */
  sort(column: string): Locator {
    return this.header(column).getByRole('button');
  }

  /** The cells of a row, without its key and where it was changed. */
  cells(key: string): Locator {
    return this.row(key).getByRole('cell');
  }

  row(key: string): Locator {
    const name = this.page.locator('th', { hasText: new RegExp(`^${escaped(key)}$`) });
    return this.rows.filter({ has: name });
  }

  /** The cells that are marked as other than at the moment looked at before. */
  marked(how: 'more' | 'less' | 'other' | 'new'): Locator {
    return this.table.locator(`[data-differs=${how}]`);
  }

  /** What leads to the lineage of a row. */
  lineageOf(key: string): Locator {
    return this.row(key).getByRole('button', { name: /: show its lineage$/ });
  }

  /** A value of a row, which leads to its lineage. */
  value(key: string, shown: string): Locator {
    return this.row(key).getByRole('button', { name: shown, exact: true });
  }

  /** What leads from a row to the event that changed it last. */
  changedAt(key: string): Locator {
    return this.row(key).getByRole('button', { name: /^Changed at/ });
  }

  /** Expects rows with these keys, in this order. */
  async expectKeys(keys: string[]): Promise<void> {
    await expect(this.keys).toHaveText(keys);
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
