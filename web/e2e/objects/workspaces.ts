import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog of the logs that the browser keeps. */
export class Workspaces {
  readonly dialog: Locator;
  /** Those that are not deleted. */
  readonly all: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Workspaces' });
    this.all = this.dialog.getByRole('list', { name: 'Workspaces', exact: true }).locator('> li');
  }

  async open(): Promise<void> {
    await this.page.getByRole('banner').locator('.kept').click();
  }

  row(name: string): Locator {
    return this.all.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async make(how: 'Create empty' | 'Create with the sample shop', name: string): Promise<void> {
    await this.dialog.getByLabel('New workspace').fill(name);
    await this.dialog.getByRole('button', { name: how }).click();
    await expect(this.dialog).toBeHidden();
  }
}
