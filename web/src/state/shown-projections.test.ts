import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, Projection } from '../protocol/questions.gen';
import { sayingSomething } from './shown-projections';

function projection(name: string, written: Partial<Projection>): Projection {
  const at = { position: 3, time: '', latest: true };
  const nothing = { rows: 0, versions: 0, failures: 0, behind: 0 };
  return { name, title: name, columns: [], at, ...nothing, ...written };
}

const projections = [
  projection('removed', { versions: 2 }),
  projection('silent', {}),
  projection('failed', { failures: 1 }),
  projection('written', { rows: 1, versions: 1 }),
];

const commands: Command[] = [{ name: 'pay', title: 'Pay', types: ['PaymentReceived'], fields: [] }];

function shownOf(types: string[], viewed = projections): string[] {
  const counts = types.map((name) => ({ name, count: 1 }));
  return sayingSomething({ projections, commands }, counts, viewed).map(({ name }) => name);
}

test('of a log of another domain, what no event has written to, or failed to, is not shown', () => {
  assert.deepEqual(shownOf(['Deposited']), ['removed', 'failed', 'written']);
});

test('of an empty log, and of one with an event of the domain, all are shown', () => {
  const all = projections.map(({ name }) => name);
  assert.deepEqual(shownOf([]), all);
  assert.deepEqual(shownOf(['Deposited', 'PaymentReceived']), all);
});

test('what will be written to is shown before that, too', () => {
  const before = projections.map(({ name }) => projection(name, {}));
  assert.deepEqual(shownOf(['Deposited'], before), ['removed', 'failed', 'written']);
});
