import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentHeight, firstRow, rowsInView, scrollToRow, type Viewport } from './viewport';

const short: Viewport = { total: 5, rowHeight: 28, height: 280 };
const long: Viewport = { total: 1_000, rowHeight: 28, height: 280 };
const endless: Viewport = { total: 5_000_000, rowHeight: 28, height: 280 };

test('a list that fits does not scroll', () => {
  assert.equal(firstRow(0, short), 0);
  assert.equal(scrollToRow(4, 0, short), 0);
});

test('a pixel is a pixel as long as the browser can bear the height', () => {
  assert.equal(firstRow(56, long), 2);
  assert.equal(firstRow(contentHeight(long) - long.height, long), 990);
});

for (const [name, view] of Object.entries({ long, endless })) {
  test(`every row of the ${name} list can be scrolled into view`, () => {
    let scrollTop = 0;
    for (const row of [0, 1, 500, view.total - 1, view.total - 2, 7, Math.floor(view.total / 3)]) {
      scrollTop = scrollToRow(row, scrollTop, view);
      const first = firstRow(scrollTop, view);
      assert.ok(first <= row, `row ${row} is not above the view that starts at ${first}`);
      assert.ok(row + 1 <= first + rowsInView(view) + 1e-6, `row ${row} is not below ${first}`);
    }
  });
}

test('a row that is in view needs no scrolling', () => {
  assert.equal(scrollToRow(5, 56, long), 56);
});
