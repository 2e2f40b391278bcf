import type { Locator, Page } from '@playwright/test';

/** What the theme is chosen with. */
export class ThemeMenu {
  readonly button: Locator;
  readonly menu: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('button', { name: 'Theme', exact: true });
    this.menu = page.getByRole('dialog', { name: 'Theme' });
  }

  choice(name: 'As the system' | 'Light' | 'Dark'): Locator {
    return this.menu.getByRole('radio', { name });
  }

  /** Opens the menu, if it is not, and chooses. */
  async choose(name: 'As the system' | 'Light' | 'Dark'): Promise<void> {
    if (!(await this.menu.isVisible())) await this.button.click();
    // The name beside a radio button is what is seen of it.
    await this.menu.getByText(name, { exact: true }).click();
  }
}
