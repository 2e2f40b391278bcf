// Light and dark: the system's choice, or one of one's own, which is remembered.

import { test as alone } from './fixtures';
import { Playground } from './objects/playground';
import { expect, test } from './shared';

alone.use({ colorScheme: 'light' });
test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: 'light' }));

/** How light what the page stands on is: 0 is black, 1 is white. */
async function lightness({ page }: Playground): Promise<number> {
  const color = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3 / 255;
}

async function expectDark(playground: Playground): Promise<void> {
  await expect.poll(() => lightness(playground)).toBeLessThan(0.2);
}

async function expectLight(playground: Playground): Promise<void> {
  await expect.poll(() => lightness(playground)).toBeGreaterThan(0.8);
}

test('without a choice the page is as the system is, and changes with it', async ({
  playground,
}) => {
  await expectLight(playground);
  await playground.page.emulateMedia({ colorScheme: 'dark' });
  await expectDark(playground);
});

test('a chosen theme is worn at once, whatever the system is', async ({ playground }) => {
  const { page, theme, keys } = playground;
  await theme.choose('Dark');
  await expectDark(playground);
  await page.emulateMedia({ colorScheme: 'dark' });
  await theme.choose('Light');
  await expectLight(playground);
  await theme.choose('As the system');
  await expectDark(playground);
  await keys.press('Escape');
  await expect(theme.button).toBeFocused();
});

test('the timeline is drawn in the colours of the theme', async ({ playground }) => {
  const { theme, timeline } = playground;
  await expect.poll(() => timeline.drawn(0, 1)).toBe(true);
  const before = await timeline.picture();
  await theme.choose('Dark');
  await expect.poll(() => timeline.picture()).not.toBe(before);
  await theme.choose('Light');
  await expect.poll(() => timeline.picture()).toBe(before);
});

test('the palette has the themes that are not worn', async ({ playground }) => {
  const { page, keys } = playground;
  await keys.press('Control+k');
  await keys.type('theme');
  const options = page.getByRole('dialog').getByRole('option');
  await expect(options).toHaveText(['Theme: light', 'Theme: dark']);
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await expectDark(playground);
});

alone('the choice is remembered, and worn before the page is drawn', async ({ playground }) => {
  const { page, theme } = playground;
  await theme.choose('Dark');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/main-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await expect(page.getByText('An event store you can rewind')).toBeVisible();
  await expectDark(playground);
  release();
  await expect(playground.events.rows).toHaveCount(8);
  await expectDark(playground);
  await theme.button.click();
  await expect(theme.choice('Dark')).toBeChecked();
});

alone('a browser that keeps nothing still changes its theme', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('no storage', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
  });
  const playground = await Playground.open(page);
  await expectLight(playground);
  await playground.theme.choose('Dark');
  await expectDark(playground);
});
