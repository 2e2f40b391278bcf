// The form for any event: what is typed is what is stored.

import { expect, test } from './shared';

test('an event goes in with all that was typed, its data byte for byte', async ({ playground }) => {
  const { commands, form, detail, events, status } = playground;
  const data = '{\n  "big": 12345678901234567890,\n  "exact" : 1.50,  "a": [ ]\n}';
  await commands.anyEvent.click();
  await form.fill({
    type: 'ParcelLost',
    stream: 'parcel-7',
    data,
    id: 'parcel-7-lost',
    time: '2026-01-06T15:00:00.123456789+01:00',
    schemaVersion: '3',
    metadata: '{"correlationId": "c-1", "by": "hand"}',
  });
  await form.submit.click();
  await expect(form.done).toContainText('Appended version 1 of parcel-7 at position 9');
  await expect(status).toContainText('Appended version 1 of parcel-7 at position 9');
  await form.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(events.row(9)).toHaveAttribute('aria-selected', 'true');
  await expect(detail.fact('Type')).toHaveText('ParcelLost');
  await expect(detail.fact('Stream')).toHaveText(/^parcel-7 version 1$/);
  await expect(detail.fact('Id')).toHaveText('parcel-7-lost');
  await expect(detail.fact('Time')).toHaveText('2026-01-06 14:00:00.123456789 UTC');
  await expect(detail.fact('Schema')).toHaveText('version 3');
  await expect(detail.fact('Metadata')).toContainText('"correlationId": "c-1"');
  const stored = (await playground.stored()).at(-1);
  expect(stored?.dataText).toBe(data);
  expect(stored?.metadata).toEqual({ correlationId: 'c-1', by: 'hand' });
});

test('metadata are stored and shown digit for digit, and another event takes them over so', async ({
  playground,
}) => {
  const { commands, form, detail } = playground;
  const metadata = '{"n":9007199254740999,"e":1e400,"p":12.50,"n":1,"__proto__":{"a":1}}';
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'n-1', data: '1', metadata });
  await form.submit.click();
  await expect(form.done).toContainText('at position 9');
  await form.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(detail.fact('Metadata')).toHaveText(metadata);
  await detail.another.click();
  await expect(form.metadata).toHaveValue(metadata);
  await form.submit.click();
  await expect(form.done).toContainText('at position 10');
  const texts = (await playground.stored()).slice(-2).map(({ metadataText }) => metadataText);
  expect(texts).toEqual([metadata, metadata]);
});

test('types that the log has are suggested', async ({ playground }) => {
  const { commands, form } = playground;
  await playground.append({ type: 'ParcelLost', stream: 'parcel-7' });
  await commands.anyEvent.click();
  const suggested = await form.type.evaluate((input) =>
    [...((input as HTMLInputElement).list?.options ?? [])].map(({ value }) => value),
  );
  expect(suggested).toContain('OrderPlaced');
  expect(suggested).toContain('ParcelLost');
});

test('by keyboard alone, an event is filled in, appended and found', async ({ playground }) => {
  const { keys, commands, form, detail, events } = playground;
  await keys.push(commands.anyEvent);
  await keys.fill(form.type, 'ParcelFound');
  await keys.fill(form.stream, 'parcel-7');
  await keys.fill(form.data, '{"where": "under the stairs"}');
  await keys.to(form.condition);
  await keys.type('no such');
  await keys.fill(form.time, '2026-01-06T18:00:00Z');
  await keys.press('Enter');
  await expect(form.done).toContainText('at position 9');
  await keys.press('Escape');
  await expect(form.dialog).toBeHidden();
  await expect(commands.anyEvent).toBeFocused();
  await expect(events.row(9)).toContainText('under the stairs');
  await expect(detail.title).toHaveText('Event 9');
});

/** Each condition on `order-1001`, which is at version 3, or on a stream that does not exist. */
const conditions: [string, string, string, string][] = [
  ['none', '', 'order-1001', 'is at version 3'],
  ['exists', '', 'parcel-7', 'does not exist'],
  ['exact', '2', 'order-1001', 'is at version 3'],
];

test('an expected version that is not met says where the stream is', async ({ playground }) => {
  const { commands, form, events } = playground;
  await commands.anyEvent.click();
  for (const [condition, version, stream, error] of conditions) {
    await form.fill({ type: 'Noted', stream });
    await form.condition.selectOption(condition);
    if (version) await form.version.fill(version);
    await form.submit.click();
    await expect(form.error).toContainText(error);
    await expect(form.error).toContainText(stream);
    await expect(form.stream).toHaveValue(stream);
  }
  await expect(events.rows).toHaveCount(8);
});

test('an expected version that is met lets the event in', async ({ playground }) => {
  const { commands, form } = playground;
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'order-1001' });
  await form.condition.selectOption('exact');
  await form.version.fill('3');
  await form.submit.click();
  await expect(form.done).toContainText('version 4 of order-1001 at position 9');
});

test('an id that the log has is refused, and the position that has it is named', async ({
  playground,
}) => {
  const { commands, form, events } = playground;
  await playground.append({ type: 'Noted', stream: 'note-1', id: 'n1' });
  await commands.anyEvent.click();
  await form.fill({ type: 'Noted', stream: 'note-2', id: 'n1' });
  await form.submit.click();
  await expect(form.dialog).toContainText('the id "n1" is that of position 9');
  await expect(form.id).toHaveValue('n1');
  await expect(events.rows).toHaveCount(9);
});

test('a draft that was put away is there when the form is opened again', async ({ playground }) => {
  const { commands, form, page } = playground;
  await commands.anyEvent.click();
  await form.fill({ type: 'Half', data: '{"done": "half' });
  await page.keyboard.press('Escape');
  await expect(form.dialog).toBeHidden();
  await commands.anyEvent.click();
  await expect(form.type).toHaveValue('Half');
  await expect(form.data).toHaveValue('{"done": "half');
});
