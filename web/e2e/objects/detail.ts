import type { Locator, Page } from '@playwright/test';

/** The panel that shows all of one event. */
export class Detail {
  readonly panel: Locator;
  readonly title: Locator;
  readonly close: Locator;
  readonly viewMoment: Locator;
  /** Shows what caused the event, and what it caused. */
  readonly causes: Locator;
  /** Opens the menu of what the event can be copied as. */
  readonly copy: Locator;
  readonly copyMenu: Locator;
  /** The text of what no clipboard took. */
  readonly copyByHand: Locator;
  /** Opens the form on another event like this one. */
  readonly another: Locator;
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
    this.copy = this.panel.getByRole('button', { name: 'Copy' });
    this.copyMenu = this.panel.getByRole('menu', { name: 'Copy' });
    this.copyByHand = page.getByRole('dialog').getByRole('textbox', { name: /^Event / });
    this.another = this.panel.getByRole('button', { name: 'Append another like this' });
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

  /** Chooses what the event is copied as. */
  async copyAs(title: 'JSON' | 'NDJSON' | 'CloudEvent' | 'Script'): Promise<void> {
    await this.copy.click();
    await this.copyMenu.getByRole('menuitem', { name: new RegExp(`^${title}`) }).click();
  }

  /** Shows the payload in another way. */
  show(view: 'Tree' | 'Text' | 'As stored'): Promise<void> {
    return this.panel.getByText(view, { exact: true }).click();
  }
}
