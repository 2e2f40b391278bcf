// A disk that is full: what can't be kept is refused, what was acknowledged stays, and there is a way out.

import { expect, test } from './fixtures';
import { OwnBrowser, withProfile } from './objects/browser';
import { Playground } from './objects/playground';

test('when the quota is reached the append is refused, memory and file agree, and room helps', async ({
  baseURL,
}) => {
  test.setTimeout(120_000);
  await withProfile(async (profile) => {
    const browser = await OwnBrowser.start(profile);
    const { page } = browser;
    await page.goto(baseURL ?? '');
    await page.evaluate('hindsight.ready');
    const playground = new Playground(page);
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(baseURL ?? '');
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8_000_000 });
    const { acknowledged, code } = await page.evaluate(async () => {
      const data = 'x'.repeat(500_000);
      for (let acknowledged = 0; ; acknowledged++) {
        try {
          await window.hindsight.append({ type: 'Big', stream: 'big', data });
        } catch (error) {
          return { acknowledged, code: (error as { code: string }).code };
        }
      }
    });
    expect(code).toBe('storage_failed');
    expect(acknowledged).toBeGreaterThan(2);
    expect(await playground.total()).toBe(8 + acknowledged);
    // The form says it where one looks.
    await playground.commands.anyEvent.click();
    await playground.form.fill({ type: 'Big', stream: 'big', data: `"${'x'.repeat(900_000)}"` });
    await playground.form.submit.click();
    await expect(page.getByRole('dialog')).toContainText('QuotaExceededError');
    await page.keyboard.press('Escape');
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await playground.append({ type: 'Small', stream: 'small' });
    await page.reload();
    await page.evaluate('hindsight.ready');
    expect(await playground.total()).toBe(8 + acknowledged + 1);
    const verified = await page.evaluate(() => window.hindsight.workspaces.verify());
    expect(verified.events).toBe(8 + acknowledged + 1);
    await browser.kill();
  });
});
