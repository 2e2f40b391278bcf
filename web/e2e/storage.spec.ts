// What is kept: through a reload, a torn end, damage, a full disk; and where nothing can be kept.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from './fixtures';
import { drop, event, file, ndjson } from './objects/logs';
import { Playground } from './objects/playground';
import {
  logBytes,
  outside,
  refuseFiles,
  reopenAfter,
  takeAllAway,
  takeLogAway,
  writeLogBytes,
} from './objects/storage';

test('what was acknowledged is there after a reload: appended, imported, generated, executed', async ({
  playground,
}) => {
  const { page, commands, events } = playground;
  await commands.button('Register').click();
  await expect(events.rows).toHaveCount(9);
  await page.evaluate(
    async (log) => {
      const { hindsight } = window;
      await hindsight.append({
        type: 'Noted',
        stream: 'n',
        dataText: '{ "n" : 12345678901234567890 }',
      });
      await hindsight.import(log);
      await hindsight.generate({ events: 500, seed: 3 });
    },
    ndjson([event(1), event(2)]),
  );
  const before = await playground.log();
  await page.reload();
  await page.evaluate('hindsight.ready');
  expect(await playground.log()).toBe(before);
  await expect(events.count).toHaveText(/^512 events/);
  await expect(playground.kept).toContainText('kept in this browser');
});

test('an emptied log stays empty, and the sample shop can be had afresh in a workspace of its own', async ({
  playground,
}) => {
  const { page, events, workspaces } = playground;
  await playground.clear();
  await page.reload();
  await expect(events.empty).toContainText('The log is empty.');
  await workspaces.open();
  await workspaces.make('Create with the sample shop', 'Second shop');
  await expect(events.rows).toHaveCount(8);
  await expect(playground.kept).toContainText('Second shop');
  await workspaces.open();
  await expect(workspaces.all).toHaveCount(2);
  await workspaces.row('Sample shop').getByRole('button', { name: 'Open' }).click();
  await expect(events.empty).toContainText('The log is empty.');
});

test('a torn end is cut off and said; nothing acknowledged is missing', async ({ playground }) => {
  const { page } = playground;
  await playground.append({ type: 'Noted', stream: 'n' });
  const { reopened } = await reopenAfter(page, async (other) => {
    const whole = await logBytes(other);
    // The start of one more block, as a crash leaves it.
    await writeLogBytes(other, [...whole, ...whole.slice(16, 100)]);
  });
  await expect(reopened.alerts).toContainText('84 B');
  await expect(reopened.alerts).toContainText('Nothing that was acknowledged is missing');
  expect(await reopened.total()).toBe(9);
  await reopened.append({ type: 'Noted', stream: 'n' });
  expect(await reopened.total()).toBe(10);
});

test('damage is located; what comes before it is there, the file is not touched and can be saved', async ({
  playground,
  context,
}) => {
  const { page } = playground;
  const url = page.url();
  await playground.append({ type: 'Noted', stream: 'n' });
  await playground.append({ type: 'Noted', stream: 'n' });
  const { file: before } = (await page.evaluate(() => window.hindsight.stats())).storage;
  const { reopened, changed: damaged } = await reopenAfter(page, async (other) => {
    const bytes = await logBytes(other);
    const last = (before?.bytes ?? 0) - 20;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    await writeLogBytes(other, bytes);
    return bytes;
  });
  await expect(reopened.alerts).toContainText('is damaged at byte');
  await expect(reopened.kept).toContainText('takes no more events');
  expect(await reopened.total()).toBe(9);
  const error = await reopened.errorOf(() =>
    window.hindsight.append({ type: 'Noted', stream: 'n' }),
  );
  expect(error?.code).toBe('storage_failed');
  const verified = await reopened.errorOf(() => window.hindsight.workspaces.verify());
  expect(verified?.code).toBe('storage_damaged');
  expect(verified?.details).toMatchObject({ offset: expect.any(Number) });
  await reopened.workspaces.open();
  const saving = reopened.page.waitForEvent('download');
  await reopened.workspaces.dialog.getByRole('button', { name: 'Save the file' }).click();
  expect((await saving).suggestedFilename()).toBe('Sample shop.hlog');
  await reopened.page.close();
  expect(await outside(context, url, logBytes)).toEqual(damaged);
});

