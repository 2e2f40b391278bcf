import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showLapse } from './show';

test('a lapse is told in its longest unit, and if that says little in the next, rounded', () => {
  const [second, hour, day] = [1000, 3_600_000, 86_400_000];
  const told: [number, string][] = [
    [0.4, '0 ms'],
    [250, '250 ms'],
    [59_400, '59 s'],
    [59_900, '1 min'],
    [720_000, '12 min'],
    [3 * hour + 22.9 * 60_000, '3 h 23 min'],
    [3 * day + 4.4 * hour, '3 d 4 h'],
    [3 * day + second, '3 d'],
    [4 * day - second, '4 d'],
    [16 * hour + 9 * 60_000, '16 h'],
    [1234 * day, '1,234 d'],
  ];
  for (const [ms, text] of told) assert.equal(showLapse(ms), text);
});
