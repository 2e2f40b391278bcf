// The editor in which a projection is written. The page doesn't offer it yet, so the tests open it themselves.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Diagnostic } from '../src/definition/diagnostics/diagnostic';
import type { Editor, Known, openEditor } from '../src/editor/editor';
import { expect, expectAccessible, test } from './fixtures';

const dist = join(import.meta.dirname, '../dist');
const chunk = readdirSync(dist).find((name) => /^editor-\w+\.js$/.test(name)) ?? '';

/** What the editor told the page. */
interface Told {
  changes: string[];
  runs: string[];
  left: number;
  said: readonly Diagnostic[];
}

/** What a test keeps in the page. */
type Opened = typeof globalThis & { editor: Editor; told: Told };

/** What the log has, as far as a test says. */
interface Having {
  types?: string[];
  members?: string[];
}

/** Opens the editor over the page. */
async function open(page: Page, source: string, { types = [], members = [] }: Having = {}) {
  await page.goto('/');
  await page.evaluate('hindsight.ready');
  await page.evaluate(
    async ({ url, source, types, members }) => {
      const given: { openEditor: typeof openEditor } = await import(url);
      const room = document.createElement('section');
      room.setAttribute('aria-label', 'Editor');
      const after = document.createElement('button');
      after.textContent = 'After it';
      room.append(document.createElement('div'), after);
      Object.assign(room.style, {
        ...{ position: 'fixed', inset: '0', zIndex: '5', background: 'var(--surface)' },
        ...{ display: 'grid', gridTemplateRows: 'minmax(0, 1fr) auto' },
      });
      document.body.append(room);
      const told: Told = { changes: [], runs: [], left: 0, said: [] };
      const known: Known = {
        types,
        categories: ['order'],
        streamsLike: (typed) => [`${typed}-1`],
        membersOf: async () =>
          members.map((name) => ({ name, type: 'string', example: '"x"', members: [] })),
      };
      const editor = given.openEditor(room.firstElementChild as HTMLElement, {
        ...{ source, engine: 'v1', known },
        onChange: (changed) => told.changes.push(changed),
        onRun: (run) => told.runs.push(run),
        onLeave: () => told.left++,
        onDiagnostics: (all) => {
          told.said = all;
        },
      });
      Object.assign(globalThis, { editor, told });
      editor.focus();
    },
    { url: new URL(chunk, page.url()).href, source, types, members },
  );
  const text = page.getByRole('textbox', { name: 'The projection’s source' });
  await expect(text).toBeFocused();
  return { text, options: page.getByRole('listbox').getByRole('option') };
}

const told = (page: Page) => page.evaluate(() => (globalThis as Opened).told);
const source = (page: Page) => page.evaluate(() => (globalThis as Opened).editor.source);

const counting = 'fromAll().when({\n  $init: () => ({ n: 0 }),\n  Placed(s) { s.n += 1; },\n});\n';

test('its parts have colours, axe finds nothing, and it fits, light and dark, wide and narrow', async ({
  page,
}) => {
  test.slow();
  const { text } = await open(page, `// Counts.\n${counting}const a = 'text', b = Date;`, {
    types: ['Sent'],
  });
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 360],
  ] as const) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
    const colours = await text
      .locator('span')
      .evaluateAll((spans) => [...new Set(spans.map((span) => getComputedStyle(span).color))]);
    expect(colours.length, 'the colours of its parts').toBeGreaterThanOrEqual(4);
    const { right } = await text.evaluate((element) => element.getBoundingClientRect());
    expect(right).toBeLessThanOrEqual(width);
  }
  const marked = page.locator('.cm-lintRange-warning');
  await expect(marked.first()).toHaveText('Placed');
  await expect(page.locator('.cm-lint-marker-warning')).toHaveCount(1);
});

