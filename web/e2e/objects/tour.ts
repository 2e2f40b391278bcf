import { expect, type Locator, type Page } from '@playwright/test';

/** The introduction, which a first visit shows. */
export class Introduction {
  readonly strip: Locator;
  readonly takeTour: Locator;
  readonly dismiss: Locator;

  constructor(page: Page) {
    this.strip = page.getByRole('region', { name: 'Introduction' });
    this.takeTour = this.strip.getByRole('button', { name: 'Take the tour' });
    this.dismiss = this.strip.getByRole('button', { name: 'Dismiss the introduction' });
  }
}

/** The titles of the steps. */
export const tourSteps = [
  'Append',
  'Rewind',
  'Compare',
  'Where a value comes from',
  'Find a flip',
  'A table of your own',
  'Bring your own log',
] as const;

/** The tour through the page. */
export class Tour {
  readonly card: Locator;
  /** What is drawn around that which the step points at. */
  readonly ring: Locator;
  /** What starts it, at any time. */
  readonly start: Locator;
  readonly leave: Locator;
  readonly next: Locator;
  readonly back: Locator;
  readonly finish: Locator;
  /** What takes the focus to that which the step points at. */
  readonly goToIt: Locator;

  constructor(page: Page) {
    this.card = page.locator('.tour');
    this.ring = page.locator('.tour-ring');
    this.start = page.getByRole('button', { name: 'Tour', exact: true });
    this.leave = this.card.getByRole('button', { name: 'Leave the tour' });
    this.next = this.card.getByRole('button', { name: 'Next' });
    this.back = this.card.getByRole('button', { name: 'Back' });
    this.finish = this.card.getByRole('button', { name: 'Finish' });
    this.goToIt = this.card.getByRole('button', { name: 'Go to it' });
  }

  /** Expects a step to be shown, with the focus on its card unless a dialog has it. */
  async expectStep(title: (typeof tourSteps)[number]): Promise<void> {
    await expect(this.card).toHaveAccessibleName(title);
    await expect(this.card).toHaveRole('dialog');
    await expect(this.card).toContainText(`${tourSteps.indexOf(title) + 1} of ${tourSteps.length}`);
    await expect(this.card).toBeFocused();
  }
}
