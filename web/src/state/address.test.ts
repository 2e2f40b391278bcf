import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Address,
  farthest,
  readAddress,
  usualAddress as usual,
  within,
  written,
} from './address';
import { noFilter } from './view';

const full: Address = {
  workspace: '12-3-456',
  moment: { time: '2026-01-06T15:00:00.25Z' },
  projections: ['order_totals', 'inventory', 'order_totals'],
  ends: { a: 0, b: 7 },
  folding: true,
  filter: {
    types: ['OrderPlaced', 'a&b=#c'],
    stream: 'order-1 ü',
    category: 'order',
    text: '"x": 5+5',
    from: '2026-01-06T13:00:00Z',
    to: '2026-01-06T15:20:00+01:00',
    clock: 'recorded',
    between: { after: 0, until: 5 },
  },
};

test('what was written is read again', () => {
  assert.deepEqual(readAddress(`#${written(full)}`), full);
  assert.equal(readAddress(`#${written({ ...full, folding: false })}`)?.folding, false);
  const position = { ...usual, moment: { position: 3 } };
  assert.deepEqual(readAddress(written(position)), position);
});

test('nothing is written when all is as usual, and read from what is none of ours', () => {
  assert.equal(written(usual), '');
  assert.equal(readAddress(''), null);
  assert.equal(readAddress('#events'), null);
});

test('what makes no sense is passed over', () => {
  const read = readAddress(
    '#at=noon&a=-1&b=1e3&from=x&clock=sun&idle=yes&after=5&until=5&projection=',
  );
  assert.deepEqual(read, usual);
});

test('the last position that is named, wherever it is', () => {
  assert.equal(farthest(usual), 0);
  assert.equal(farthest(full), 7);
  assert.equal(farthest({ ...usual, moment: { position: 3 } }), 3);
  assert.equal(farthest({ ...usual, ends: { a: 9, b: 2 } }), 9);
  const between = { after: 4, until: 12 };
  assert.equal(farthest({ ...full, filter: { ...noFilter, between } }), 12);
});

test('a log that is shorter can’t be looked at beyond its end', () => {
  const far = { ...full, moment: { position: 100 }, ends: { a: 2, b: 100 } };
  const here = within(far, 8);
  assert.equal(here.moment, null);
  assert.deepEqual(here.ends, { a: 2, b: null });
  assert.deepEqual(here.filter.between, { after: 0, until: 5 });
  assert.equal(
    within({ ...full, filter: { ...noFilter, between: { after: 8, until: 9 } } }, 8).filter.between,
    null,
  );
});
