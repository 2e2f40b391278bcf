import { expect, type Locator, type Page } from '@playwright/test';

/** What a person without a mouse does: nothing here touches an element but by the keyboard. */
export class Keys {
  constructor(private readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Presses Tab until `target` has the focus. */
  to(target: Locator): Promise<void> {
    return this.#until(target, 'Tab');
  }

  /** Presses Shift and Tab until `target` has the focus. */
  backTo(target: Locator): Promise<void> {
    return this.#until(target, 'Shift+Tab');
  }

  /** Goes to a button and presses it. */
  async push(button: Locator): Promise<void> {
    await this.to(button);
    await this.press('Enter');
  }

  /** Goes to a field and types `text` in place of what it holds. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.press('ControlOrMeta+a');
    await this.press('Delete');
    await this.type(text);
  }

  async #until(target: Locator, key: string): Promise<void> {
    await expect(target).toBeAttached();
    // It is found once: to find an element by its role takes longer than a press does.
    let element = await target.elementHandle();
    for (let pressed = 0; element && pressed < 100; pressed++) {
      const found = await element.evaluate(focusOf);
      if (found === 'here') return;
      if (found === 'gone') element = await target.elementHandle();
      await this.press(key);
    }
    await expect(target, `${key} leads to it`).toBeFocused();
  }
}

/**
 * In the page: whether the next key goes to `element`, or elsewhere as that is not in the page any more. What
 * is about to be drawn is drawn before that key is handled, and may take the element away or the focus from
 * it: so a frame is waited for.
 */
async function focusOf(element: Element): Promise<'here' | 'elsewhere' | 'gone'> {
  await new Promise(requestAnimationFrame);
  if (!element.isConnected) return 'gone';
  return element === document.activeElement ? 'here' : 'elsewhere';
}
