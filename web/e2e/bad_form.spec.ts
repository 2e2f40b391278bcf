// What no event can be, typed into the form: a clear sentence at its field, and nothing lost.

import type { Playground } from './objects/playground';
import { expect, test } from './shared';

type Field = 'type' | 'stream' | 'data' | 'id' | 'time' | 'schemaVersion' | 'metadata' | 'version';

const bell = String.fromCharCode(7);

/** What is typed into a field, and what is said about it there. */
const refused: [Field, string, RegExp][] = [
  ['data', '{\n  "a": 1,\n  "b": \n}', /^Line 4, column 1: here a value is expected/],
  ['data', '{} {}', /^Line 1, column 4: there is more text after the value/],
  ['data', '{"price": NaN}', /^Line 1, column 11: "N" starts no JSON value/],
  ['data', '{"a": "b', /^Line 1, column 9: the text ends inside a string/],
  ['data', '', /^Line 1, column 1: there is no value/],
  ['type', '', /type: got "", want a name/],
  ['stream', '   ', /stream: got " +", want a name/],
  ['stream', `a${bell}b`, /control character U\+0007/],
  ['metadata', '[1]', /must be a JSON object/],
  ['metadata', '{"a"}', /^Line 1, column 5: here “:” is expected/],
  ['time', 'yesterday', /^This is no time/],
  ['time', '2026-02-30T00:00:00Z', /There is no day 2026-02-30/],
  ['time', '0000-06-01T00:00:00Z', /time: got "0000-06-01T00:00:00Z", want/],
  ['time', '9999-12-31T23:59:59Z', /time: got "9999-12-31T23:59:59Z", want/],
  ['schemaVersion', '0', /whole number from 1/],
];

for (const field of new Set(refused.map(([name]) => name))) {
  test(`the form says at “${field}” what is wrong there, and keeps all that was typed`, async ({
    playground,
  }) => {
    const { commands, form } = playground;
    const before = await playground.log();
    await commands.anyEvent.click();
    for (const [, typed, said] of refused.filter(([name]) => name === field)) {
      const event = { type: 'Noted', stream: 'note-1', data: '{"a": 1}', [field]: typed };
      await form.fill(event);
      await form.submit.click();
      await expect(form[field]).toHaveAccessibleDescription(said);
      await expect(form[field]).toHaveAttribute('aria-invalid', 'true');
      for (const [name, value] of Object.entries(event)) {
        await expect(form[name as Field]).toHaveValue(value);
      }
    }
    expect(await playground.log()).toBe(before);
  });
}

test('a mistake that is put right is no longer told, and the event goes in', async ({
  playground,
}) => {
  const { commands, form } = playground;
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1', data: '{"a": }' });
  await form.submit.click();
  await expect(form.data).toHaveAccessibleDescription(/^Line 1, column 7/);
  await form.data.fill('{"a": 1}');
  await expect(form.data).toHaveAttribute('aria-invalid', 'false');
  await form.submit.click();
  await expect(form.done).toContainText('at position 9');
});

test('data nested 10,000 deep is refused with a sentence, and kept', async ({ playground }) => {
  const { form } = playground;
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  await submit(playground, deep);
  await expect(form.data).toHaveAccessibleDescription(
    /^Line 1, column 513: nested more than 512 levels deep/,
  );
  await expect(form.data).toHaveValue(deep);
  expect(await playground.total()).toBe(8);
});

test('data nested 500 deep goes in and is shown as a tree and as text', async ({ playground }) => {
  const { form, detail, page } = playground;
  await submit(playground, '['.repeat(500) + ']'.repeat(500));
  await expect(form.done).toContainText('at position 9');
  await page.keyboard.press('Escape');
  await expect(detail.trees.getByRole('treeitem').first()).toBeVisible();
  await detail.show('Text');
  await expect(detail.texts).toContainText('[]');
  await detail.show('As stored');
  await expect(detail.texts).toHaveText('['.repeat(500) + ']'.repeat(500));
});

test('numbers past 2^53 are kept and shown exactly', async ({ playground }) => {
  const { form, detail, page } = playground;
  await submit(playground, '{"n": 9007199254740993, "x": 0.1000000000000000055511151231257827}');
  await page.keyboard.press('Escape');
  await expect(detail.trees).toContainText('9007199254740993');
  await expect(detail.trees).toContainText('0.1000000000000000055511151231257827');
  await expect(form.dialog).toBeHidden();
});

test('data of more than a megabyte is refused with the limit', async ({ playground }) => {
  const { form, commands } = playground;
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1' });
  await form.data.evaluate((area: HTMLTextAreaElement) => {
    area.value = JSON.stringify('x'.repeat(2_000_000));
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await form.submit.click();
  await expect(form.data).toHaveAccessibleDescription(/want at most 1048576/);
  expect(await playground.total()).toBe(8);
});

async function submit({ commands, form }: Playground, data: string): Promise<void> {
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-1', data });
  await form.submit.click();
}
