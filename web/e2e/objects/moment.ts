import { expect, type Locator, type Page } from '@playwright/test';

/** The bar that says, and changes, the moment that is looked at. */
export class MomentBar {
  readonly bar: Locator;
  readonly slider: Locator;
  /** Such as `3 of 8`. */
  readonly where: Locator;
  readonly asOf: Locator;
  /** How the time was understood, or why it was not. */
  readonly note: Locator;
  readonly past: Locator;
  readonly backToNow: Locator;

  constructor(private readonly page: Page) {
    this.bar = page.getByRole('region', { name: 'Viewed moment' });
    this.slider = this.bar.getByRole('slider', { name: 'Position' });
    this.where = this.bar.locator('output');
    this.asOf = this.bar.getByRole('textbox', { name: 'As of' });
    this.note = this.bar.locator('#as-of-note');
    this.past = this.bar.getByText('You are looking at the past');
    this.backToNow = this.bar.getByRole('button', { name: 'Back to now' });
  }

  /**
   * Drags the slider from its end to places on it, as shares of its width.
   *
   * @returns how many moves that were.
   */
  async scrub(shares: readonly number[]): Promise<number> {
    const steps = 20;
    const box = await this.slider.boundingBox();
    if (!box) throw new Error('the slider is not in view');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width - 8, y);
    await this.page.mouse.down();
    for (const share of shares) await this.page.mouse.move(box.x + share * box.width, y, { steps });
    await this.page.mouse.up();
    return steps * shares.length;
  }

  /** One of the buttons that step. */
  step(name: 'First event' | 'Previous event' | 'Next event' | 'Latest'): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  /** Expects the past to be looked at, from `position` of `last`. */
  async expectPast(position: number, last: number): Promise<void> {
    await expect(this.past).toBeVisible();
    await expect(this.where).toHaveText(`${position} of ${last}`);
    await expect(this.slider).toHaveValue(String(position));
  }

  /** Expects the latest of `last` events to be looked at. */
  async expectNow(last: number): Promise<void> {
    await expect(this.past).toBeHidden();
    await expect(this.backToNow).toBeHidden();
    await expect(this.where).toHaveText(`${last} of ${last}`);
    await expect(this.slider).toHaveValue(String(last));
  }
}
