import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../engine/api';
import { commandsShown, showCommands } from './domain-commands';

const commands = [
  { name: 'pay', title: 'Pay', types: ['PaymentReceived'], fields: [] },
  { name: 'ship', title: 'Ship', types: ['OrderShipped'], fields: [] },
] satisfies Command[];

function shownBeside(...names: string[]) {
  return commandsShown(
    names.map((name) => ({ name, count: 1 })),
    commands,
  );
}

test('commands are open unless the log has events, and none of theirs', () => {
  assert.deepEqual(shownBeside(), { foldable: false, open: true });
  assert.deepEqual(shownBeside('Deposited', 'OrderShipped'), { foldable: false, open: true });
  assert.deepEqual(shownBeside('Deposited', 'ordershipped'), { foldable: true, open: false });
});

test('before the commands are known, no log is a foreign one', () => {
  assert.deepEqual(commandsShown([{ name: 'Deposited', count: 1 }], []), {
    foldable: false,
    open: true,
  });
});

test('what was chosen holds beside every log', () => {
  for (const open of [true, false]) {
    showCommands(open);
    for (const types of [[], ['Deposited'], ['OrderShipped']]) {
      assert.deepEqual(shownBeside(...types), { foldable: true, open });
    }
  }
});
