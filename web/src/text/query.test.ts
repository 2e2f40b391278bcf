import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  exampleOf,
  prefixes,
  type Query,
  readQuery,
  replaceWord,
  term,
  usualExample,
  usualType,
  wordAt,
  writeQuery,
} from './query';
import { readTime } from './time';

const none: Query = { types: [], stream: '', category: '', text: '', from: '', to: '' };
const six = '2026-01-06T15:00:00Z';

const queries: [string, string, Partial<Query>][] = [
  ['nothing', '  ', {}],
  ['a type', 'type:OrderPlaced', { types: ['OrderPlaced'] }],
  ['any of several types', 'type:A type:B type:A', { types: ['A', 'B'] }],
  [
    'a stream and a category',
    'stream:order-42 category:order',
    { stream: 'order-42', category: 'order' },
  ],
  ['a range', `from:${six} to:${six}`, { from: six, to: six }],
  ['text with its blanks', 'a  b', { text: 'a  b' }],
  ['text around a term', 'a type:B c', { types: ['B'], text: 'a c' }],
  ['blanks in quotes', 'stream:"a b" c', { stream: 'a b', text: 'c' }],
  ['escapes in quotes', 'stream:"a\\"\\u0009b"', { stream: 'a"\tb' }],
  ['a colon in a value', 'stream:order:42', { stream: 'order:42' }],
  ['an unknown prefix as text', 'foo:bar', { text: 'foo:bar' }],
  ['JSON as text', '"orderId":"1001"', { text: '"orderId":"1001"' }],
  ['JSON with blanks as text', '"status": "paid"', { text: '"status": "paid"' }],
  ['a term inside of quotes as text', '"note":"see type:A"', { text: '"note":"see type:A"' }],
  ['nothing but quotes as what they hold', '"type:A "', { text: 'type:A ' }],
  ['a lone quotation mark as text', '5" type:A', { types: ['A'], text: '5"' }],
  ['what is no escape as text', '"\\d"', { text: '"\\d"' }],
  ['other letters', 'Type:A тип:Б', { text: 'Type:A тип:Б' }],
  ['__proto__', 'type:__proto__ __proto__', { types: ['__proto__'], text: '__proto__' }],
];
for (const [title, typed, meant] of queries) {
  test(`a query is read: ${title}`, () => {
    const { query, error } = readQuery(typed, readTime);
    assert.deepEqual(query, { ...none, ...meant });
    assert.equal(error, '');
  });
}

const errors: [string, Partial<Query>, RegExp][] = [
  ['from:noon x', { text: 'x' }, /^from: This is no time/],
  ['to:2026-02-30', {}, /^to: There is no day 2026-02-30/],
  ['stream:"a b', { stream: 'a b' }, /quotation mark after stream: is never closed/],
  ['stream:a stream:b', { stream: 'a' }, /one stream: only/],
];
for (const [typed, meant, error] of errors) {
  test(`a query says what is wrong with ${typed}, and holds for the rest`, () => {
    const read = readQuery(typed, readTime);
    assert.deepEqual(read.query, { ...none, ...meant });
    assert.match(read.error, error);
  });
}

test('a query says how it was understood', () => {
  const noteOf = (typed: string) => readQuery(typed, readTime).note;
  assert.match(noteOf('from:2026-01-06'), /^from: read as your local time/);
  assert.match(noteOf('foo:bar'), /“foo:” is looked for as text/);
  assert.match(noteOf('type:'), /“type:” asks for nothing yet/);
  assert.equal(noteOf('a: b'), '');
});

