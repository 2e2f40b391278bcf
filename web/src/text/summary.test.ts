import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf } from './summary';

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

test('a summary of a long payload is its start', () => {
  const text = JSON.stringify({ text: 'x'.repeat(10_000) });
  assert.equal(summaryOf(text).length, 301);
  assert.equal(summaryOf(text).startsWith('{"text":"xxx'), true);
});
