import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  closePane,
  current,
  mostPanes,
  openBeside,
  paneAfter,
  panes,
  showProjections,
} from './panes';
import { paneShares } from './sizes';

const shown = () => panes.value.map(({ projection }) => projection);

beforeEach(() => {
  showProjections(['streams']);
  for (const pane of panes.value) pane.forget();
});

test('sorting again turns the order round, and begins at the first row', () => {
  const pane = current.value;
  pane.change({ offset: 50 });
  pane.sort('total');
  assert.deepEqual(pane.table.value, { sort: 'total', descending: false, search: '', offset: 0 });
  pane.sort('total');
  assert.equal(pane.table.value.descending, true);
});

test('each projection keeps its own view, even one called __proto__', () => {
  const pane = current.value;
  pane.show('__proto__');
  pane.change({ search: 'a' });
  pane.show('streams');
  assert.equal(pane.table.value.search, '');
  pane.show('__proto__');
  assert.equal(pane.table.value.search, 'a');
});

test('a pane opens beside the one it is opened from, with half of its room', () => {
  const [first] = panes.value;
  assert.ok(first);
  openBeside(first, 'revenue');
  const between = openBeside(first, 'inventory');
  assert.deepEqual(shown(), ['streams', 'inventory', 'revenue']);
  assert.deepEqual(paneShares.value, [0.25, 0.25, 0.5]);
  assert.equal(current.value, between);
  first.change({ search: 'a' });
  assert.equal(between?.table.value.search, '');
});

test('no more panes are opened than can be read', () => {
  for (let open = 1; open < mostPanes; open++) assert.ok(openBeside(current.value, 'revenue'));
  assert.equal(openBeside(current.value, 'revenue'), null);
  assert.equal(panes.value.length, mostPanes);
});

test('a closed pane leaves its room to a neighbour, and the last one can’t be closed', () => {
  showProjections(['streams', 'revenue', 'inventory']);
  const [first, second, third] = panes.value;
  assert.ok(first && second && third);
  paneShares.value = [0.2, 0.3, 0.5];
  current.value = second;
  closePane(second);
  assert.deepEqual(paneShares.value, [0.5, 0.5]);
  assert.equal(current.value, first);
  closePane(first);
  assert.deepEqual(paneShares.value, [1]);
  assert.equal(current.value, third);
  closePane(third);
  assert.deepEqual(shown(), ['inventory']);
});

test('after the last pane comes the first', () => {
  showProjections(['streams', 'revenue']);
  assert.equal(paneAfter(), panes.value[1]);
  current.value = paneAfter();
  assert.equal(paneAfter(), panes.value[0]);
});

test('other projections are shown in the panes that are there', () => {
  const [first] = panes.value;
  first?.change({ search: 'a' });
  showProjections(['streams', 'revenue', 'inventory', 'a', 'b', 'c']);
  assert.deepEqual(shown(), ['streams', 'revenue', 'inventory', 'a']);
  assert.equal(panes.value[0], first);
  assert.equal(first?.table.value.search, 'a');
  showProjections(['revenue']);
  assert.equal(panes.value[0], first);
  assert.deepEqual(paneShares.value, [1]);
});
