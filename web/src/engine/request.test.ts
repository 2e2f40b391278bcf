import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from './api';
import type { EngineError } from './errors';
import { batchTexts, questionText } from './request';

test('a question is its members and its name, and what is undefined is as good as absent', () => {
  const text = questionText('table', { name: 'streams', sort: undefined, at: { position: 3 } });
  assert.deepEqual(JSON.parse(text), { ask: 'table', name: 'streams', at: { position: 3 } });
});

test('what JSON would change is refused by the names that lead to it', () => {
  const refused = (members: object) => {
    try {
      questionText('table', members);
    } catch (error) {
      return (error as EngineError).details;
    }
    return undefined;
  };
  const want = 'what JSON can hold';
  for (const [members, details] of [
    [{ limit: Number.NaN }, { field: 'limit', got: 'NaN', want: 'a finite number' }],
    [
      { at: { position: -1 / 0 } },
      { field: 'at.position', got: '-Infinity', want: 'a finite number' },
    ],
    [{ offset: 1n }, { field: 'offset', got: 'a bigint', want }],
    [{ types: ['T', Symbol('T')] }, { field: 'types', got: 'a symbol', want }],
    [{ search: () => '' }, { field: 'search', got: 'a function', want }],
    [{ search: 'a', at: null }, undefined],
  ] as const) {
    assert.deepEqual(refused(members), details);
  }
});

test('an object that holds itself is refused, one that is there twice is not', () => {
  const at: { within?: unknown } = {};
  at.within = [at];
  assert.throws(() => questionText('table', { at }), {
    code: 'invalid_query',
    message: 'at.within: got an object that holds itself, want what JSON can hold',
  });
  const moment = { position: 3 };
  assert.equal(
    questionText('diff', { from: moment, to: moment }),
    '{"from":{"position":3},"to":{"position":3},"ask":"diff"}',
  );
});

test('a batch has to be an array, and what is no question in it stands alone', () => {
  assert.throws(() => batchTexts({ ask: 'stats' } as unknown as Question[]), {
    code: 'invalid_query',
    message: 'questions: got an object, want an array of questions',
  });
  const [stats, gap, none] = batchTexts([
    { ask: 'stats' },
    undefined,
    { ask: 'events', limit: Number.NaN },
  ] as unknown as Question[]);
  assert.equal(stats, '{"ask":"stats"}');
  assert.equal(gap, 'null');
  assert.equal((none as EngineError).message, 'limit: got NaN, want a finite number');
});
