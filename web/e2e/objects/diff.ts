import { expect, type Locator, type Page } from '@playwright/test';

/** What differs in a projection between two moments, A and B. */
export class Diff {
  /** Starts to compare, and stops. */
  readonly compare: Locator;
  readonly stop: Locator;
  /** Compares the two ends of the range; there while there is one. */
  readonly compareRange: Locator;
  readonly swap: Locator;
  /** Has the list show the events between. */
  readonly between: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  /** How many rows of each kind. */
  readonly counts: Locator;
  readonly sums: Locator;
  /** What is said when there is nothing to show. */
  readonly empty: Locator;
  private readonly panel: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('region', { name: 'Projections', exact: true });
    this.compare = this.panel.getByRole('button', { name: 'Compare…' });
    this.compareRange = this.panel.getByRole('button', { name: 'Compare the range' });
    this.stop = this.panel.getByRole('button', { name: 'Stop comparing' });
    this.swap = this.panel.getByRole('button', { name: 'Swap' });
    this.between = this.panel.getByRole('button', { name: /^Events between/ });
    this.table = this.panel.getByRole('table', { name: /what differs between A and B$/ });
    this.rows = this.table.locator('tbody').getByRole('row');
    this.counts = this.panel.locator('.table-tools .count').first();
    this.sums = this.panel.locator('.sums');
    this.empty = this.panel.locator('.empty');
  }

  /** What sets an end at the viewed moment. */
  setHere(end: 'A' | 'B'): Locator {
    return this.panel.getByRole('button', { name: `Set ${end} here` });
  }

  row(key: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('rowheader', { name: key, exact: true }) });
  }

  /** Expects these two positions to be compared. */
  async expectEnds(a: number, b: number): Promise<void> {
    const shown = (position: number) => new RegExp(`^position ${position}(, viewed)?$`);
    await expect(this.panel.locator('.end-position')).toHaveText([shown(a), shown(b)]);
  }
}
