import type { Locator, Page } from '@playwright/test';

/** The lineage of a projection's row. */
export class Lineage {
  readonly panel: Locator;
  readonly title: Locator;
  /** Newest first. */
  readonly versions: Locator;
  readonly close: Locator;
  /** Which column's changes are shown. */
  readonly column: Locator;
  /** A number's course, drawn. */
  readonly course: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('region', { name: /^Lineage of / });
    this.title = this.panel.getByRole('heading', { level: 2 });
    this.versions = this.panel.getByRole('listitem');
    this.column = this.panel.getByRole('combobox', { name: 'Changes of' });
    this.course = this.panel.getByRole('img', { name: /over the last/ });
    this.close = this.panel.getByRole('button', { name: 'Close the lineage' });
  }

  /** What leads from a version to the event that made it. */
  event(position: number): Locator {
    return this.panel.getByRole('button', { name: `Event ${position}`, exact: true });
  }

  /** What shows the whole row around a version. */
  wholeRow(position: number): Locator {
    return this.panel.getByRole('button', {
      name: `The row before and after event ${position}`,
      exact: true,
    });
  }

  /** The row before and after an event. */
  around(position: number): Locator {
    return this.panel.getByRole('table', {
      name: `The row before and after event ${position}`,
      exact: true,
    });
  }

  /** What leads to the moment of a version. */
  view(position: number): Locator {
    return this.panel.getByRole('button', { name: `View at position ${position}`, exact: true });
  }
}