/** Pieces that queries are hard to make of. */
const pieces = [
  'a',
  'order-42',
  ' ',
  '  ',
  '\t',
  '\n',
  '"',
  '\\',
  '\\"',
  ':',
  'type:',
  'stream:',
  'from:',
  'foo:',
  '{"a":1}',
  '\u00a0',
  '\u2028',
  '\u202e',
  '\ud83e\uddfe',
  '\ud800',
  '\0',
  '</script>',
  '__proto__',
];

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test('what is written is read again, whatever it is', () => {
  const random = randomOf(42);
  const textOf = (most: number) =>
    Array.from({ length: random(most) }, () => pieces[random(pieces.length)]).join('');
  for (let i = 0; i < 20_000; i++) {
    const types = Array.from({ length: random(3) }, () => textOf(4)).filter(Boolean);
    const query: Query = {
      types: [...new Set(types)],
      stream: textOf(5),
      category: textOf(4),
      text: textOf(7),
      from: random(2) ? six : '',
      to: random(2) ? '2026-01-06T15:00:00.25+01:00' : '',
    };
    const written = writeQuery(query);
    const read = readQuery(written, readTime);
    assert.deepEqual(read.query, query, written);
    assert.equal(read.error, '', written);
    assert.equal(writeQuery(read.query), written, 'and is written the same again');
  }
});

test('whatever is typed is read, and stays what it is when it is written', () => {
  const random = randomOf(7);
  for (let i = 0; i < 20_000; i++) {
    const typed = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join('');
    const { query } = readQuery(typed, readTime);
    assert.deepEqual(readQuery(writeQuery(query), readTime).query, query, typed);
  }
});

test('the word at the caret is found, and replaced', () => {
  const typed = 'type:Ord stream:"a b" x';
  assert.deepEqual(wordAt(typed, 8), { start: 0, end: 8, prefix: 'type', value: 'Ord' });
  assert.deepEqual(wordAt(typed, 19), { start: 9, end: 21, prefix: 'stream', value: 'a b' });
  assert.deepEqual(wordAt(`${typed}  `, 25), { start: 25, end: 25, prefix: null, value: '' });
  assert.deepEqual(wordAt('stream:"a b', 11), {
    start: 0,
    end: 11,
    prefix: 'stream',
    value: 'a b',
  });
  assert.deepEqual(replaceWord(typed, wordAt(typed, 3), 'type:OrderPaid'), {
    typed: 'type:OrderPaid stream:"a b" x',
    caret: 15,
  });
  assert.deepEqual(replaceWord('a ty', wordAt('a ty', 4), 'type:'), { typed: 'a type:', caret: 7 });
  assert.deepEqual(replaceWord('ty', wordAt('ty', 2), 'type:A'), { typed: 'type:A ', caret: 7 });
});

test('a term is in quotes where it needs them', () => {
  assert.equal(term('stream', 'order-1'), 'stream:order-1');
  assert.equal(term('stream', 'a b'), 'stream:"a b"');
  assert.equal(term('type', 'say "x"'), 'type:"say \\"x\\""');
  assert.equal(prefixes.length, 5);
});

test('an example of an event’s own names reads as a query for it, unless they are long', () => {
  for (const [type, stream, example] of [
    ['FileAdded', 'file:README.md', 'type:FileAdded stream:file:README.md'],
    ['Money in', 'a "b"', 'type:"Money in" stream:"a \\"b\\""'],
    ['from:x', '"', 'type:from:x stream:"\\""'],
  ] as const) {
    assert.equal(exampleOf({ type, stream }), example);
    const { query, error } = readQuery(example, readTime);
    assert.deepEqual([query.types, query.stream, query.text, error], [[type], stream, '', '']);
  }
  const long = exampleOf({ type: 'x'.repeat(256), stream: 'y z'.repeat(300) });
  assert.equal(long, `type:${'x'.repeat(24)}… stream:"${'y z'.repeat(8)}…"`);
  const turned = exampleOf({ type: 'a\u202eb', stream: 's' });
  assert.equal(turned, 'type:a\ufffdb stream:s');
});

test('the usual example names the usual type', () => {
  assert.deepEqual(readQuery(usualExample, readTime).query.types, [usualType]);
});