test('what is typed is told, can be undone, and is no key of the page', async ({ page }) => {
  await open(page, '');
  await page.keyboard.type('log(1) ?');
  expect((await told(page)).changes.at(-1)).toBe('log(1) ?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  expect(await source(page)).not.toBe('log(1) ?');
  await page.keyboard.press('Control+y');
  expect(await source(page)).toBe('log(1) ?');
  await page.keyboard.press('Control+/');
  expect(await source(page)).toBe('// log(1) ?');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('what is typed over several lines takes their place, without a style of the browser’s', async ({
  page,
}) => {
  await open(page, counting);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('x');
  expect(await source(page)).toBe('x');
  await page.keyboard.press('Control+z');
  expect(await source(page)).toBe(counting);
});

test('Ctrl+Enter runs it, Tab indents, and Escape and Tab leave it', async ({ page }) => {
  const { text } = await open(page, counting);
  await page.keyboard.press('Control+Enter');
  expect((await told(page)).runs).toEqual([counting]);
  expect(await source(page)).toBe(counting);
  await page.keyboard.press('Tab');
  expect(await source(page)).toBe(`  ${counting}`);
  await expect(text).toHaveAccessibleDescription(/Escape, then Tab, leaves/);
  expect((await told(page)).left).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'After it' })).toBeFocused();
  expect((await told(page)).left).toBe(1);
});

/** Takes the completion that is chosen. For a moment after a list came, a key is typed instead of taken for a choice. */
async function accept(page: Page): Promise<void> {
  await page.clock.fastForward(100);
  await page.keyboard.press('Enter');
}

test('it is completed by keyboard, with names of the log as text', async ({ page }) => {
  await page.clock.install();
  const hostile = '<img src=x onerror="window.owned = 1">';
  const { options } = await open(page, '', {
    types: [hostile, 'Placed'],
    members: ['amount', 'unit price'],
  });
  await page.keyboard.type('fromAll().wh');
  await expect(options).toHaveText([/^when/]);
  await expect(page.locator('.cm-completionInfo')).toHaveText(/a handler for each type/);
  await expectAccessible(page);
  await accept(page);
  await page.keyboard.press('Control+Space');
  await expect(options.first()).toContainText(hostile);
  await page.keyboard.type('Pla');
  await expect(options).toHaveText([/^Placed/]);
  await accept(page);
  await page.keyboard.type('s.sum = e.body.');
  await expect(options).toHaveText([/^amount/, /^unit price/]);
  await page.keyboard.type('uni');
  await expect(options).toHaveText([/^unit price/]);
  await accept(page);
  expect(await source(page)).toBe(
    "fromAll().when({\n  Placed(s, e) {\n    s.sum = e.body['unit price']\n  },\n})",
  );
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('streams are asked for with each letter', async ({ page }) => {
  const { options } = await open(page, '');
  await page.keyboard.type("fromStream('or");
  await expect(options).toHaveText([/^or-1/]);
  await page.keyboard.type('d');
  await expect(options).toHaveText([/^ord-1/]);
  await page.keyboard.press('Enter');
  expect(await source(page)).toBe("fromStream('ord-1')");
});

test('what is to be said is drawn and told, and F8 goes there', async ({ page }) => {
  await open(page, counting, { types: ['Sent'] });
  expect((await told(page)).said.map(({ code, line }) => [code, line])).toEqual([
    ['unknown_type', 3],
  ]);
  await page.keyboard.press('F8');
  await expect(page.locator('.cm-announced')).toContainText('No event has the type Placed');
  await page.evaluate(() => {
    const { editor } = globalThis as Opened;
    const message = '<b>thrown</b>';
    editor.show([{ severity: 'error', code: 'handler_error', message, line: 1, column: 1 }]);
    editor.goTo(1, 1);
  });
  const marker = page.locator('.cm-lint-marker-error');
  await marker.hover();
  await expect(page.locator('.cm-tooltip')).toContainText('<b>thrown</b>');
  await page.keyboard.type('x');
  await expect(marker).toHaveCount(0);
  await page.evaluate(() => (globalThis as Opened).editor.close());
  await expect(page.locator('.cm-editor')).toHaveCount(0);
});

test('on a touch screen its letters are large enough not to make the page zoom', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    ...{ baseURL: baseURL ?? '', hasTouch: true, isMobile: true },
    viewport: { width: 360, height: 740 },
  });
  const { text } = await open(await context.newPage(), counting);
  await expect(text).toHaveCSS('font-size', '16px');
  await context.close();
});
