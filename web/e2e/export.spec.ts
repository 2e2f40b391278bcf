// A log that was exported is, imported into an empty log, the same log.

import { contentOf, file } from './objects/logs';
import { expect, test } from './shared';

/** Events that are easily changed on the way. */
const odd = [
  { type: 'Noted', stream: 'note-1', dataText: '{"n":12345678901234567890, "x" : 1.50}' },
  { type: 'Noted', stream: 'note-1', dataText: '"caf\\u00e9 \\ud83e\\uddfe"' },
  { type: 'Noted', stream: 'note-1', dataText: '{"__proto__":{"a":1},"a":1,"a":2}' },
  { type: 'Ça va', stream: 'заказ-🧾', id: ' spaces inside ', metadata: { a: [1, null] } },
  { type: 'Late', stream: 'note-1', time: '1999-12-31T23:59:59.999999999Z', schemaVersion: 9 },
];

test('an exported file, imported into an empty log, gives the same log', async ({ playground }) => {
  const { page, importing, job, status } = playground;
  await playground.append(...odd);
  const before = await playground.stored();
  const downloading = page.waitForEvent('download');
  await playground.action('Export').click();
  const exported = await contentOf(await downloading);
  await expect(status).toContainText(/^Exported .* of NDJSON/);
  await playground.clear();
  await playground.action('Import…').click();
  await importing.file.setInputFiles(file(exported, 'again.ndjson'));
  await job.expectSummary({ format: 'hindsight-ndjson', appended: 13, known: 0, setAside: 0 });
  expect(await playground.stored()).toEqual(before);
  expect(await playground.log()).toBe(exported);
});

test('what is exported is what the list shows', async ({ playground }) => {
  const { page, events, timeline, status } = playground;
  await timeline.drag(0.5, [0.76], 'axis');
  await page.mouse.up();
  await events.expectPositions([5, 6]);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export matches' }).click();
  const exported = await contentOf(await downloading);
  await expect(status).toContainText(/^Exported .* of NDJSON of the events that match the filters/);
  const all = (await playground.log()).trimEnd().split('\n');
  expect(exported.trimEnd().split('\n')).toEqual(all.slice(4, 6));
  await events.clearFilters.click();
  await expect(playground.action('Export')).toHaveAccessibleName('Export');
  await expect(page.getByRole('button', { name: 'Export matches' })).toHaveCount(0);
});

test('data with line breaks in it is the same text after export and import', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.append({ type: 'Noted', stream: 'n', dataText: '{\n  "a": [1,\r\n 2]\n}' });
  const before = await playground.stored();
  await page.evaluate(async () => {
    const log = await window.hindsight.export();
    await window.hindsight.clear();
    await window.hindsight.import(log);
  });
  expect(await playground.stored()).toEqual(before);
});

test('a longer history is the same after export and import, in its tables too', async ({
  playground,
}) => {
  const { before, after } = await playground.page.evaluate(async () => {
    const { hindsight } = window;
    const state = async () => {
      const names = (await hindsight.projections()).map(({ name }) => name);
      const tables = await Promise.all(
        names.map((name) => hindsight.table(name, { limit: 10_000 })),
      );
      return JSON.stringify([tables, await (await hindsight.export()).text()]);
    };
    await hindsight.generate({ events: 3_000, seed: 5 });
    const first = await state();
    const log = await hindsight.export();
    await hindsight.clear();
    await hindsight.import(log);
    return { before: first, after: await state() };
  });
  expect(before.length).toBeGreaterThan(500_000);
  expect(after === before, 'the same tables and the same bytes').toBe(true);
});

test('by keyboard alone, the log is exported under a name with its date', async ({
  playground,
}) => {
  const { page, keys } = playground;
  const downloading = page.waitForEvent('download');
  await keys.push(playground.action('Export'));
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^hindsight-\d{4}-\d\d-\d\dT\d{6}\.ndjson$/);
  const lines = (await contentOf(download)).trimEnd().split('\n');
  expect(lines).toHaveLength(8);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'UserRegistered' });
});
