import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMoment } from './phrase';

Object.assign(process.env, { TZ: 'Europe/Berlin' });

/** A Thursday, 16:30 in Berlin. */
const now = new Date('2026-01-08T15:30:00.789Z');

const understood: [string, string][] = [
  ['now', '2026-01-08T15:30:00Z'],
  ['2 hours ago', '2026-01-08T13:30:00Z'],
  ['an hour ago', '2026-01-08T14:30:00Z'],
  ['half an hour ago', '2026-01-08T15:00:00Z'],
  ['90 min ago', '2026-01-08T14:00:00Z'],
  ['1.5h ago', '2026-01-08T14:00:00Z'],
  ['10 seconds ago', '2026-01-08T15:29:50Z'],
  ['3 weeks ago', '2025-12-18T15:30:00Z'],
  ['tuesday 15:00', '2026-01-06T14:00:00Z'],
  ['  Tuesday,  at 3 PM ', '2026-01-06T14:00:00Z'],
  ['15:00 on tue', '2026-01-06T14:00:00Z'],
  ['yesterday 3pm', '2026-01-07T14:00:00Z'],
  ['3:45 p.m. yesterday', '2026-01-07T14:45:00Z'],
  ['yesterday', '2026-01-06T23:00:00Z'],
  ['today at noon', '2026-01-08T11:00:00Z'],
  ['12am', '2026-01-07T23:00:00Z'],
  ['12:15 pm', '2026-01-08T11:15:00Z'],
  ['9:05:07', '2026-01-08T08:05:07Z'],
  ['midnight', '2026-01-07T23:00:00Z'],
];
for (const [typed, time] of understood) {
  test(`reads ${JSON.stringify(typed)}`, () => {
    const read = readMoment(typed, now);
    assert.equal(typeof read === 'object' && read.time, time);
    assert.match(typeof read === 'object' ? read.note : '', /^by your clock now: /);
  });
}

test('a weekday is the last on which the hour has passed; last week’s is never today', () => {
  const time = (typed: string) => {
    const read = readMoment(typed, now);
    return typeof read === 'object' ? read.time : read;
  };
  assert.equal(time('thursday 16:00'), '2026-01-08T15:00:00Z');
  assert.equal(time('thursday 17:00'), '2026-01-01T16:00:00Z');
  assert.equal(time('last thursday 16:00'), '2026-01-01T15:00:00Z');
  assert.equal(time('friday'), '2026-01-01T23:00:00Z');
});

test('a day with the name of its month is read as lists write it: in UTC', () => {
  const read = (typed: string, year?: string) => {
    const found = readMoment(typed, now, year);
    return typeof found === 'object' ? found.time : found;
  };
  assert.equal(read('6 Jan 15:20:00'), '2026-01-06T15:20:00Z');
  assert.equal(read('31 Dec 23:59:59'), '2025-12-31T23:59:59Z');
  assert.equal(read('31 Dec 2024 23:59:59'), '2024-12-31T23:59:59Z');
  assert.equal(read('january 6, 3pm'), '2026-01-06T15:00:00Z');
  assert.equal(read('6 Jan at noon utc'), '2026-01-06T12:00:00Z');
  assert.equal(read('6 jan'), '2026-01-06T00:00:00Z');
  assert.equal(read('6 Jan 15:20:00', '2019'), '2019-01-06T15:20:00Z');
  assert.equal(read('31 feb'), 'There is no day 2026-02-31.');
  const { note } = readMoment('6 Jan 15:20:00', now) as { note: string };
  assert.equal(note, 'in UTC, as lists write times: 2026-01-06 15:20:00 UTC');
});

test('a day is a day of the calendar, even when clocks were put forward', () => {
  const read = readMoment('yesterday 3pm', new Date('2026-03-29T10:00:00Z'));
  assert.equal(typeof read === 'object' && read.time, '2026-03-28T14:00:00Z');
});

test('times that are written out are read as before', () => {
  assert.deepEqual(readMoment('2026-01-06T15:00:00Z', now), {
    time: '2026-01-06T15:00:00Z',
    note: '',
  });
  const local = readMoment('2026-01-06 15:00', now);
  assert.equal(typeof local === 'object' && local.time, '2026-01-06T14:00:00Z');
});

for (const typed of [
  '',
  'teatime',
  'ago',
  '2 hours',
  '13pm',
  '0am',
  '25:00',
  'tuesday 15:60',
  'yesterday yesterday',
  '999999 weeks ago',
  'at',
  '6 janx 25:00',
  '6 foo',
  '6 jan teatime',
]) {
  test(`does not read ${JSON.stringify(typed)}`, () => {
    assert.equal(typeof readMoment(typed, now), 'string');
  });
}
