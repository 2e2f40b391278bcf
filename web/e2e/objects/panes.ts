import { expect, type Locator, type Page } from '@playwright/test';
import { Projections } from './projections';

/** The panes that show projections side by side. */
export class Panes {
  /** In their order; none has a name while there is one alone. */
  readonly all: Locator;
  /** The one that keys do something to. */
  readonly current: Locator;
  /** What opens another projection beside the current one. */
  readonly beside: Locator;
  /** The boundary between the list of events and the projections. */
  readonly eventsSplitter: Locator;
  private readonly panel: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('region', { name: 'Projections', exact: true });
    this.all = this.panel.getByRole('region', { name: /^Pane \d/ });
    this.current = this.panel.locator('[aria-current=true]').and(this.all);
    this.beside = this.panel.getByRole('button', { name: 'Open another projection beside' });
    this.eventsSplitter = page.getByRole('separator', { name: 'Width of the list of events' });
  }

  /** The pane of that number, from 1, and its table. */
  pane(number: number): Projections {
    const panel = this.panel.getByRole('region', { name: new RegExp(`^Pane ${number}:`) });
    return new Projections(this.page, panel);
  }

  close(number: number): Locator {
    return this.panel.getByRole('button', { name: `Close pane ${number}` });
  }

  /** The boundary after a pane. */
  splitter(number: number): Locator {
    return this.panel.getByRole('separator', { name: `Width of pane ${number}` });
  }

  /** Expects these projections, a pane each from left to right. */
  async expectShown(titles: string[]): Promise<void> {
    await expect(this.all).toHaveCount(titles.length);
    for (const [i, title] of titles.entries()) {
      await expect(this.pane(i + 1).table).toHaveAccessibleName(`${title} at the viewed moment`);
    }
  }

  /** How wide the elements before and after a boundary are, in pixels. */
  widths(splitter: Locator): Promise<[number, number]> {
    return splitter.evaluate((line) => [
      Math.round(line.previousElementSibling?.getBoundingClientRect().width ?? 0),
      Math.round(line.nextElementSibling?.getBoundingClientRect().width ?? 0),
    ]);
  }

  /** Drags a boundary so far to the right, or to the left. */
  async drag(splitter: Locator, by: number): Promise<void> {
    const box = await splitter.boundingBox();
    if (!box) throw new Error('the boundary is not in view');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + by, y, { steps: 4 });
    await this.page.mouse.up();
  }
}
