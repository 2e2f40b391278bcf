// Several tabs on one workspace: one writes, the others look and append through it, and take over.

import type { BrowserContext, Page } from '@playwright/test';
import { expect, test, watch } from './fixtures';
import { Playground } from './objects/playground';
import { expectWhole, keepAppending } from './objects/storage';

/** Opens the page in one more tab. */
async function openTab(context: BrowserContext, complaints: string[]): Promise<Playground> {
  const page = await context.newPage();
  await watch(page, complaints);
  await page.goto('/');
  await page.evaluate('hindsight.ready');
  return new Playground(page);
}

async function role(page: Page): Promise<string> {
  return (await page.evaluate(() => window.hindsight.stats())).storage.role;
}

test('a second tab follows live and appends through the first; each hears of it once', async ({
  playground,
  context,
  complaints,
}) => {
  const second = await openTab(context, complaints);
  await expect(second.kept).toContainText('kept by another tab');
  expect(await role(playground.page)).toBe('writer');
  await expect(second.events.rows).toHaveCount(8);
  const hear = async (page: Page) => {
    await page.evaluate(async () => {
      const heard: number[] = [];
      Object.assign(window, { heard });
      await window.hindsight.subscribe(({ position }) => heard.push(position));
    });
  };
  await hear(playground.page);
  await hear(second.page);
  await second.commands.button('Register').click();
  await expect(playground.events.rows).toHaveCount(9);
  await playground.append({ type: 'Noted', stream: 'n' });
  await expect(second.events.rows).toHaveCount(10);
  await second.page.evaluate(() => window.hindsight.generate({ events: 50, seed: 2 }));
  await expect(playground.events.count).toHaveText(/^60 events/);
  for (const { page } of [playground, second]) {
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { heard: number[] }).heard.length))
      .toBe(52);
  }
  await second.clear();
  await expect(playground.events.empty).toContainText('The log is empty.');
});

test('what a tab that is gone had begun to import ends with the log that is emptied', async ({
  playground,
  context,
  complaints,
}) => {
  const second = await openTab(context, complaints);
  await second.page.evaluate(() => {
    const line = '{"type":"Noted","stream":"n","time":"2026-02-01T10:00:00Z"}\n';
    window.hindsight.import(new Blob(Array<Blob>(200).fill(new Blob([line.repeat(15_000)]))));
  });
  await expect.poll(() => playground.total()).toBeGreaterThan(8);
  await second.page.close();
  const tabs = () =>
    playground.page.evaluate(async () => {
      const { held = [] } = await navigator.locks.query();
      return held.filter(({ name }) => name?.startsWith('hindsight-tab')).length;
    });
  await expect.poll(tabs, 'it is known to be gone').toBe(1);
  await playground.page.evaluate(() => window.hindsight.clear());
  // A history is appended in steps, between which the import would go on.
  await playground.page.evaluate(() => window.hindsight.generate({ events: 20_000 }));
  expect(await playground.total()).toBe(20_000);
});

test('a workspace that is renamed in one tab has its name in the others', async ({
  playground,
  context,
  complaints,
}) => {
  const second = await openTab(context, complaints);
  await playground.page.evaluate(async () => {
    const { workspaces } = window.hindsight;
    const [only] = await workspaces.list();
    await workspaces.rename(only?.id ?? '', 'Harbour');
  });
  for (const { page, kept } of [playground, second]) {
    await expect(kept).toContainText('Harbour');
    await expect(page).toHaveTitle('Harbour · Hindsight');
  }
});

test('when the tab that writes is closed, the other takes over', async ({
  playground,
  context,
  complaints,
}) => {
  const began = performance.now();
  const second = await openTab(context, complaints);
  const opened = performance.now() - began;
  await playground.append({ type: 'Noted', stream: 'n' });
  await expect(second.events.rows).toHaveCount(9);
  await playground.page.close();
  const took = await second.page.evaluate(async () => {
    const began = performance.now();
    await window.hindsight.append({ type: 'Noted', stream: 'n' });
    return performance.now() - began;
  });
  // It waits for nothing but an engine, and opening a tab takes more than that, however busy the machine is.
  expect(took, 'to take over, in ms').toBeLessThan(opened);
  await expect(second.kept).toContainText('kept in this browser');
  expect(await second.total()).toBe(10);
  await expect(second.alerts).toBeEmpty();
});

test('when the engine of the tab that writes dies, nothing is lost and both go on', async ({
  playground,
  context,
  complaints,
}) => {
  const second = await openTab(context, complaints);
  await second.append({ type: 'Noted', stream: 'n' });
  // Of the workers, the shared one is not among these.
  for (const worker of playground.page.workers()) {
    await worker.evaluate(() => self.close()).catch(() => {});
  }
  await second.append({ type: 'Noted', stream: 'n' });
  await expect(playground.events.rows).toHaveCount(10);
  await playground.append({ type: 'Noted', stream: 'n' });
  await expect(second.events.rows).toHaveCount(11);
  expect((await Promise.all([role(playground.page), role(second.page)])).sort()).toEqual([
    'reader',
    'writer',
  ]);
});

