// Sample histories: as long as one wants, and the same for the same seed.

import { expect, test } from './shared';

test('a click generates 1,000 events, and the page says so', async ({ playground }) => {
  const { generating, job, events, moment, status } = playground;
  await playground.action('Generate…').click();
  await expect(generating.seed).toHaveValue('1');
  await generating.size('1,000').click();
  await expect(job.title).toHaveText('Generating 1,000 events: 1,000 events appended');
  await expect(status).toContainText('1,000 events appended');
  await expect(events.count).toHaveText(/^1,000 events/);
  await expect(moment.where).toHaveText('1,000 of 1,000');
});

test('the same seed gives the same bytes, another seed another history', async ({ playground }) => {
  const { generating, job } = playground;
  const logs: string[] = [];
  for (const seed of ['42', '42', '43']) {
    await playground.clear();
    await playground.action('Generate…').click();
    await generating.seed.fill(seed);
    await generating.size('1,000').click();
    await expect(job.title).toContainText('1,000 events appended');
    logs.push(await playground.log());
    await job.close.click();
  }
  expect(logs[0]?.length).toBeGreaterThan(100_000);
  expect(logs[1]).toBe(logs[0]);
  expect(logs[2]).not.toBe(logs[0]);
});

test('a seed that is none is refused at its field', async ({ playground }) => {
  const { generating } = playground;
  await playground.action('Generate…').click();
  for (const seed of ['', '-1', '1.5', 'lucky', '4294967296']) {
    await generating.seed.fill(seed);
    await expect(generating.seed).toHaveAccessibleDescription(/must be a whole number/);
    await expect(generating.size('1,000')).toHaveAttribute('aria-disabled', 'true');
    await generating.size('1,000').click({ force: true });
    await expect(generating.dialog).toBeVisible();
  }
  expect(await playground.total()).toBe(8);
});

test('by keyboard alone, 1,000,000 events are begun and cancelled; what went in stays', async ({
  playground,
}) => {
  const { keys, generating, job, events } = playground;
  await keys.push(playground.action('Generate…'));
  await keys.fill(generating.seed, '9');
  await keys.push(generating.size('1,000,000'));
  await expect(job.progress).toBeVisible();
  await keys.backTo(job.cancel);
  await keys.press('Enter');
  await expect(job.title).toHaveText(/^Generating 1,000,000 events was cancelled: [\d,]+ events/);
  const total = await playground.total();
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(1_000_000);
  await expect(job.title).toContainText(`${total.toLocaleString('en-US')} events appended`);
  await expect(events.count).toHaveText(new RegExp(`^${total.toLocaleString('en-US')} events`));
});

test('the sample shop is brought back after a question', async ({ playground }) => {
  const { page, events } = playground;
  await playground.append({ type: 'Noted', stream: 'note-1' });
  await expect(events.rows).toHaveCount(9);
  await playground.action('Sample shop…').click();
  const dialog = page.getByRole('dialog', { name: 'Load the sample shop' });
  await expect(dialog).toContainText('This forgets 9 events, for good.');
  await dialog.getByRole('button', { name: 'Replace by the sample shop' }).click();
  await events.expectPositions([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('the log is emptied after a question, and only then', async ({ playground }) => {
  const { page, events, status } = playground;
  const dialog = page.getByRole('dialog', { name: 'Clear the log' });
  await playground.action('Clear…').click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(events.rows).toHaveCount(8);
  await playground.action('Clear…').click();
  await dialog.getByRole('button', { name: 'Clear the log' }).click();
  await expect(status).toHaveText('The log is empty');
  await expect(events.empty).toContainText('The log is empty.');
  expect(await playground.total()).toBe(0);
});
