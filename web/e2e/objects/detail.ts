import type { Locator, Page } from '@playwright/test';

/** The panel that shows all of one event. */
export class Detail {
  readonly panel: Locator;
  readonly title: Locator;
  readonly close: Locator;
  readonly viewMoment: Locator;
  /** Shows what caused the event, and what it caused. */
  readonly causes: Locator;
  /** The payload as a tree, and beside it that of the current schema version where they differ. */
  readonly trees: Locator;
  /** The payloads as text. */
  readonly texts: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('region', { name: /^Event( [\d,]+)?$/ });
    this.title = this.panel.getByRole('heading', { level: 2 });
    this.close = this.panel.getByRole('button', { name: 'Close the event' });
    this.viewMoment = this.panel.getByRole('button', { name: /moment$/ });
    this.causes = this.panel.getByRole('button', { name: 'Causes and effects' });
    this.trees = this.panel.getByRole('tree');
    this.texts = this.panel.locator('pre');
  }

  /** A fact, by its name. */
  fact(name: string): Locator {
    return this.panel.locator(`dt:text-is("${name}") + dd`);
  }

  /** What leads to another event. */
  event(position: number): Locator {
    return this.panel.getByRole('button', { name: `Event ${position}`, exact: true });
  }

  /** Shows the payload in another way. */
  show(view: 'Tree' | 'Text' | 'As stored'): Promise<void> {
    return this.panel.getByText(view, { exact: true }).click();
  }
}
