import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewEvent } from '../engine/api';
import { appendCallOf } from './append-call';

const head = '{"position":4,"id":"a1","stream":"order-1","version":2,"type":"OrderPlaced"';
const times = '"time":"2026-01-06T15:00:00Z","recorded":"2026-01-06T15:00:00Z"';
const lineOf = (rest: string, version = 1) => `${head},"schemaVersion":${version},${times}${rest}}`;

type Call = { first: NewEvent; options: unknown };

/** Runs a script, and gives what it called. */
async function called(script: string): Promise<Call> {
  const calls: Call[] = [];
  const append = async (first: NewEvent, options: unknown) => {
    calls.push({ first, options });
  };
  const run = new Function('hindsight', `return (async () => { ${script} })()`);
  await run({ append });
  assert.equal(calls.length, 1);
  return calls[0] as Call;
}

test('a call appends the same event, once', async () => {
  const script = appendCallOf(lineOf(',"metadata":{"by":"ada"},"data":{"n":1,"list":["a"]}', 2));
  assert.deepEqual(await called(script), {
    first: {
      type: 'OrderPlaced',
      stream: 'order-1',
      id: 'a1',
      time: '2026-01-06T15:00:00Z',
      schemaVersion: 2,
      data: { n: 1, list: ['a'] },
      metadata: { by: 'ada' },
    },
    options: { idempotent: true },
  });
  assert.match(script, /\n {4}data: \{\n {6}"n": 1,\n/);
});

const inexact = [
  '{"n":12345678901234567890}',
  '25.00',
  '{"b":1,"1":2}',
  '{"a":1,"a":2}',
  '{ "a": 1 }',
  '{"__proto__":{"polluted":1}}',
  '"\\u00e9"',
];
for (const data of inexact) {
  test(`data goes as text where a value would not be the same: ${data}`, async () => {
    const { first } = await called(appendCallOf(lineOf(`,"data":${data}`)));
    assert.equal(first.dataText, data);
    assert.equal('data' in first, false);
  });
}

const inexactMetadata = [
  '{"n":12345678901234567890}',
  '{"n":9007199254740999,"e":1e400,"p":12.50}',
  '{"a":1,"a":2}',
  '{"__proto__":{"a":1}}',
];
for (const metadata of inexactMetadata) {
  test(`metadata go as text where a value would not be the same: ${metadata}`, async () => {
    const script = appendCallOf(lineOf(`,"metadata":${metadata},"data":1`));
    const { first } = await called(script);
    assert.equal(first.metadataText, metadata);
    assert.equal('metadata' in first, false);
  });
}

test('text in a string is written as it is stored', async () => {
  const rest = ',"metadataText":"{\\n\\"a\\":1.0}","dataText":" 1\\n"';
  const { first } = await called(appendCallOf(lineOf(rest)));
  assert.deepEqual([first.metadataText, first.dataText], ['{\n"a":1.0}', ' 1\n']);
});

test('no text ends the script it is in', async () => {
  const text = '</script><!-- "\'`\\ \u2028\u2029 \ud83e\uddfe';
  const line = lineOf(`,"metadata":{"m":${JSON.stringify(text)}},"data":${JSON.stringify([text])}`);
  const script = appendCallOf(line);
  assert.doesNotMatch(script, /<\/|<!--|[\u2028\u2029]/);
  const { first } = await called(script);
  assert.deepEqual([first.data, first.metadata], [[text], { m: text }]);
});
