// The ways of a log onto the page, and what is said when it is there.

import { test as alone } from './fixtures';
import { drop, event, file, hover, ndjson, threeLines } from './objects/logs';
import { expect, test } from './shared';

const events = ndjson([event(1), event(2), event(3)]);

/** Waits until what was changed is drawn. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

test('a chosen file goes in, and the summary says what was appended', async ({ playground }) => {
  const { page, importing, job, status } = playground;
  const choosing = page.waitForEvent('filechooser');
  await playground.action('Import…').click();
  await importing.file.click();
  await (await choosing).setFiles(file(events, 'notes.ndjson'));
  await expect(job.title).toHaveText('Importing notes.ndjson: 3 events appended');
  await job.expectSummary({ format: 'hindsight-ndjson', appended: 3, known: 0, setAside: 0 });
  await expect(status).toContainText('Importing notes.ndjson: 3 events appended');
  await expect(importing.dialog).toBeHidden();
  await playground.events.expectPositions([1, 2, 3]);
  await job.close.click();
  await expect(job.card).toBeHidden();
});

test('the dialog stays when no file was chosen after all', async ({ playground }) => {
  const { importing } = playground;
  await playground.action('Import…').click();
  await importing.file.dispatchEvent('cancel', { bubbles: true });
  await playground.action('Import…').evaluate(drawn);
  await expect(importing.dialog).toBeVisible();
});

test('by keyboard alone, a file is chosen', async ({ playground }) => {
  const { page, keys, importing, job } = playground;
  // From here on a chooser is told of in place of being shown, which takes the browser a moment.
  const choosing = page.waitForEvent('filechooser');
  await keys.push(playground.action('Import…'));
  await keys.to(importing.file);
  await keys.press('Enter');
  await (await choosing).setFiles(file(events, 'notes.ndjson'));
  await expect(job.title).toHaveText('Importing notes.ndjson: 3 events appended');
  await keys.push(job.close);
  await expect(job.card).toBeHidden();
});

test('a dropped file goes in; while it hangs above the page, the page says so', async ({
  playground,
}) => {
  const { page, job } = playground;
  await hover(page, file(events));
  await expect(page.getByText('Drop to import')).toBeVisible();
  await drop(page, file(events, 'dropped.ndjson'));
  await expect(page.getByText('Drop to import')).toBeHidden();
  await expect(job.title).toHaveText('Importing dropped.ndjson: 3 events appended');
});

test('dropped text goes in', async ({ playground }) => {
  await drop(playground.page, events);
  await expect(playground.job.title).toHaveText('Importing what was dropped: 3 events appended');
});

test('a log is pasted into the dialog', async ({ playground }) => {
  const { importing, job } = playground;
  await playground.action('Import…').click();
  await expect(importing.importPasted).toHaveAttribute('aria-disabled', 'true');
  await importing.pasted.fill(events);
  await importing.importPasted.click();
  await expect(job.title).toHaveText('Importing what was pasted: 3 events appended');
});

test('by keyboard alone, a log is pasted anywhere on the page', async ({ playground }) => {
  const { keys, job, events: list } = playground;
  await keys.fill(list.search, JSON.stringify(event(1)));
  await keys.press('Control+a');
  await keys.press('Control+x');
  await expect(list.search).toHaveValue('');
  await keys.to(list.grid);
  await keys.press('Control+v');
  await expect(job.title).toHaveText('Importing what was pasted: 1 event appended');
});

test('what is pasted into a field stays in the field', async ({ playground }) => {
  const { keys, job, events: list } = playground;
  await keys.fill(list.search, JSON.stringify(event(1)));
  await keys.press('Control+a');
  await keys.press('Control+x');
  await keys.press('Control+v');
  await expect(list.search).toHaveValue(JSON.stringify(event(1)));
  await expect(job.card).toBeHidden();
  expect(await playground.total()).toBe(8);
});

test('bad lines are set aside with their numbers and reasons, and the rest goes in', async ({
  playground,
}) => {
  const { page, job, status } = playground;
  await drop(page, file(threeLines));
  await job.expectSummary({ appended: 2, known: 0, setAside: 1 });
  await expect(job.reasons).toHaveCount(1);
  await expect(job.reasons.getByRole('cell')).toHaveText([
    '2',
    'invalid_event',
    /stream: got .*, want a name/,
  ]);
  await expect(status).toContainText('2 events appended, 1 line set aside');
});

test('of many bad lines the first hundred are told, and all are counted', async ({
  playground,
}) => {
  const { page, job } = playground;
  await drop(page, file(`${JSON.stringify(event(1))}\n${'{"type":"Noted"}\n'.repeat(250)}`));
  await job.expectSummary({ appended: 1, setAside: 250 });
  await expect(job.card).toContainText('The first 100 of them');
  await expect(job.reasons).toHaveCount(100);
  await expect(job.reasons.last().getByRole('cell').first()).toHaveText('101');
});

test('importing a file twice adds nothing', async ({ playground }) => {
  const { page, job } = playground;
  await drop(page, file(events, 'once.ndjson'));
  await expect(job.title).toContainText('once.ndjson: 3 events appended');
  const before = await playground.log();
  await drop(page, file(events, 'twice.ndjson'));
  await expect(job.title).toHaveText(
    'Importing twice.ndjson: 0 events appended, 3 events known already',
  );
  await job.expectSummary({ appended: 0, known: 3, setAside: 0 });
  expect(await playground.log()).toBe(before);
});

test('several files are imported one after the other', async ({ playground }) => {
  const { importing, events: list } = playground;
  await playground.action('Import…').click();
  await importing.file.setInputFiles([
    file(ndjson([event(1)]), 'one.ndjson'),
    file(ndjson([event(1), event(2)]), 'two.ndjson'),
  ]);
  await expect(playground.job.title).toHaveText(
    'Importing two.ndjson: 1 event appended, 1 event known already',
  );
  await list.expectPositions([1, 2]);
});

test('the untouched sample shop makes way for a log, and the page says so', async ({
  playground,
}) => {
  const { page, job, events: list } = playground;
  await drop(page, file(events));
  await expect(job.card).toContainText('The sample shop made way for your log.');
  await list.expectPositions([1, 2, 3]);
  await drop(page, file(ndjson([event(9)])));
  await list.expectPositions([1, 2, 3, 4]);
  await expect(job.card).not.toContainText('made way');
});

alone(
  'the sample shop stays while a script’s import is under way, even if nothing of it came yet',
  async ({ playground }) => {
    const { page, job, events: list } = playground;
    await page.evaluate(() => {
      const blank = new Blob(['\n'.repeat(1 << 20)]);
      const abort = new AbortController();
      const endless = window.hindsight.import(new Blob(Array(4_000).fill(blank)), {
        signal: abort.signal,
      });
      Object.assign(window, {
        stop: () => abort.abort(),
        ended: endless.catch(({ code }) => code),
      });
    });
    await drop(page, file(events));
    await expect(job.title).toContainText('3 events appended');
    await page.evaluate('stop()');
    expect(await page.evaluate('ended'), 'it was still under way').toBe('aborted');
    await list.expectPositions([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  },
);

alone(
  'a log that is dropped while a workspace with the sample shop opens has it for itself',
  async ({ playground }) => {
    const { page, job, events: list } = playground;
    await page.evaluate(async (log) => {
      const { workspaces } = window.hindsight;
      const { id } = await workspaces.create('Shop', { sample: true });
      workspaces.open(id);
      while (!(await workspaces.list()).find((one) => one.id === id)?.current);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([log], 'mine.ndjson'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    }, events);
    await expect(job.title).toContainText('Importing mine.ndjson: 3 events appended');
    await list.expectPositions([1, 2, 3]);
  },
);

test('a shop in which something was done makes way for nothing', async ({ playground }) => {
  const { page, job, commands, events: list } = playground;
  await commands.button('Register').click();
  await expect(list.rows).toHaveCount(9);
  await drop(page, file(events));
  await expect(job.title).toContainText('3 events appended');
  await list.expectPositions([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  await expect(job.card).not.toContainText('made way');
});
