import { expect, type Locator, type Page } from '@playwright/test';

/** Where a projection is written. */
export class Writing {
  /** The button that opens it. */
  readonly begin: Locator;
  readonly panel: Locator;
  readonly name: Locator;
  readonly create: Locator;
  readonly defineAnew: Locator;
  readonly close: Locator;
  readonly startOver: Locator;
  readonly error: Locator;
  /** The source, in the editor. */
  readonly source: Locator;
  readonly said: Locator;
  readonly problems: Locator;
  readonly notes: Locator;
  /** What comes of it. */
  readonly tried: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.begin = page.getByRole('button', { name: 'New projection…' });
    this.panel = page.locator('.panel.writing');
    this.name = this.panel.getByLabel('Name', { exact: true });
    this.create = this.panel.getByRole('button', { name: 'Create' });
    this.defineAnew = this.panel.getByRole('button', { name: 'Define anew' });
    this.close = this.panel.getByRole('button', { name: 'Close, and keep the draft' });
    this.startOver = this.panel.getByRole('button', { name: 'Start over' });
    this.error = this.panel.getByRole('alert');
    this.source = this.panel.getByRole('textbox', { name: 'The projection’s source' });
    this.said = this.panel.getByRole('list', { name: 'What is to be said of the source' });
    this.problems = this.panel.getByRole('list', { name: 'What is missing' });
    this.notes = this.panel.getByRole('list', { name: 'Worth knowing' });
    this.tried = this.panel.getByRole('region', { name: 'Tried on' });
    this.rows = this.tried.getByRole('table').locator('tbody').getByRole('row');
  }

  /** One of a few that are all in sight. A click goes to what is seen of it. */
  choice(group: string, title: string | RegExp): Locator {
    return this.panel
      .getByRole('group', { name: group, exact: true })
      .locator('label', { hasText: title });
  }

  /** Gives it a name, instead of the one that is suggested. */
  async call(name: string): Promise<void> {
    // What is typed before the suggestion has come would be put together with it.
    await expect(this.name).not.toHaveValue('');
    await this.name.fill(name);
  }

  async view(title: 'Form' | 'Code'): Promise<void> {
    await this.choice('Write it', title).click();
  }
}
