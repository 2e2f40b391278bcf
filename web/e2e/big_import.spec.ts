// An import that takes a while: how far it is, and how it is cancelled.

import { test as alone } from './fixtures';
import { drop, event, file, ndjson } from './objects/logs';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

test('a big import shows how far it is, and a click cancels it; what went in stays', async ({
  playground,
}) => {
  const { job, events, status } = playground;
  await dropBig(playground);
  await expect(job.progress).toBeVisible();
  await expect(job.card).toContainText('Importing big.ndjson');
  await expect
    .poll(() => job.progress.evaluate((bar: HTMLProgressElement) => bar.value))
    .toBeGreaterThan(0);
  await job.cancel.click();
  await expect(job.title).toHaveText(
    /^Importing big\.ndjson was cancelled: [\d,]+ events appended/,
  );
  const total = await playground.total();
  expect(total).toBeGreaterThan(0);
  await job.expectSummary({ format: 'hindsight-ndjson', appended: total, known: 0, setAside: 0 });
  await expect(status).toContainText('was cancelled');
  await expect(events.count).toHaveText(new RegExp(`^${total.toLocaleString('en-US')} events`));
  await events.scrollTo(1);
  await expect(events.row(total)).toBeInViewport();
});

test('while a big import runs, the page answers and events can be appended', async ({
  playground,
}) => {
  const { page, job, commands, form, keys } = playground;
  await dropBig(playground);
  // The sample shop has made way by then.
  await expect
    .poll(() => job.progress.evaluate((bar: HTMLProgressElement) => bar.value))
    .toBeGreaterThan(0);
  // The shop's commands are folded away beside a log of another domain.
  await commands.anyEvent.click();
  await form.fill({ type: 'UserRegistered', stream: 'user-9' });
  await form.submit.click();
  await expect(form.done).toContainText('version 1 of user-9 at position');
  await keys.press('Escape');
  await expect(job.progress).toBeVisible();
  const row = await page.evaluate(() => window.hindsight.row('event_types', 'UserRegistered'));
  expect(row?.values[0]).toBe(1);
  await job.cancel.click();
  await expect(job.title).toContainText('was cancelled');
});

alone(
  'an import that is cut short, as its page is left, is told to whoever comes back, once',
  async ({ playground }) => {
    const { page, job, alerts } = playground;
    await dropBig(playground);
    await expect(job.progress).toBeVisible();
    await expect.poll(() => playground.total()).toBeGreaterThan(8);
    await page.reload();
    await page.evaluate('hindsight.ready');
    await expect(alerts).toContainText('Importing big.ndjson was cut short, as its page was left.');
    expect(await playground.total()).toBeGreaterThan(8);
    await page.reload();
    await page.evaluate('hindsight.ready');
    await expect(playground.events.count).toContainText('events');
    await expect(alerts).toBeEmpty();
  },
);

alone(
  'what a script had begun to import is told of as well, and no other workspace opened meanwhile',
  async ({ playground }) => {
    const { page, workspaces, alerts } = playground;
    await page.evaluate(() => window.hindsight.workspaces.create('Another'));
    await page.evaluate(() => {
      const line = '{"type":"Noted","stream":"n","time":"2026-02-01T10:00:00Z"}\n';
      const log = new Blob(Array<Blob>(200).fill(new Blob([line.repeat(15_000)])));
      window.hindsight.import(log).catch(() => {});
    });
    await expect.poll(() => playground.total()).toBeGreaterThan(8);
    await workspaces.open();
    await workspaces.row('Another').getByRole('button', { name: 'Open' }).click();
    await expect(workspaces.dialog.getByRole('alert').first()).toContainText('a script');
    await page.reload();
    await expect(alerts).toContainText('An import was cut short, as its page was left.');
  },
);

alone(
  'no other workspace is opened in the middle of an import; a script that does ends it',
  async ({ playground }) => {
    const { page, job, workspaces, events } = playground;
    await page.evaluate(() => window.hindsight.workspaces.create('Another'));
    await dropBig(playground);
    await expect(job.progress).toBeVisible();
    await workspaces.open();
    await workspaces.row('Another').getByRole('button', { name: 'Open' }).click();
    await expect(workspaces.dialog.getByRole('alert').first()).toContainText(
      'Importing big.ndjson is under way: wait for it, or cancel it first',
    );
    await workspaces.dialog.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => playground.total()).toBeGreaterThan(8);
    await page.evaluate(async () => {
      const { workspaces } = window.hindsight;
      const other = (await workspaces.list()).find(({ name }) => name === 'Another');
      if (other) await workspaces.open(other.id);
    });
    await expect(job.title).toHaveText(
      'Importing big.ndjson failed: another workspace was opened. What it had appended is kept in the one before',
    );
    await expect(events.empty).toContainText('The log is empty.');
  },
);

alone(
  'an address of another workspace is not gone to in the middle of an import',
  async ({ playground }) => {
    const { page, job, alerts, kept } = playground;
    const other = await page.evaluate(() => window.hindsight.workspaces.create('Another'));
    await dropBig(playground);
    await expect.poll(() => playground.total()).toBeGreaterThan(8);
    await page.evaluate((id) => {
      location.hash = `workspace=${id}`;
    }, other.id);
    await expect(alerts).toContainText('another workspace, but Importing big.ndjson is under way');
    await expect(job.progress).toBeVisible();
    await expect.poll(() => page.url()).not.toContain(other.id);
    await expect(kept).not.toContainText('Another');
    await job.cancel.click();
    await expect(job.title).toContainText('was cancelled');
  },
);

alone(
  'a file that waits for another is not put into a workspace that is opened meanwhile',
  async ({ playground }) => {
    const { page, job, events } = playground;
    const other = await page.evaluate(() => window.hindsight.workspaces.create('Another'));
    await dropBig(playground);
    await drop(page, file(ndjson([event(1)]), 'next.ndjson'));
    await expect.poll(() => playground.total()).toBeGreaterThan(8);
    await page.evaluate((id) => window.hindsight.workspaces.open(id), other.id);
    await expect(job.title).toHaveText(
      'Importing next.ndjson failed: another workspace was opened before it began',
    );
    await expect(events.empty).toContainText('The log is empty.');
  },
);

alone('what an import did is not told beside another workspace', async ({ playground }) => {
  const { page, job, workspaces, events } = playground;
  await drop(page, file(ndjson([event(1), event(2)]), 'two.ndjson'));
  await job.expectSummary({ appended: 2 });
  await workspaces.open();
  await workspaces.make('Create empty', 'Another');
  await expect(events.empty).toContainText('The log is empty.');
  await expect(job.card).toBeHidden();
});

/** Drops some 250 MB. They are made of one part, so they take no memory until they are read. */
async function dropBig({ page }: Playground): Promise<void> {
  await page.evaluate(() => {
    const line =
      '{"type":"Noted","stream":"note-1","time":"2026-02-01T10:00:00Z","data":{"n":1}}\n';
    const part = new Blob([line.repeat(12_500)]);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(Array<Blob>(250).fill(part), 'big.ndjson'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  });
}