test('a workspace whose folder is gone is missed, and so is a log that is gone from its folder', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.append({ type: 'Noted', stream: 'n' });
  // The tab that had it open is closed: what all tabs remember leads there.
  const { reopened } = await reopenAfter(page, takeLogAway);
  await expect(reopened.alerts).toContainText(
    'The log of “Sample shop” is not in this browser any more',
  );
  await expect(reopened.events.empty).toContainText('The log is empty.');
  await reopened.append({ type: 'Noted', stream: 'n' });
  await reopened.page.reload();
  await reopened.page.evaluate('hindsight.ready');
  expect(await reopened.total()).toBe(1);
  await expect(reopened.alerts).toBeEmpty();
  const { reopened: afresh } = await reopenAfter(reopened.page, takeAllAway);
  await expect(afresh.events.rows).toHaveCount(8);
  await expect(afresh.alerts).toContainText(
    'that was open here last is not in this browser any more',
  );
});

test('a folder that is nothing yet is no workspace, and a log without a note keeps its events', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.append({ type: 'Noted', stream: 'n' });
  const { reopened } = await reopenAfter(page, async (other) => {
    await other.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const workspaces = await root.getDirectoryHandle('workspaces');
      for await (const id of workspaces.keys())
        await (await workspaces.getDirectoryHandle(id)).removeEntry('workspace.json');
      // As a browser that ends in between leaves it.
      await workspaces.getDirectoryHandle('1-1-1', { create: true });
    });
  });
  await expect(reopened.events.rows).toHaveCount(9);
  const all = await reopened.page.evaluate(() => window.hindsight.workspaces.list());
  expect(all.map(({ name }) => name)).toEqual(['Unnamed']);
  await expect(reopened.alerts).toBeEmpty();
});

test('a double click makes one workspace, and one without a name gets one of its own', async ({
  playground,
}) => {
  const { page, workspaces, kept } = playground;
  for (const name of ['Untitled', 'Untitled 2']) {
    await workspaces.open();
    await workspaces.dialog.getByRole('button', { name: 'Create empty' }).dblclick();
    await expect(workspaces.dialog).toBeHidden();
    await expect(kept).toContainText(name);
  }
  const all = await page.evaluate(() => window.hindsight.workspaces.list());
  expect(all.map(({ name }) => name)).toEqual(['Sample shop', 'Untitled', 'Untitled 2']);
});

test('what waits for the engine of one workspace is not done to another', async ({
  playground,
}) => {
  const { page } = playground;
  const found = await page.evaluate(async () => {
    const { hindsight } = window;
    const { workspaces } = hindsight;
    const [one, two] = [await workspaces.create('One'), await workspaces.create('Two')];
    const first = workspaces.open(one.id).catch(({ code }) => code);
    while (!(await workspaces.list()).find(({ id }) => id === one.id)?.current);
    const appended = hindsight.append({ type: 'Noted', stream: 'n' }).catch(({ code }) => code);
    await Promise.all([first, workspaces.open(two.id)]);
    const totals = [(await hindsight.events()).total];
    await workspaces.open(one.id);
    totals.push((await hindsight.events()).total);
    return { code: await appended, totals };
  });
  expect(found).toEqual({ code: 'engine_stopped', totals: [0, 0] });
});

test('a file of a newer format is neither read nor written', async ({ playground, context }) => {
  const { page } = playground;
  const url = page.url();
  const { reopened, changed: newer } = await reopenAfter(page, async (other) => {
    const bytes = await logBytes(other);
    const header = Uint8Array.from(bytes.slice(0, 16));
    new DataView(header.buffer).setUint32(8, 2, true);
    new DataView(header.buffer).setUint32(12, crc32c(header.subarray(0, 12)), true);
    bytes.splice(0, 16, ...header);
    await writeLogBytes(other, bytes);
    return bytes;
  });
  await expect(reopened.alerts).toContainText('format version 2, want 1');
  await expect(reopened.engine).toHaveText('engine stopped');
  for (const ask of [() => window.hindsight.ready, () => window.hindsight.events()])
    expect((await reopened.errorOf(ask))?.code).toBe('storage_version');
  // There is a way out.
  await reopened.alerts.getByRole('button', { name: 'Workspaces…' }).click();
  await reopened.workspaces.make('Create empty', 'Another');
  await expect(reopened.engine).toHaveText('engine ready');
  await reopened.page.close();
  expect((await outside(context, url, allLogs)).map(String)).toContain(String(newer));
});

