// Text that would like to be something else: markup, scripts, prototypes, and what turns text round.

import { expect, test } from './shared';

const markup = '<img src=x onerror="window.owned = 1"><script>window.owned = 1</script>';

/** An event of which every field is hostile. */
function hostile(text: string) {
  return {
    type: text,
    stream: text,
    id: text,
    data: { [text]: text, list: [text] },
    metadata: { [text]: text, correlationId: text },
  };
}

test('markup and scripts in every field are shown as text and never run', async ({
  playground,
}) => {
  const { events, detail, projections, page } = playground;
  await playground.append(hostile(markup));
  await events.row(9).click();
  for (const fact of ['Type', 'Stream', 'Id', 'Metadata']) {
    await expect(detail.fact(fact)).toContainText('<img src=x');
  }
  await expect(detail.trees).toContainText('<script>window.owned');
  await detail.show('Text');
  await expect(detail.texts).toContainText('<script>window.owned');
  await projections.search.fill('<img');
  await expect(projections.keys).toHaveText([markup]);
  await projections.show('Event types');
  await projections.sort('count').click();
  await projections.sort('count').click();
  await expect(projections.keys.filter({ hasText: '<img' })).toHaveText([markup]);
  await events.more.click();
  await events.type(markup.slice(0, 20)).check();
  await events.expectPositions([9]);
  await expect(page.locator('main img, main script')).toHaveCount(0);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('markup in a suggestion is text, and stays what it is in the query', async ({
  playground,
}) => {
  const { events, page } = playground;
  await playground.append(hostile(markup));
  for (const field of ['type:', 'stream:']) {
    await events.search.fill(`${field}<img`);
    await events.suggestions.filter({ hasText: '<script>' }).click();
    await events.expectPositions([9]);
    await expect(events.search).toHaveValue(`${field}${JSON.stringify(markup)} `);
  }
  await expect(page.locator('main img, main script')).toHaveCount(0);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('markup in a file’s name, its format and its mistakes is text too', async ({ playground }) => {
  const { job, page } = playground;
  await playground.action('Import…').click();
  await playground.importing.file.setInputFiles({
    name: `${markup}.ndjson`.replaceAll('/', '_'),
    mimeType: 'text/plain',
    buffer: Buffer.from(
      `{"type":"Noted","stream":"n","id":"n1","data":1}\n{"type":${JSON.stringify(markup)}}\n`,
    ),
  });
  await expect(job.title).toContainText('<img src=x');
  await expect(job.reasons).toHaveCount(1);
  await expect(page.locator('main img, main script')).toHaveCount(0);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('__proto__ and constructor are names like any others', async ({ playground }) => {
  const { events, detail, projections, page } = playground;
  const dataText = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
  await playground.append(
    { type: '__proto__', stream: 'constructor', id: 'toString', dataText },
    { type: 'constructor', stream: '__proto__', id: 'hasOwnProperty', dataText },
  );
  await projections.search.fill('o');
  const keys = await projections.keys.allTextContents();
  expect(keys).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
  await projections.show('Event types');
  await expect(projections.changedAt('__proto__')).toHaveText('9');
  await expect(projections.changedAt('constructor')).toHaveText('10');
  await events.search.fill('stream:__proto__');
  await events.expectPositions([10]);
  await events.row(10).click();
  await expect(detail.trees).toContainText('"__proto__"');
  expect((await playground.stored()).at(-1)?.dataText).toBe(dataText);
  const row = await page.evaluate(() => window.hindsight.row('streams', '__proto__'));
  expect(row?.key).toBe('__proto__');
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test('text that turns round what follows it is made visible', async ({ playground }) => {
  const { events, detail } = playground;
  const turned = 'user-\u202egpj.ada';
  await playground.append({ type: 'Noted', stream: turned, data: 1 });
  await expect(events.row(9)).toContainText('user-\ufffdgpj.ada');
  await events.row(9).click();
  await expect(detail.fact('Stream')).toContainText('user-\ufffdgpj.ada');
  expect((await playground.stored()).at(-1)?.stream, 'but it is stored as it was').toBe(turned);
});

test('letters of any script and of any plane are stored and found', async ({ playground }) => {
  const { events } = playground;
  const name = 'заказ-注文-🧾';
  await playground.append({ type: 'Ça va', stream: name, data: { note: '🧾' } });
  await events.search.fill(`stream:${name}`);
  await events.expectPositions([9]);
  await events.search.fill('🧾');
  await events.expectPositions([9]);
});
