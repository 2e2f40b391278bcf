import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloudEventOf } from './cloudevent';

const head = '{"position":1,"id":"a1","stream":"order-1","version":1,"type":"OrderPlaced"';
const times = '"time":"2026-01-06T15:00:00Z","recorded":"2026-01-06T15:00:00.25Z"';

function written(rest: string, version = 1): string[] {
  const lines = cloudEventOf(`${head},"schemaVersion":${version},${times}${rest}}`).split('\n');
  return lines.slice(1, -1).map((line) => line.replace(/^ {2}/, '').replace(/,$/, ''));
}

const fixed = [
  '"specversion": "1.0"',
  '"id": "a1"',
  '"type": "OrderPlaced"',
  '"subject": "order-1"',
  '"time": "2026-01-06T15:00:00Z"',
  '"recordedtime": "2026-01-06T15:00:00.25Z"',
];
const own = fixed.toSpliced(2, 0, '"source": "/hindsight"');

test('an event becomes a CloudEvent, its data byte for byte', () => {
  const data = '{"n":1.0,  "m":12345678901234567890}';
  assert.deepEqual(written(`,"data":${data}`), [...own, `"data": ${data}`]);
  assert.deepEqual(written(',"dataText":"{\\n}"'), [...own, '"data": {', '}']);
  assert.deepEqual(written(',"data":1', 2), [...own, '"schemaversion": 2', '"data": 1']);
});

test('metadata that attributes can hold become attributes', () => {
  const metadata = '{"correlationId":"c","source":"/shop","n":-5,"ok":true}';
  assert.deepEqual(written(`,"metadata":${metadata},"data":1`), [
    ...fixed,
    '"correlationid": "c"',
    '"source": "/shop"',
    '"n": -5',
    '"ok": true',
    '"data": 1',
  ]);
});

const embedded = [
  '{"user":{"id":1}}',
  '{"userName":"ada"}',
  '{"n":1.5}',
  '{"n":2147483648}',
  '{"n": 1}',
  '{"a":"1","a":"2"}',
  '{"type":"x"}',
  '{"\\u0061":"1"}',
  '{"datacontenttype":"application/json"}',
  '{"n":9007199254740999,"e":1e400,"p":12.50,"n":1,"__proto__":{"a":1}}',
];
for (const metadata of embedded) {
  test(`other metadata are kept as text: ${metadata}`, () => {
    const lines = written(`,"metadata":${metadata},"data":1`);
    assert.equal(lines.at(-2), `"metadata": ${JSON.stringify(metadata)}`);
  });
}

test('metadata with line breaks are kept as text, too', () => {
  const lines = written(',"metadataText":"{\\n\\"n\\": 1}","data":1');
  assert.equal(lines.at(-2), '"metadata": "{\\n\\"n\\": 1}"');
});

test('what others know by their own name stands beside metadata that are text', () => {
  const metadata = '{"causationId":"x","source":"/shop","deep":{}}';
  const lines = written(`,"metadata":${metadata},"data":1`);
  assert.equal(lines[2], '"source": "/shop"');
  assert.deepEqual(lines.slice(7), [
    '"causationid": "x"',
    `"metadata": ${JSON.stringify(metadata)}`,
    '"data": 1',
  ]);
});

test('what came as base64 goes as base64', () => {
  const lines = written(',"metadata":{"datacontentencoding":"base64"},"data":"AAEC"');
  assert.deepEqual(lines.slice(7), ['"data_base64": "AAEC"']);
});
