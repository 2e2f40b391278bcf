import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flatDiff, flatFind, flatLineage, flatQuery, flatTable } from './request';

const latest = { at: false, position: 0, time: '' };

test('a question without a limit asks for a hundred rows; zero asks for none', () => {
  for (const limit of [undefined, 0, 7]) {
    const options = limit === undefined ? {} : { limit };
    const questions = [
      flatQuery(options),
      flatTable('streams', options),
      flatDiff('streams', { from: { position: 1 }, ...options }),
      flatLineage('streams', 'a', options),
      flatFind('streams', { op: 'exists', ...options }),
    ] as { limit: number }[];
    for (const question of questions) assert.equal(question.limit, limit ?? 100);
  }
});

test('what is undefined is as good as absent', () => {
  const asked = { sort: undefined, limit: undefined } as object;
  assert.deepEqual(flatTable('streams', asked), flatTable('streams', {}));
});

test('both moments of a comparison are flat, and an absent end is the latest', () => {
  assert.deepEqual(flatDiff('streams', { from: { time: '2026-01-06T15:00:00Z' } }), {
    name: 'streams',
    offset: 0,
    limit: 100,
    fromAt: true,
    fromPosition: 0,
    fromTime: '2026-01-06T15:00:00Z',
    toAt: latest.at,
    toPosition: latest.position,
    toTime: latest.time,
  });
});

test('what a condition compares with is text, however it was given', () => {
  const value = (value: unknown) => flatFind('streams', { column: 'version', op: '>', value });
  assert.deepEqual(value(2), value('2'));
  assert.equal((value({ a: 1 }) as { value: string }).value, '{"a":1}');
});
