// The focus: always in sight, and never lost.

import type { Locator, Page } from '@playwright/test';
import { drop, event, file, ndjson } from './objects/logs';
import { expect, test } from './shared';

test('every stop of Tab is in sight and marked, from the first to the last', async ({
  playground,
}) => {
  const { page, keys } = playground;
  const stops = new Set<string>();
  for (let pressed = 0; pressed < 150; pressed++) {
    await keys.press('Tab');
    const stop = await focused(page);
    if (stop.path === 'BODY' || stops.has(stop.path)) break;
    stops.add(stop.path);
    expect(stop.marked, `${stop.path} is marked`).toBe(true);
    expect(stop.inSight, `${stop.path} is in sight`).toBe(true);
    expect(stop.named, `${stop.path} has a name`).toBe(true);
  }
  expect(stops.size).toBeGreaterThan(40);
});

test('the ring around the list of events is whole', async ({ playground }) => {
  const { page, keys, events } = playground;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await events.search.focus();
    await keys.to(events.grid);
    const ring = await page.locator('.list-ring').boundingBox();
    if (!ring) throw new Error('the list is not in view');
    const edges = await edgeColors(page, ring);
    const accent = await page.locator('.list-ring').evaluate((element) => {
      return getComputedStyle(element).outlineColor;
    });
    expect(edges, colorScheme).toEqual([accent, accent, accent, accent]);
  }
});

