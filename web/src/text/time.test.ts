import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonYear, isLater, justAfter, listTime, readTime, showTime } from './time';

Object.assign(process.env, { TZ: 'Europe/Berlin' });

const understood: [string, string][] = [
  ['2026-01-06T15:00:00Z', '2026-01-06T15:00:00Z'],
  [' 2026-01-06t15:00:00.123456789z ', '2026-01-06T15:00:00.123456789Z'],
  ['2026-01-06 15:00:00+05:30', '2026-01-06T15:00:00+05:30'],
  ['2026-01-06 15:00', '2026-01-06T14:00:00Z'],
  ['2026-07-06 9:05:07.25', '2026-07-06T07:05:07.25Z'],
  ['2026-01-06', '2026-01-05T23:00:00Z'],
  ['2026-01-06 15:20:00 UTC', '2026-01-06T15:20:00Z'],
  ['2026-01-06 9:20:00.25 utc', '2026-01-06T09:20:00.25Z'],
  ['2026-01-06 15:20Z', '2026-01-06T15:20:00Z'],
  ['2026-01-06 UTC', '2026-01-06T00:00:00Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
];
for (const [typed, time] of understood) {
  test(`reads ${typed}`, () => {
    const read = readTime(typed);
    assert.equal(typeof read === 'object' && read.time, time);
  });
}

for (const typed of [
  '',
  'tuesday',
  '2026-02-30',
  '2026-01-06 25:00',
  '2026-13-01T00:00:00Z',
  'NaN',
]) {
  test(`does not read ${JSON.stringify(typed)}`, () => {
    assert.equal(typeof readTime(typed), 'string');
  });
}

test('names what there is not', () => {
  assert.equal(readTime('2026-02-30'), 'There is no day 2026-02-30.');
  assert.equal(readTime('2026-02-30 10:00 UTC'), 'There is no day 2026-02-30.');
  assert.equal(readTime('2026-01-06 25:00'), 'There is no hour 25:00.');
});

test('reads what it writes', () => {
  for (const time of ['2026-01-06T15:00:00Z', '0001-12-31T23:59:59.123456789Z'])
    assert.deepEqual(readTime(showTime(time)), { time, note: '' });
});

test('shows a time without needless digits', () => {
  assert.equal(showTime('2026-01-06T15:00:00.000Z'), '2026-01-06 15:00:00 UTC');
  assert.equal(showTime('2026-01-06T15:00:00.250Z', true), '2026-01-06 15:00:00.25');
  assert.equal(showTime('2026-01-06T10:00:00Z'), '2026-01-06 10:00:00 UTC');
  assert.equal(showTime(''), 'before the first event');
});

test('tells which time is later, to the nanosecond and across zones', () => {
  assert.equal(isLater('2026-01-06T15:00:00.000000002Z', '2026-01-06T15:00:00.000000001Z'), true);
  assert.equal(isLater('2026-01-06T15:00:00+01:00', '2026-01-06T15:00:00Z'), false);
  assert.equal(isLater('2026-01-06T15:00:00Z', '2026-01-06T15:00:00Z'), false);
});

test('just after is a nanosecond later', () => {
  assert.equal(justAfter('2026-01-06T15:00:00Z'), '2026-01-06T15:00:00.000000001Z');
  assert.equal(justAfter('2026-01-06T15:00:00.25Z'), '2026-01-06T15:00:00.250000001Z');
  assert.equal(justAfter('2026-12-31T23:59:59.999999999Z'), '2027-01-01T00:00:00.000000000Z');
});

test('a list leaves out the year that all its times share, and less than a second', () => {
  const year = commonYear('2026-01-06T09:00:00Z', '2026-11-22T09:00:00Z');
  assert.equal(listTime('2026-01-06T15:00:00.250Z', year), '6 Jan 15:00:00');
  assert.equal(listTime('2026-12-31T23:59:59.000000001Z', year), '31 Dec 23:59:59');
  assert.equal(listTime('2025-12-31T23:59:59Z', year), '31 Dec 2025 23:59:59');
  assert.equal(commonYear('2025-12-31T23:59:59Z', '2026-11-22T09:00:00Z'), '');
  assert.equal(listTime('', year), '');
});
