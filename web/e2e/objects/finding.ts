import type { Locator, Page } from '@playwright/test';

/** The search for the moments at which a condition turned. */
export class Finding {
  /** Opens the search, and closes it. */
  readonly toggle: Locator;
  readonly form: Locator;
  readonly column: Locator;
  /** What inside a JSON column is meant. */
  readonly member: Locator;
  readonly operator: Locator;
  readonly value: Locator;
  readonly submit: Locator;
  /** What is wrong with the condition. */
  readonly error: Locator;
  /** What a condition on all of a JSON column is good for. */
  readonly note: Locator;
  readonly count: Locator;
  readonly previous: Locator;
  readonly next: Locator;
  /** The members that are suggested. */
  readonly suggested: Locator;
  readonly list: Locator;
  /** The flips, oldest first. */
  readonly flips: Locator;
  /** The one that was gone to. */
  readonly current: Locator;

  constructor(page: Page) {
    const panel = page.getByRole('region', { name: 'Projections', exact: true });
    this.toggle = panel.getByRole('button', { name: 'Find…' });
    this.form = panel.getByRole('search', { name: /^Find in / });
    this.column = this.form.getByRole('combobox', { name: 'Column' });
    this.member = this.form.getByRole('combobox', { name: 'Member' });
    this.operator = this.form.getByRole('combobox', { name: 'Operator' });
    this.value = this.form.getByRole('textbox', { name: 'Value' });
    this.submit = this.form.getByRole('button', { name: 'Find', exact: true });
    this.error = this.form.getByRole('status');
    this.note = this.form.locator('#find-note');
    this.count = this.form.locator('.count');
    this.previous = this.form.getByRole('button', { name: 'Previous flip' });
    this.next = this.form.getByRole('button', { name: 'Next flip' });
    this.suggested = this.form.locator('datalist option');
    this.list = this.form.getByRole('list');
    this.flips = this.form.getByRole('listitem');
    this.current = this.form.locator('[aria-current=true]');
  }
  /** Asks when a column's value compared like this with another. */
  async ask(column: string, operator: string, value: string): Promise<void> {
    await this.column.selectOption(column);
    await this.operator.selectOption(operator);
    await this.value.fill(value);
    await this.submit.click();
  }
}
