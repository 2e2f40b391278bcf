import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf, usualOf } from './summary';

const summaries: [string, string, string, string][] = [
  ['names what an object holds', '{"name":"Ada","age":36}', '', 'name: Ada · age: 36'],
  ['leaves out what the stream says', '{"orderId":"7","sku":"mug"}', 'order-7', 'sku: mug'],
  ['leaves out nothing by chance', '{"n":"7"}', 'order-17', 'n: 7'],
  ['does not leave out all', '{"path":"a"}', 'file:a', 'path: a'],
  [
    'keeps every digit',
    '{"n":12345678901234567890,"m":1.50}',
    '',
    'n: 12345678901234567890 · m: 1.50',
  ],
  ['looks into what is nested', '{"a":{"b":[1,"x"],"c":{}}}', '', 'a: {b: [1, x], c: {}}'],
  ['stops where it gets deep', '{"a":[[[[1]]]]}', '', 'a: [[[…]]]'],
  ['takes any name', '{"__proto__":"x","":""}', '', '__proto__: x · : ""'],
  ['shows an empty object', ' {} ', '', '{}'],
  ['shows what is no object as it is', '[1,\n 2]', '', '[1, 2]'],
  ['shows what would not show', '{"a":"x\\ny\\u202e"}', '', 'a: x y\ufffd'],
];
for (const [title, text, beside, shown] of summaries) {
  test(`a summary ${title}`, () => assert.equal(summaryOf(text, beside), shown));
}

test('a summary shows numbers as they are written, and a name that is there twice twice', () => {
  const text = '{"n":73314510714175489,"e":1e400,"p":12.50,"n":-0,"__proto__":{"f":0.10}}';
  assert.equal(
    summaryOf(text),
    'n: 73314510714175489 · e: 1e400 · p: 12.50 · n: -0 · __proto__: {f: 0.10}',
  );
});

test('a summary of a long payload is its start', () => {
  const text = JSON.stringify({ text: 'x'.repeat(10_000) });
  assert.equal(summaryOf(text).length, 301);
  assert.equal(summaryOf(text).startsWith('{"text":"xxx'), true);
});

const orders = [
  '{"user":1,"sku":"mug","n":1.0}',
  '{"user":1,"sku":"pen","n":1.0}',
  '{"n":1.0,"user":1}',
];

test('what all of at least three payloads hold alike is usual', () => {
  assert.deepEqual(
    [...usualOf(orders)],
    [
      ['user', '1'],
      ['n', '1.0'],
    ],
  );
  assert.deepEqual([...usualOf(orders.slice(0, 2))], []);
  assert.deepEqual([...usualOf([...orders, '[1]'])], []);
  assert.deepEqual([...usualOf([...orders, '{"user":1,"n":1.00}'])], [['user', '1']]);
  const proto = '{"__proto__":"x"}';
  assert.deepEqual([...usualOf([proto, proto, proto])], [['__proto__', 'x']]);
});

test('a summary begins with what is not usual', () => {
  const usual = usualOf(orders);
  assert.equal(
    summaryOf('{"user":1,"sku":"mug","n":1.0}', '', usual),
    'sku: mug · user: 1 · n: 1.0',
  );
  assert.equal(summaryOf('{"sku":"mug","user":2}', '', usual), 'sku: mug · user: 2');
  assert.equal(summaryOf('{"user":1,"n":1.0}', '', usual), 'user: 1 · n: 1.0');
});
