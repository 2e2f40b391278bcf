import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from './api';
import type { EngineError } from './failure';
import { askText, questionText } from './request';

test('a question is its members and its name, and what is undefined is as good as absent', () => {
  const text = questionText('table', { name: 'streams', sort: undefined, at: { position: 3 } });
  assert.deepEqual(JSON.parse(text), { ask: 'table', name: 'streams', at: { position: 3 } });
});

test('what JSON would change is refused by the name of the member that has it', () => {
  const refused = (members: object) => {
    try {
      questionText('table', members);
    } catch (error) {
      return (error as EngineError).details.field;
    }
    return undefined;
  };
  assert.equal(refused({ limit: Number.NaN }), 'limit');
  assert.equal(refused({ at: { position: Number.POSITIVE_INFINITY } }), 'position');
  assert.equal(refused({ offset: 1n }), 'offset');
  assert.equal(refused({ search: () => '' }), 'search');
  assert.equal(refused({ search: 'a' }), undefined);
});

test('an object that holds itself is refused', () => {
  const query: { at?: unknown } = {};
  query.at = query;
  assert.throws(() => questionText('table', query), { code: 'invalid_query' });
});

test('a batch has to be an array', () => {
  assert.throws(() => askText({ ask: 'stats' } as unknown as Question[]), {
    code: 'invalid_query',
  });
  assert.equal(askText([{ ask: 'stats' }]), '[{"ask":"stats"}]');
});
