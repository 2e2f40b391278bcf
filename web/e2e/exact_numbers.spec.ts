// No number is rounded between the log and whoever looks at it, or asks for it, or hands an event on.

import { clipboardText, grantClipboard } from './objects/clipboard';
import type { Playground } from './objects/playground';
import { expect, test } from './shared';

/** Numbers that no floating point number is, the first of them other in each event. */
const payload = (id: string) =>
  `{"TransId":${id},"max":9223372036854775807,"f":0.1234567890123456789,"e":1e400,"p":12.50}`;
const payloads = [payload('73314510714175488'), payload('73314510714175489')];
const shown = (id: string) =>
  `TransId: ${id} · max: 9223372036854775807 · f: 0.1234567890123456789 · e: 1e400 · p: 12.50`;
/** The same with members that have one name, and one that has the name of an object's prototype. */
const metadata =
  '{"seq_id":9007199254740999,"rate":1e400,"price":12.50,"n":1,"n":2,"__proto__":{"a":1}}';

/** Has a log of two payments in place of the sample shop, from a file. */
async function importPayments({ page }: Playground): Promise<void> {
  const lines = payloads.map(
    (data, i) =>
      `{"id":"n${i + 1}","type":"Paid","stream":"n-1","time":"2026-01-0${i + 1}T00:00:00Z","data":${data},"metadata":${metadata}}\n`,
  );
  await page.evaluate(async (log) => {
    await window.hindsight.clear();
    await window.hindsight.import(log);
  }, lines.join(''));
}

test('a table, its tooltip and a row’s lineage show the digits that are stored', async ({
  playground,
}) => {
  await importPayments(playground);
  const { projections, lineage } = playground;
  await projections.show('Streams');
  const cell = projections.cells('n-1').filter({ hasText: 'TransId' });
  await expect(cell).toHaveText(shown('73314510714175489'));
  await expect(cell).toHaveAttribute('title', payload('73314510714175489'));
  await projections.value('n-1', shown('73314510714175489')).click();
  await expect(lineage.versions).toContainText([
    shown('73314510714175489'),
    shown('73314510714175488'),
  ]);
  await lineage.wholeRow(2).click();
  const changed = lineage.around(2).locator('tr.changed').filter({ hasText: 'TransId' });
  await expect(changed.getByRole('cell')).toHaveText([
    shown('73314510714175488'),
    shown('73314510714175489'),
  ]);
});

test('members with one name are all shown, in the list, the event and the table', async ({
  playground,
}) => {
  const { events, detail, projections } = playground;
  const dataText = '{"n":12.50,"n":1e400,"__proto__":{"a":0.10}}';
  await playground.append({ type: 'Noted', stream: 'twice', dataText });
  const summary = 'n: 12.50 · n: 1e400 · __proto__: {a: 0.10}';
  await expect(events.row(9)).toContainText(summary);
  await events.row(9).click();
  await expect(detail.trees.getByRole('treeitem')).toHaveText([
    '{',
    '"n"12.50',
    '"n"1e400',
    '"__proto__"{',
    '"a"0.10',
  ]);
  await projections.show('Streams');
  await expect(projections.row('twice')).toContainText(summary);
});

test('a change of the last digit is a change, in a diff and while one moves through time', async ({
  playground,
}) => {
  await importPayments(playground);
  const { projections, diff, moment } = playground;
  await projections.show('Streams');
  await moment.step('Previous event').click();
  await expect(projections.marked('other').filter({ hasText: 'TransId' })).toHaveText(
    shown('73314510714175488'),
  );
  await diff.compare.click();
  await moment.backToNow.click();
  await diff.expectEnds(1, 2);
  const row = diff.row('n-1');
  await expect(row.locator('del', { hasText: 'TransId' })).toHaveText(shown('73314510714175488'));
  await expect(row.locator('ins', { hasText: 'TransId' })).toHaveText(shown('73314510714175489'));
});

test('a condition on a member holds for its very digits', async ({ playground }) => {
  await importPayments(playground);
  const flips = (value: string, member = 'TransId') =>
    playground.page.evaluate(
      async (query) =>
        (await window.hindsight.find('streams', { column: 'data', op: '=', ...query })).flips.map(
          ({ position, becomes }) => [position, becomes],
        ),
      { value, member },
    );
  expect(await flips('73314510714175488')).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(await flips('73314510714175489')).toEqual([[2, true]]);
  expect(await flips('73314510714175490')).toEqual([]);
  expect(await flips('12.5', 'p')).toEqual([[1, true]]);
});