for (const tabs of [2, 5]) {
  test(`${tabs} tabs append at once and the one that writes is killed: nothing is lost or doubled`, async ({
    playground,
    context,
    complaints,
  }) => {
    // Each tab has a program of its own to start.
    test.setTimeout(tabs * 60_000);
    const others = [];
    for (let n = 1; n < tabs; n++) others.push(await openTab(context, complaints));
    const all = [playground, ...others];
    const most = 30;
    const acknowledged = await Promise.all(
      all.map(({ page }, n) =>
        keepAppending(page, { name: `tab${n}`, most, streams: ['shared', `own-${n}`] }),
      ),
    );
    await expect.poll(() => acknowledged[0]?.length).toBeGreaterThan(5);
    await kill(playground.page);
    const survivors = others.map(({ page }) => page.evaluate('appending'));
    await Promise.all(survivors);
    const [first] = others;
    const events = await first?.stored();
    if (!events) throw new Error('there is no other tab');
    expectWhole(events);
    const ids = new Set(events.map(({ id }) => id));
    for (const id of acknowledged.flat()) expect(ids, 'acknowledged').toContain(id);
    const own = (n: number) => events.filter(({ id }) => id.startsWith(`tab${n}-`)).length;
    for (let n = 1; n < tabs; n++) expect(own(n)).toBe(most);
    // Of the killed one, one may be there that nobody was told of.
    expect(own(0)).toBeGreaterThanOrEqual(acknowledged[0]?.length ?? 0);
    expect(own(0)).toBeLessThanOrEqual((acknowledged[0]?.length ?? 0) + 1);
    const roles = await Promise.all(others.map(({ page }) => role(page)));
    expect(roles.filter((is) => is === 'writer')).toHaveLength(1);
  });
}

for (const { hangs, opened } of [
  { hangs: 'page', opened: 'while it hangs' },
  { hangs: 'worker', opened: 'before' },
] as const) {
  test(`a tab opened ${opened} says that the ${hangs} of the one that writes does not answer, and shows the log`, async ({
    playground,
    context,
    complaints,
  }) => {
    await playground.append({ type: 'Noted', stream: 'n' });
    const before = opened === 'before' ? await openTab(context, complaints) : null;
    const resume = await pause(playground.page, hangs);
    const second = before ?? (await openTab(context, complaints));
    // What is asked is answered, at the latest when it is plain that the other tab will not.
    expect(await second.total()).toBe(9);
    await expect(second.alerts).toContainText('does not answer');
    await expect(second.alerts).toContainText('This is the log as it was kept at');
    await expect(second.events.rows).toHaveCount(9);
    expect(
      (await second.page.evaluate(() => window.hindsight.row('streams', 'n')))?.values[0],
    ).toBe(1);
    expect(await role(second.page)).toBe('reader');
    const appended = second.append({ type: 'Noted', stream: 'n' });
    const abort = await second.page.evaluate(async () => {
      const abort = new AbortController();
      const imported = window.hindsight.import('{"type":"T","stream":"s"}', abort);
      abort.abort();
      return imported.catch(({ code }) => code);
    });
    expect(abort, 'what waits can be cancelled').toBe('aborted');
    await resume();
    await appended;
    await expect(second.alerts).toBeEmpty();
    expect(await second.total()).toBe(10);
    await expect(playground.events.rows).toHaveCount(10);
  });
}

test('two workspaces in two tabs know nothing of each other', async ({
  playground,
  context,
  complaints,
}) => {
  const second = await openTab(context, complaints);
  await second.workspaces.open();
  await second.workspaces.make('Create empty', 'Elsewhere');
  await expect(second.events.empty).toContainText('The log is empty.');
  await second.append({ type: 'Noted', stream: 'n' });
  expect(await playground.total()).toBe(8);
  const error = await second.errorOf(async () => {
    const { workspaces } = window.hindsight;
    const other = (await workspaces.list()).find(({ current }) => !current);
    await workspaces.remove(other?.id ?? '');
  });
  expect(error?.code).toBe('storage_failed');
  expect(error?.message).toContain('A tab has this workspace open');
});

/** Has a tab's page, or its worker, stand still, as one that hangs does, until what is returned is called. */
async function pause(page: Page, what: 'page' | 'worker'): Promise<() => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  if (what === 'page') {
    await session.send('Debugger.enable');
    session.send('Runtime.evaluate', { expression: 'debugger' }).catch(() => {});
    return () => session.send('Debugger.resume');
  }
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
  });
  const watched = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  await session.send('Target.setAutoAttach', watched);
  const sessionId = await attached;
  let id = 0;
  const tell = (method: string, params = {}) =>
    session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id: ++id, method, params }),
    });
  await tell('Debugger.enable');
  await tell('Runtime.evaluate', { expression: 'debugger' });
  return () => tell('Debugger.resume');
}

/** Ends a tab's process as a crash does. */
async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await crashed;
}
