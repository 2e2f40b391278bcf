import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Difference, jsonDiff } from './json-diff';

/** A difference in short, a line each: what was there with a −, what is there with a +. */
function lines(difference: Difference, depth = 0): string[] {
  const name = difference.name === null ? '' : `${difference.name}: `;
  const line = (text: string) => `${'  '.repeat(depth)}${name}${text}`;
  switch (difference.kind) {
    case 'same':
      return [line(difference.after)];
    case 'added':
      return [line(`+${difference.after}`)];
    case 'removed':
      return [line(`−${difference.before}`)];
    case 'changed':
      return [line(`−${difference.before} +${difference.after}`)];
    case 'rest':
      return [line(`… ${difference.count}`)];
    case 'within':
      return [
        line(difference.of),
        ...difference.differences.flatMap((inner) => lines(inner, depth + 1)),
      ];
  }
}

function check(before: string | null, after: string | null, want: string[]): void {
  assert.deepEqual(lines(jsonDiff(before, after)), want);
}

test('members are compared by their names, whatever their order', () => {
  check('{"balance":100,"below":null}', '{"below":null,"balance":70,"is":true}', [
    'object',
    '  below: null',
    '  balance: −100 +70',
    '  is: +true',
  ]);
  check('{"a":1,"b":2}', '{"b":2}', ['object', '  b: 2', '  a: −1']);
  check('{"a":1,"b":2}', '{"b":2,"a":1}', ['{"b":2,"a":1}']);
});

test('numbers keep their digits', () => {
  check('{"n":9007199254740992}', '{"n":9007199254740993}', [
    'object',
    '  n: −9007199254740992 +9007199254740993',
  ]);
  check('1.0', '1', ['−1.0 +1']);
});

test('what differs is found however deep it lies', () => {
  check('{"a":{"b":[{"c":1,"d":2}]}}', '{"a":{"b":[{"c":1,"d":3}]}}', [
    'object',
    '  a: object',
    '    b: array',
    '      0: object',
    '        c: 1',
    '        d: −2 +3',
  ]);
});

test('a value of another kind is changed as a whole', () => {
  check('{"a":{"b":1}}', '{"a":[1]}', ['object', '  a: −{"b":1} +[1]']);
  check('null', '{"a":1}', ['−null +{"a":1}']);
});

test('an element that comes or goes at either end leaves the others beside each other', () => {
  check('[1,2]', '[1,2,3]', ['array', '  0: 1', '  1: 2', '  2: +3']);
  check('[1,2,3]', '[2,3]', ['array', '  0: −1', '  0: 2', '  1: 3']);
  check('[1,2,3]', '[1,9,3]', ['array', '  0: 1', '  1: −2 +9', '  2: 3']);
  check('[1,1]', '[1]', ['array', '  0: 1', '  1: −1']);
});

test('many beside each other that are the same are one line', () => {
  const many = '1,1,1,1,1,1,1';
  check(`[${many}]`, `[${many},2]`, ['array', '  … 7', '  7: +2']);
  check(`[2,${many}]`, `[3,${many}]`, ['array', '  0: −2 +3', '  … 7']);
});

test('a value that was not there, or is not there any more, is added or removed', () => {
  check(null, '{"a":1,"b":[]}', ['object', '  a: +1', '  b: +[]']);
  check('[1]', null, ['array', '  0: −1']);
  check(null, '{}', ['+{}']);
  check('"a"', null, ['−"a"']);
});

test('of members with one name the last counts, and any name may be one', () => {
  check('{"a":1,"a":2}', '{"a":3}', ['object', '  a: −2 +3']);
  check('{"__proto__":1,"\\u0061":1}', '{"__proto__":2,"a":1}', [
    'object',
    '  __proto__: −1 +2',
    '  a: 1',
  ]);
});