test('metadata from a file are shown, taken over and copied as they are', async ({
  playground,
}) => {
  await importPayments(playground);
  const { page, events, detail, form } = playground;
  await grantClipboard(page);
  await events.row(2).click();
  await expect(detail.fact('Metadata')).toHaveText(metadata);
  await detail.another.click();
  await expect(form.metadata).toHaveValue(metadata);
  await expect(form.data).toHaveValue(payload('73314510714175489'));
  await form.submit.click();
  await expect(form.done).toContainText('at position 3');
  await form.dialog.getByRole('button', { name: 'Close' }).last().click();
  const taken = (await playground.stored()).at(-1);
  expect([taken?.metadataText, taken?.dataText]).toEqual([metadata, payload('73314510714175489')]);
  await detail.copyAs('Script');
  await expect(playground.status).toContainText('Copied event');
  const script = await clipboardText(page);
  await playground.clear();
  await page.evaluate(`(async () => { ${script} })()`);
  const copied = (await playground.stored()).at(-1);
  expect([copied?.metadataText, copied?.dataText]).toEqual([
    metadata,
    payload('73314510714175489'),
  ]);
});

test('scripts get the text of what they would see rounded', async ({ playground }) => {
  await importPayments(playground);
  const asked = await playground.page.evaluate(async () => {
    const { hindsight } = window;
    const exact = { exact: true };
    const table = await hindsight.table('streams', exact);
    const at = table.columns.findIndex(({ type }) => type === 'json');
    const [rounded] = (await hindsight.table('streams')).rows;
    const diff = await hindsight.diff('streams', { from: { position: 1 }, ...exact });
    const { versions } = await hindsight.lineage('streams', 'n-1', exact);
    const [event] = (await hindsight.events()).events;
    return {
      rounded: (rounded?.values[at] as { TransId: number } | undefined)?.TransId,
      table: table.rows[0]?.values[at],
      row: (await hindsight.row('streams', 'n-1', { at: { position: 1 }, ...exact }))?.values[at],
      diff: [diff.rows[0]?.before?.[at], diff.rows[0]?.after?.[at]],
      lineage: versions.map(({ values }) => values?.[at]),
      metadataText: event?.metadataText,
      names: Object.keys(event?.metadata ?? {}),
    };
  });
  const [first, second] = payloads;
  expect(asked).toEqual({
    rounded: 73314510714175490,
    table: second,
    row: first,
    diff: [first, second],
    lineage: [second, first],
    metadataText: metadata,
    names: ['seq_id', 'rate', 'price', 'n', '__proto__'],
  });
});

test('text that a script appends is kept byte for byte, white space and line breaks too', async ({
  playground,
}) => {
  const texts = { dataText: ' [1.0,\n1e400]\n', metadataText: `\n${metadata}\r\n` };
  await playground.append({ type: 'Noted', stream: 'n-1', ...texts });
  const log = await playground.log();
  await playground.clear();
  await playground.page.evaluate((lines) => window.hindsight.import(lines), log);
  expect((await playground.stored()).at(-1)).toMatchObject(texts);
});

test('stored events that a script wrote down come back exact', async ({ playground }) => {
  await importPayments(playground);
  await playground.page.evaluate(async () => {
    const { events } = await window.hindsight.events();
    const lines = events.map((event) => JSON.stringify(event)).join('\n');
    await window.hindsight.clear();
    await window.hindsight.import(lines);
  });
  const stored = await playground.stored();
  expect(stored.map(({ dataText }) => dataText)).toEqual(payloads);
  expect(stored.map(({ metadataText }) => metadataText)).toEqual([metadata, metadata]);
});

for (const [text, message, where] of [
  ['{"a" 1}', /is no JSON: line 1, column 6/, { line: 1, column: 6 }],
  ['\n [1]', /line 2, column 2: got an array, want an object/, { line: 2, column: 2 }],
] as const) {
  test(`metadata text that is no object is refused: ${JSON.stringify(text)}`, async ({
    playground,
  }) => {
    const error = await playground.errorOf(
      (metadataText) =>
        window.hindsight.append([
          { type: 'T', stream: 's' },
          { type: 'T', stream: 's', metadataText },
        ]),
      text,
    );
    expect(error).toMatchObject({
      code: 'invalid_event',
      message: expect.stringMatching(message),
      details: { index: 1, field: 'metadata', ...where },
    });
  });
}
