import { expect, type Locator, type Page } from '@playwright/test';

/** What the selected event did to a projection. */
export class Stepping {
  readonly part: Locator;
  /** Of a projection that is built in: the rows that changed. */
  readonly rows: Locator;
  /** Of an own projection: what differs in its state. */
  readonly state: Locator;
  readonly error: Locator;
  readonly skipped: Locator;
  readonly emitted: Locator;
  readonly logged: Locator;

  constructor(
    private readonly page: Page,
    projection: string,
  ) {
    this.part = page.getByRole('region', { name: `What it did to ${projection}`, exact: true });
    this.rows = this.part.locator('.row-did');
    this.state = this.part.getByRole('list', { name: 'State: what differs', exact: true });
    this.error = this.part.locator('.alert');
    this.skipped = this.part.locator('.skipped');
    this.emitted = this.part.locator('.emitted').getByRole('listitem');
    this.logged = this.part.locator('.logged').getByRole('listitem');
  }

  /** What shows the state in another way. */
  show(form: 'Difference' | 'Before' | 'After'): Promise<void> {
    return this.part.getByText(form, { exact: true }).first().click();
  }

  /** A button, such as `Next error`. */
  button(name: string): Locator {
    return this.part.getByRole('button', { name, exact: true });
  }

  /** Expects that a press of the key leads to the event. */
  async expectKey(key: string, position: number): Promise<void> {
    await this.page.keyboard.press(key);
    await this.expectAt(position);
  }

  /** Expects that the event is selected. */
  async expectAt(position: number): Promise<void> {
    const title = this.page.getByRole('heading', { level: 2, name: /^Event \d/ });
    await expect(title).toHaveText(`Event ${position}`);
  }
}
