import { expect, type Locator, type Page } from '@playwright/test';

/** The card of an import, or of a history that is generated. */
export class Job {
  readonly card: Locator;
  readonly title: Locator;
  readonly progress: Locator;
  readonly cancel: Locator;
  readonly close: Locator;
  /** The lines that were set aside. */
  readonly reasons: Locator;

  constructor(page: Page) {
    this.card = page.getByRole('region', { name: 'Import and generation' });
    this.title = this.card.locator('.job-title');
    this.progress = this.card.getByRole('progressbar');
    this.cancel = this.card.getByRole('button', { name: 'Cancel' });
    this.close = this.card.getByRole('button', { name: 'Close' });
    this.reasons = this.card.getByRole('table').locator('tbody').getByRole('row');
  }

  /** Expects an import that is over, and what it did. */
  async expectSummary(summary: {
    format?: string;
    appended?: number;
    known?: number;
    setAside?: number;
  }): Promise<void> {
    const count = new Intl.NumberFormat('en-US');
    const facts: [string, string | number | undefined][] = [
      ['Format', summary.format],
      ['Appended', summary.appended],
      ['Known already', summary.known],
      ['Set aside', summary.setAside],
    ];
    for (const [name, value] of facts) {
      if (value === undefined) continue;
      const shown = typeof value === 'number' ? count.format(value) : value;
      await expect(this.card.locator(`dt:text-is("${name}") + dd`), name).toHaveText(shown);
    }
  }
}

/** The dialog that chooses or takes a pasted log. */
export class ImportDialog {
  readonly dialog: Locator;
  readonly file: Locator;
  readonly pasted: Locator;
  readonly format: Locator;
  readonly importPasted: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Import a log' });
    this.file = this.dialog.getByLabel(/^Choose a file/);
    this.pasted = this.dialog.getByLabel('Or paste it');
    this.format = this.dialog.getByLabel('Format');
    this.importPasted = this.dialog.getByRole('button', { name: 'Import what is pasted' });
  }
}

/** The dialog that generates a history. */
export class GenerateDialog {
  readonly dialog: Locator;
  readonly seed: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Generate a history' });
    this.seed = this.dialog.getByLabel('Seed');
  }

  size(events: '1,000' | '100,000' | '1,000,000'): Locator {
    return this.dialog.getByRole('button', { name: `${events} events`, exact: true });
  }
}
