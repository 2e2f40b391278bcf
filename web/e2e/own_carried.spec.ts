// Own projections travel with an exported log, and come as files of their own.

import { balances, bank } from './objects/bank';
import { contentOf, drop, file } from './objects/logs';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

/** A name, a revision and a source of each. */
function known({ page }: Playground) {
  return page.evaluate(async () => {
    const all = await window.hindsight.definitions();
    return all.map(({ name, revision, source }) => [name, revision, source]);
  });
}

async function define({ page }: Playground, name: string, source: string): Promise<void> {
  await page.evaluate(
    async ([name, source]) => {
      await window.hindsight.define(name, { source, engine: 'v2', onError: 'stop' });
    },
    [name, source] as const,
  );
}

test('the log is exported with its own projections, which an import defines', async ({
  playground,
}) => {
  const { page, job, projections } = playground;
  await playground.clear();
  await playground.append(...bank);
  await define(playground, 'balances', balances);
  const downloading = page.waitForEvent('download');
  await playground.action('Export').click();
  const exported = await contentOf(await downloading);
  expect(exported.split('\n')).toHaveLength(1 + bank.length + 1);
  const log = await playground.log();
  expect(exported.endsWith(log)).toBe(true);

  await playground.clear();
  await page.evaluate(() => window.hindsight.drop('balances'));
  await drop(page, file(exported, 'bank.ndjson'));
  await expect(job.title).toHaveText(
    'Importing bank.ndjson: 5 events appended, 1 projection defined',
  );
  await expect(job.card.getByRole('list', { name: 'Projections' })).toHaveText('balances: defined');
  await projections.show('balances');
  await projections.expectKeys(['alice', 'bob']);
  expect(await playground.log()).toBe(log);
  const [defined] = await page.evaluate(() => window.hindsight.definitions());
  expect(defined).toMatchObject({ source: balances, engine: 'v2', onError: 'stop', revision: 1 });
});

test('what is there is never changed by a projection that comes with a log', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.clear();
  await playground.append(...bank);
  await define(playground, 'balances', balances);
  await define(playground, 'count', 'fromAll().when({ $any(s) { s.n = 1; } })');
  const exported = await page.evaluate(async () =>
    (await window.hindsight.export({}, { projections: true })).text(),
  );
  const other = 'fromAll().when({ $any(s) { s.m = 1; } })';
  await define(playground, 'count', other);
  const [line = '', ...events] = exported.split('\n');
  const refused = { name: 'bad', engine: 'v1', onError: 'stop', source: 'fromAll(' };
  const carried = JSON.parse(line);
  const log = [
    JSON.stringify({ ...carried, projections: [...carried.projections, refused] }),
    'no event',
    ...events,
  ];
  const summary = await page.evaluate((log) => window.hindsight.import(log), log.join('\n'));
  expect(summary).toMatchObject({ appended: 0, duplicates: 5, rejected: 1 });
  expect(summary.reasons.map(({ line }) => line)).toEqual([2]);
  expect(summary.projections).toEqual([
    { name: 'balances', outcome: 'known', as: 'balances', message: '' },
    { name: 'count', outcome: 'defined', as: 'count-2', message: '' },
    { name: 'bad', outcome: 'refused', as: '', message: expect.stringContaining('can’t be run') },
  ]);
  expect((await known(playground)).map(([name, , source]) => [name, source])).toEqual([
    ['balances', balances],
    ['count', other],
    ['count-2', 'fromAll().when({ $any(s) { s.n = 1; } })'],
  ]);
});

test('a filtered export and one by script are events alone', async ({ playground }) => {
  const { page, events } = playground;
  await define(playground, 'balances', balances);
  await events.search.fill('type:OrderPlaced');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export matches' }).click();
  const lines = (await contentOf(await downloading)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(['OrderPlaced', 'OrderPlaced']);
  expect((await playground.log()).trimEnd().split('\n')).toHaveLength(8);
});

test('a file of JavaScript is a projection, and its change is the next revision', async ({
  playground,
}) => {
  const { page, importing, projections, status, alerts } = playground;
  await playground.clear();
  await playground.append(...bank);
  await drop(page, file(balances, 'my balances.js'));
  await expect(status).toContainText('Defined my-balances, revision 1');
  await expect(projections.selected).toHaveText(/^my-balances 2$/);
  await drop(page, file(balances, 'my balances.js'));
  await expect(status).toContainText('my-balances is there already');
  await playground.action('Import…').click();
  await importing.file.setInputFiles(file(`${balances}\n// changed`, 'my balances.js'));
  await expect(status).toContainText('Defined my-balances, revision 2');
  await expect(importing.dialog).toBeHidden();
  await drop(page, file('fromAll(', 'broken.js'));
  await expect(alerts).toContainText('broken.js: The projection can’t be run');
  expect(await known(playground)).toEqual([['my-balances', 2, `${balances}\n// changed`]]);
});