test('verify names the head, which a changed byte changes or breaks', async ({ playground }) => {
  const { page, workspaces, status } = playground;
  await workspaces.open();
  await workspaces.dialog.getByRole('button', { name: 'Verify' }).click();
  await expect(workspaces.dialog).toContainText('every byte is what was written');
  await expect(status).toContainText('Verified 1 block,');
  const [first, second] = await page.evaluate(async () => {
    const before = await window.hindsight.workspaces.verify();
    await window.hindsight.append({ type: 'Noted', stream: 'n' });
    return [before, await window.hindsight.workspaces.verify()];
  });
  expect(second?.head).not.toBe(first?.head);
  expect(second?.blocks).toBe(2);
  // The same file, checked by the native program.
  const saving = page.waitForEvent('download');
  await workspaces.dialog.getByRole('button', { name: 'Save the file' }).click();
  const path = await (await saving).path();
  const { stdout } = await promisify(execFile)('../hindsight', ['-verify', path]);
  expect(stdout).toContain('9 events in 2 blocks');
  expect(stdout).toContain(second?.head);
});

test('once the log rests, its tables are kept beside it, and a reload takes them from there', async ({
  playground,
}) => {
  const { page } = playground;
  await page.evaluate(async () => void (await window.hindsight.generate({ events: 5_000 })));
  const storage = () => page.evaluate(async () => (await window.hindsight.stats()).storage);
  await expect.poll(async () => (await storage()).checkpoint).toBe(5_008);
  await page.reload();
  await page.evaluate(() => window.hindsight.ready);
  expect(await storage()).toMatchObject({ unfolded: 5_008, folded: '', checkpoint: 5_008 });
});

test('while the file is verified all else goes on, and the check can be cancelled', async ({
  playground,
}) => {
  const { page, workspaces, status } = playground;
  const answers = await page.evaluate(async () => {
    const { hindsight } = window;
    await hindsight.generate({ events: 20_000 });
    const before = (await hindsight.stats()).storage.file;
    const told: [number, number][] = [];
    const appended: Promise<unknown>[] = [];
    const found = await hindsight.workspaces.verify({
      onProgress: (done, total) => {
        told.push([done, total]);
        appended.push(hindsight.append({ type: 'Noted', stream: 'n' }));
      },
    });
    await Promise.all(appended);
    const abort = new AbortController();
    const options = { signal: abort.signal, onProgress: () => abort.abort() };
    const code = await hindsight.workspaces.verify(options).catch((error) => error.code);
    const clearing = await hindsight.workspaces
      .verify({ onProgress: () => hindsight.clear() })
      .catch((error) => error.code);
    return { before, told, found, code, clearing };
  });
  expect(answers.told.length, 'it was checked in steps').toBeGreaterThan(2);
  for (const [done, total] of answers.told) {
    expect(done).toBeLessThan(total);
    expect(total).toBe(answers.before?.bytes);
  }
  expect(answers.found, 'what was there when it began').toEqual(answers.before);
  expect(answers.code).toBe('aborted');
  expect(answers.clearing).toBe('storage_failed');
  await workspaces.open();
  const verify = workspaces.dialog.getByRole('button', { name: 'Verify' });
  // Twice before the engine has answered once: the second press is for what the first began.
  await verify.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await expect(status).toHaveText('The check was cancelled');
  await verify.click();
  await expect(workspaces.dialog).toContainText('every byte is what was written');
});

