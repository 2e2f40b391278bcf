import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as view from './view';

beforeEach(view.startOver);

test('the last position, and beyond, is to follow the latest', () => {
  view.lookAtPosition(3, 8);
  assert.deepEqual(view.moment.value, { position: 3 });
  view.lookAtPosition(8, 8);
  assert.equal(view.moment.value, null);
  view.lookAtPosition(-4, 8);
  assert.deepEqual(view.moment.value, { position: 0 });
});

test('the question stays the same object while the filter does', () => {
  view.narrow({ stream: 'order-1' });
  const before = view.asked.value;
  view.lookAtPosition(1, 8);
  assert.equal(view.asked.value, before);
  assert.deepEqual(before.streams, ['order-1']);
  view.narrow({ text: 'x' });
  assert.notEqual(view.asked.value, before);
});

test('each field of the filter narrows, and what is cleared narrows no more', () => {
  const changes = [
    { types: ['A'] },
    { stream: 'a' },
    { category: 'a' },
    { text: 'a' },
    { from: '2026-02-01T00:00:00Z' },
    { to: '2026-02-01T00:00:00Z' },
    { between: { after: 0, until: 1 } },
  ];
  for (const change of changes) {
    view.narrow(change);
    assert.equal(view.unfiltered.value, false, JSON.stringify(change));
    view.clearFilters();
    assert.equal(view.unfiltered.value, true);
  }
});

test('a range that ends before it starts is empty; one without an end is not', () => {
  view.narrow({ from: '2026-02-01T00:00:00Z' });
  assert.equal(view.rangeIsEmpty.value, false);
  view.narrow({ to: '2026-01-01T00:00:00Z' });
  assert.equal(view.rangeIsEmpty.value, true);
});

test('an event of a row’s lineage leads back to it; any other event does not', () => {
  view.showLineage({ projection: 'streams', key: 'order-1' });
  view.selectInLineage(3);
  assert.deepEqual(view.lineageOf.value, { projection: 'streams', key: 'order-1' });
  view.selectInLineage(null);
  assert.deepEqual(view.lineageOf.value, { projection: 'streams', key: 'order-1' });
  view.select(3);
  assert.equal(view.lineageOf.value, null);
  view.showLineage({ projection: 'streams', key: 'order-1' });
  assert.equal(view.selected.value, null);
});
