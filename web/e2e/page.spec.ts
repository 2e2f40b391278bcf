// The page as a whole: that it is served as promised, and works where nothing is promised.

import { expect, expectAccessible, test } from './fixtures';
import { Playground } from './objects/playground';
import { startStaticHost, types } from './static_host';

test('the page starts, complains of nothing, axe finds nothing, and it is small on the wire and kept', async ({
  page,
}) => {
  const answers = new Map<string, Record<string, string>>();
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.replace(/-[0-9A-Z]{8}\./, '.');
    answers.set(name, response.headers());
  });
  await page.goto('/');
  await page.evaluate('hindsight.ready');
  await expect(page).toHaveTitle(/Hindsight/);
  await expectAccessible(page);
  expect([...answers.keys()]).toEqual(
    expect.arrayContaining(['/', '/main.css', '/main.js', '/worker.js', '/hindsight.wasm']),
  );
  for (const [name, headers] of answers) {
    expect(headers['content-encoding'], name).toBe('br');
    expect(headers['cache-control'], name).toContain(name === '/' ? 'no-cache' : 'immutable');
    expect(headers['content-security-policy'], name).toContain("default-src 'none'");
  }
});

test('the page works from a folder of a plain static host', async ({ page }) => {
  const host = await startStaticHost('/some/where/');
  const { commands, status, events } = await Playground.open(page, host.url);
  await expect(page).toHaveTitle(/Hindsight/);
  await commands.button('Register').click();
  await expect(status).toContainText('at position 9');
  await expect(events.rows).toHaveCount(9);
  await host.close();
});

test('the page works from a host that knows no WebAssembly', async ({ page }) => {
  const { '.wasm': _, ...others } = types;
  const host = await startStaticHost('/', others);
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.wasm')) answers.push(response.headers()['content-type'] ?? '');
  });
  const { events } = await Playground.open(page, host.url);
  await expect(events.row(8)).toContainText('OrderShipped');
  expect(answers).toEqual(['application/octet-stream']);
  await host.close();
});

test('once it is open, the page needs no network', async ({ playground }) => {
  const { page, commands, form, moment, events, generating, job } = playground;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.context().setOffline(true);
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1' });
  await form.submit.click();
  await expect(form.done).toContainText('at position 9');
  await page.keyboard.press('Escape');
  await moment.step('First event').click();
  await moment.expectPast(1, 9);
  await playground.action('Generate…').click();
  await generating.size('1,000').click();
  await expect(job.title).toContainText('1,000 events appended');
  const downloading = page.waitForEvent('download');
  await playground.action('Export').click();
  await downloading;
  await events.search.fill('mug');
  await expect(events.count).toContainText('of 1,009 events');
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});
