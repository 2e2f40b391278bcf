import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonEntries, jsonError, prettyJson } from './json';

const good = [
  'null',
  ' [1, -0.5e+7, "\\u00e9\\n", {"": [[]], "a": {}}, true] ',
  '{"__proto__": 1, "__proto__": 2}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
];
for (const text of good) {
  test(`finds nothing wrong with ${text.slice(0, 40)}`, () => {
    JSON.parse(text);
    assert.equal(jsonError(text), null);
  });
}

const bad: [string, number, number, RegExp][] = [
  ['', 1, 1, /no value/],
  ['{"a": 1,\n "b": }', 2, 7, /a value/],
  ['[1 2]', 1, 4, /“,” or “\]”/],
  ['[1,]', 1, 4, /a value/],
  ['{"a" 1}', 1, 6, /“:”/],
  ['{a: 1}', 1, 2, /starts no JSON value/],
  ['[1}', 1, 3, /“\]”/],
  ['01', 1, 2, /more text/],
  ['"a\nb"', 1, 3, /control character/],
  ['"\\x"', 1, 2, /escape/],
  ['"open', 1, 6, /ends inside a string/],
  ['{"a": [1', 1, 9, /ends where/],
  ['NaN', 1, 1, /starts no JSON value/],
];
for (const [text, line, column, message] of bad) {
  test(`says where ${JSON.stringify(text)} goes wrong`, () => {
    assert.throws(() => JSON.parse(text));
    const error = jsonError(text);
    assert.deepEqual([error?.line, error?.column], [line, column]);
    assert.match(error?.message ?? '', message);
  });
}

test('judges random text as JSON.parse does', () => {
  const parts = ['{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', '-', '"'];
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let i = 0; i < 20_000; i++) {
    const text = Array.from({ length: random(9) }, () => parts[random(parts.length)]).join('');
    let parses = true;
    try {
      JSON.parse(text);
    } catch {
      parses = false;
    }
    assert.equal(jsonError(text) === null, parses, text);
  }
});

test('prints one value a line, each as it was written', () => {
  const text = '{"n":12345678901234567890.10,"e":{},"a":[1,[]]}';
  assert.equal(
    prettyJson(text),
    '{\n  "n": 12345678901234567890.10,\n  "e": {},\n  "a": [\n    1,\n    []\n  ]\n}',
  );
});

test('lists members as slices of the text', () => {
  const text = ' {"a" : {"x": [1, 2]}, "__proto__": 3 , "b":[]}';
  const shown = jsonEntries(text, 1).map(({ name, start, end }) => [name, text.slice(start, end)]);
  assert.deepEqual(shown, [
    ['"a"', '{"x": [1, 2]}'],
    ['"__proto__"', '3'],
    ['"b"', '[]'],
  ]);
  assert.deepEqual(
    jsonEntries('[5, "]" ]', 0).map(({ name }) => name),
    [null, null],
  );
  assert.equal(jsonEntries('[1,2,3]', 0, 2).length, 2);
  assert.deepEqual(jsonEntries('7', 0), []);
});
