import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countStep, countTicks, showStep, timeStep, timeTicks } from './ticks';

const hour = 3_600_000;
const day = 24 * hour;

test('steps are those that people count in', () => {
  assert.deepEqual([0, 3, 61_000, hour, 13 * hour].map(timeStep), [1, 5, 120_000, hour, day]);
  assert.equal(timeStep(29 * day), 56 * day);
  assert.deepEqual([0.1, 1, 3, 50, 51, 900].map(countStep), [1, 1, 5, 50, 100, 1000]);
});

test('a step is told in the longest unit', () => {
  assert.deepEqual([1, 500, 30_000, 120_000, 3 * hour, day, 2 * day, 28 * day].map(showStep), [
    '1 ms',
    '500 ms',
    '30 s',
    '2 min',
    '3 h',
    '1 day',
    '2 days',
    '4 weeks',
  ]);
});

/** What is written from one time to another. */
function texts(from: string, to: string, least: number): string[] {
  return timeTicks(Date.parse(from), Date.parse(to), least).map(({ text }) => text);
}

test('ticks of a day say the day once, and again at midnight', () => {
  assert.deepEqual(texts('2026-01-06T13:10:00Z', '2026-01-07T04:00:00Z', 3 * hour), [
    '6 Jan 15:00',
    '18:00',
    '21:00',
    '7 Jan',
    '03:00',
  ]);
});

test('ticks of seconds and less have what tells them apart', () => {
  assert.deepEqual(texts('2026-01-06T13:10:00Z', '2026-01-06T13:10:02Z', 1000), [
    '6 Jan 13:10:00',
    '13:10:01',
    '13:10:02',
  ]);
  assert.equal(texts('2026-01-06T13:10:00Z', '2026-01-06T13:10:01Z', 300)[1], '13:10:00.500');
});

test('ticks of months and years are the first of each', () => {
  assert.deepEqual(texts('2025-11-20T00:00:00Z', '2026-03-02T00:00:00Z', 20 * day), [
    'Dec 2025',
    'Jan 2026',
    'Feb 2026',
    'Mar 2026',
  ]);
  assert.deepEqual(texts('1995-06-01T00:00:00Z', '2021-01-01T00:00:00Z', 1500 * day), [
    '2000',
    '2005',
    '2010',
    '2015',
    '2020',
  ]);
});

test('ticks of positions are round', () => {
  assert.deepEqual(
    countTicks(0, 5000, 1200).map(({ text }) => text),
    ['0', '2,000', '4,000'],
  );
});