test('a workspace is renamed, copied, deleted, restored and deleted for good, by keyboard alone', async ({
  playground,
}) => {
  const { keys, workspaces, page } = playground;
  await keys.push(playground.kept);
  const rename = workspaces.row('Sample shop').getByRole('button', { name: 'Rename' });
  await keys.push(rename);
  await expect(workspaces.dialog.getByLabel('New name of “Sample shop”')).toBeFocused();
  await keys.press('Escape');
  await expect(rename).toBeFocused();
  await keys.press('Enter');
  await page.keyboard.type('My shop');
  await keys.press('Enter');
  await expect(workspaces.row('My shop').getByRole('button', { name: 'Rename' })).toBeFocused();
  await expect(playground.kept).toContainText('My shop');
  await keys.push(workspaces.row('My shop').getByRole('button', { name: 'Duplicate' }));
  await expect(workspaces.row('My shop, copy')).toBeVisible();
  await keys.push(workspaces.row('My shop, copy').getByRole('button', { name: 'Delete' }));
  await expect(workspaces.row('My shop, copy')).toBeHidden();
  await expect(workspaces.dialog.locator(':focus'), 'the focus stays in the dialog').toBeVisible();
  await keys.push(workspaces.dialog.getByText('1 deleted workspace'));
  await keys.push(workspaces.dialog.getByRole('button', { name: 'Restore' }));
  await keys.push(workspaces.row('My shop, copy').getByRole('button', { name: 'Open' }));
  await expect(playground.kept).toContainText('My shop, copy');
  expect(await playground.total()).toBe(8);
  await keys.push(playground.kept);
  await keys.push(workspaces.row('My shop').first().getByRole('button', { name: 'Delete' }));
  await keys.push(workspaces.dialog.getByText('1 deleted workspace'));
  await keys.push(workspaces.dialog.getByRole('button', { name: 'Delete “My shop” for good' }));
  await expect(workspaces.dialog.getByText('1 deleted workspace'), 'not yet').toBeVisible();
  await keys.press('Enter');
  await expect(workspaces.dialog.getByText('1 deleted workspace')).toBeHidden();
  const left = await page.evaluate(() => window.hindsight.workspaces.list());
  expect(left.map(({ name }) => name)).toEqual(['My shop, copy']);
});

test('a workspace that a script makes with the sample shop has it once it is opened', async ({
  playground,
}) => {
  const { page } = playground;
  const totals = await page.evaluate(async () => {
    const { hindsight } = window;
    const { id } = await hindsight.workspaces.create('Shop', { sample: true });
    const found: number[] = [];
    for (const other of [id, (await hindsight.stats()).storage.workspace?.id ?? '', id]) {
      await hindsight.workspaces.open(other);
      found.push((await hindsight.events()).total);
    }
    return found;
  });
  expect(totals).toEqual([8, 8, 8]);
  await expect(page).toHaveTitle('Shop · Hindsight');
});

test('an exported workspace gives an equal log elsewhere, and the workspace takes the name of the file', async ({
  playground,
}) => {
  const { page, job, workspaces } = playground;
  await page.evaluate(() => window.hindsight.generate({ events: 300, seed: 7 }));
  const exported = await playground.log();
  await workspaces.open();
  await workspaces.make('Create with the sample shop', 'Sample shop');
  // It is closed when the sample shop is in the new one.
  await expect(workspaces.dialog).toBeHidden();
  await expect(playground.events.count).toHaveText(/^8 events/);
  await drop(page, file(exported, 'mine.ndjson'));
  await expect(job.title).toContainText('308 events appended');
  expect(await playground.log()).toBe(exported);
  await expect(playground.kept).toContainText('mine.ndjson');
});

test.describe('without a file system', () => {
  test('the page works in memory, and says so all the time', async ({ page }) => {
    await refuseFiles(page);
    const playground = await Playground.open(page);
    await expect(playground.kept).toHaveText('In memory only: a reload forgets');
    await playground.append({ type: 'Noted', stream: 'n' });
    expect(await playground.total()).toBe(9);
    await playground.workspaces.open();
    await expect(playground.workspaces.dialog).toContainText('not in this window');
    const { storage } = await page.evaluate(() => window.hindsight.stats());
    expect(storage).toMatchObject({ kind: 'memory', workspace: null, file: null });
    const error = await playground.errorOf(() => window.hindsight.workspaces.create('x'));
    expect(error?.code).toBe('storage_failed');
    await page.reload();
    await expect(playground.events.rows).toHaveCount(8);
  });
});

/** The bytes of every workspace's log. */
function allLogs(page: import('@playwright/test').Page): Promise<number[][]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const workspaces = await root.getDirectoryHandle('workspaces');
    const logs: number[][] = [];
    for await (const id of workspaces.keys()) {
      const folder = await workspaces.getDirectoryHandle(id);
      const content = await (await folder.getFileHandle('log')).getFile();
      logs.push([...new Uint8Array(await content.arrayBuffer())]);
    }
    return logs;
  });
}

/** CRC-32C, bit by bit: a second hand at it. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}