test('a dialog that is closed gives the focus back to what opened it', async ({ playground }) => {
  const { keys, page, commands } = playground;
  const openers: Locator[] = [
    playground.action('Import…'),
    playground.action('Generate…'),
    playground.action('Sample shop…'),
    playground.action('Clear…'),
    commands.anyEvent,
  ];
  for (const opener of openers) {
    await keys.push(opener);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    expect(await dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
    await keys.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test('what has the focus in a row does not become another row’s', async ({ playground }) => {
  const { page, keys, moment, projections, lineage } = playground;
  // One row more than a page has: when the first goes, the one after the last comes.
  const notes = Array.from({ length: 26 }, (_none, n) => ({
    ...event(n),
    stream: `note-${String(n + 1).padStart(2, '0')}`,
  }));
  await drop(page, file(ndjson(notes)));
  await moment.expectNow(26);
  await projections.show('Streams');
  for (let times = 0; times < 2; times++) await projections.sort('key').click();
  await expect(projections.keys.first()).toHaveText('note-26');
  await expect(projections.rows).toHaveCount(25);
  const table = page.getByRole('region', { name: 'Streams, rows' });
  const key = projections.row('note-26').getByRole('button', { name: /show its lineage$/ });

  await key.focus();
  await keys.press(',');
  await expect(projections.keys.last()).toHaveText('note-01');
  await expect(table).toBeFocused();

  await keys.press('.');
  await expect(projections.keys.first()).toHaveText('note-26');
  await key.focus();
  await keys.press('Enter');
  await expect(lineage.title).toHaveText('Lineage of note-26');
  await keys.press(',');
  await expect(projections.keys.last()).toHaveText('note-01');
  await keys.push(lineage.close);
  await expect(table).toBeFocused();
});

test('Tab stays in an open dialog', async ({ playground }) => {
  const { keys, page } = playground;
  await keys.push(playground.action('Import…'));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let pressed = 0; pressed < 12; pressed++) {
    await keys.press('Tab');
    const { path } = await focused(page);
    const inside = await dialog.evaluate((box) => box.contains(document.activeElement));
    // Between the last and the first stop is the browser's own bar.
    expect(inside || path === 'BODY', path).toBe(true);
  }
});

test('a command’s form that is put away gives the focus back', async ({ playground }) => {
  const { keys, commands } = playground;
  for (const title of ['Place order', 'Remove stock']) {
    await keys.push(commands.more(title));
    await expect(commands.form(title).form).toBeVisible();
    await keys.press('Escape');
    await expect(commands.form(title).form).toBeHidden();
    await expect(commands.more(title)).toBeFocused();
  }
});

test('an event that is closed gives the focus back to the list', async ({ playground }) => {
  const { keys, events, detail } = playground;
  await keys.to(events.grid);
  await keys.press('Home');
  await expect(detail.title).toHaveText('Event 1');
  await keys.to(detail.close);
  await keys.press('Enter');
  await expect(detail.title).toHaveText('Event');
  await expect(events.grid).toBeFocused();
});

test('the way back to now does not take the focus with it', async ({ playground }) => {
  const { page, keys, moment } = playground;
  await keys.press('Home');
  await keys.push(moment.backToNow);
  await moment.expectNow(8);
  await expectFocus(page);
});

test('a card that is closed does not take the focus with it', async ({ playground }) => {
  const { page, keys, job } = playground;
  await drop(page, file(ndjson([event(1)])));
  await expect(job.title).toContainText('1 event appended');
  await keys.backTo(job.close);
  await keys.press('Enter');
  await expect(job.card).toBeHidden();
  await expectFocus(page);
});

test('an emptied log does not take the focus with it, nor does a filled one', async ({
  playground,
}) => {
  const { page, keys, events } = playground;
  await keys.push(playground.action('Clear…'));
  const clearing = page.getByRole('dialog', { name: 'Clear the log' });
  await keys.push(clearing.getByRole('button', { name: 'Clear the log' }));
  await expect(events.empty).toContainText('The log is empty.');
  await expect(playground.action('Clear…')).toBeFocused();
  await keys.push(events.empty.getByRole('button', { name: /^Load the sample shop/ }));
  const loading = page.getByRole('dialog', { name: 'Load the sample shop' });
  await keys.push(loading.getByRole('button', { name: 'Replace by the sample shop' }));
  await expect(events.rows).toHaveCount(8);
  await expectFocus(page);
});

/** The colours right within a box, in the middle of its upper, right, lower and left edge. */
async function edgeColors(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
): Promise<string[]> {
  const picture = (await page.screenshot()).toString('base64');
  const { x, y, width, height } = box;
  const points = [
    [x + width / 2, y + 1],
    [x + width - 1, y + height / 2],
    [x + width / 2, y + height - 1],
    [x + 1, y + height / 2],
  ].map(([left = 0, top = 0]) => [Math.floor(left), Math.floor(top)] as const);
  return page.evaluate(
    async ([encoded, points]) => {
      const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d', {
        willReadFrequently: true,
      });
      canvas?.drawImage(image, 0, 0);
      return points.map(([left, top]) => {
        const [red, green, blue] = canvas?.getImageData(left, top, 1, 1).data ?? [];
        return `rgb(${red}, ${green}, ${blue})`;
      });
    },
    [picture, points] as const,
  );
}

interface Focused {
  path: string;
  marked: boolean;
  inSight: boolean;
  named: boolean;
}

/** What has the focus, and how that shows. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const steps: string[] = [];
    for (let node: Element | null = element; node && node !== document.body; ) {
      const siblings = [...(node.parentElement?.children ?? [])];
      steps.unshift(`${node.tagName}[${siblings.indexOf(node)}]`);
      node = node.parentElement;
    }
    const outlined = (marked: Element | null) => {
      const { outlineStyle = 'none', outlineWidth = '0' } = marked ? getComputedStyle(marked) : {};
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    };
    // A control may be marked by what it stands in, or by what stands for it.
    const marks = [element, element.parentElement, element.nextElementSibling];
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const name =
      element.getAttribute('aria-label') ??
      element.getAttribute('aria-labelledby') ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      element.textContent;
    return {
      path: element === document.body ? 'BODY' : steps.join(' '),
      marked: marks.some(outlined),
      inSight: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
      named: Boolean(name?.trim()),
    };
  });
}

/** Expects something to have the focus, not just the page as a whole. */
async function expectFocus(page: Page): Promise<void> {
  await expect(page.locator('body *:focus')).toHaveCount(1);
}
