import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeBeside } from './place-beside';

const room = { width: 1000, height: 600 };
const card = { width: 300, height: 150 };

test('a card is under what it is about', () => {
  const box = { left: 100, top: 100, width: 50, height: 20 };
  assert.deepEqual(placeBeside(card, [box], room), { left: 100, top: 120 });
});

test('it is above that where there is no room below', () => {
  const box = { left: 900, top: 500, width: 50, height: 20 };
  assert.deepEqual(placeBeside(card, [box], room), { left: 700, top: 350 });
});

test('it is beside that where there is room neither above nor below', () => {
  const box = { left: 400, top: 50, width: 600, height: 500 };
  assert.deepEqual(placeBeside(card, [box], room), { left: 100, top: 50 });
});

test('it leaves others uncovered as well, where that can be', () => {
  const button = { left: 900, top: 100, width: 50, height: 20 };
  const panel = { left: 500, top: 90, width: 480, height: 500 };
  assert.deepEqual(placeBeside(card, [button, panel], room), { left: 200, top: 90 });
});

test('what it is about comes first, where not all can be left uncovered', () => {
  const button = { left: 400, top: 300, width: 50, height: 20 };
  const all = { left: 0, top: 0, width: 1000, height: 600 };
  assert.deepEqual(placeBeside(card, [button, all], room), { left: 400, top: 320 });
});

test('one as wide as the room is at its lower edge, or at its upper one', () => {
  const sheet = { width: 1000, height: 150 };
  const box = { left: 400, width: 50, height: 20 };
  assert.deepEqual(placeBeside(sheet, [{ ...box, top: 100 }], room), { left: 0, top: 450 });
  assert.deepEqual(placeBeside(sheet, [{ ...box, top: 500 }], room), { left: 0, top: 0 });
});

test('it is in the room wherever that is which it is about', () => {
  for (const top of [-5000, 5000]) {
    const { left, top: y } = placeBeside(card, [{ left: -900, top, width: 50, height: 20 }], room);
    assert.ok(left >= 0 && left + card.width <= room.width);
    assert.ok(y >= 0 && y + card.height <= room.height);
  }
});
