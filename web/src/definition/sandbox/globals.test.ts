import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removeForeignGlobals } from './globals';

test('what the server hasn’t is removed, own and inherited, and what can’t be removed is emptied', () => {
  const target = Object.create(Object.prototype, {
    addEventListener: { value: 1, configurable: true },
    [Symbol.toStringTag]: { value: 'Worker', configurable: true },
  });
  const scope = Object.create(target, {
    postMessage: { value: 2, configurable: true },
    fetch: { get: () => 3, configurable: true },
  });
  const global = Object.create(scope, {
    console: { value: 4, configurable: true, enumerable: true },
    fixed: { value: 5, writable: true },
    Map: { value: Map, configurable: true },
    undefined: { value: undefined },
  });
  removeForeignGlobals(global);
  assert.deepEqual(Reflect.ownKeys(global), ['fixed', 'Map', 'undefined']);
  assert.equal(global.fixed, undefined);
  assert.deepEqual(Reflect.ownKeys(scope), []);
  assert.deepEqual(Reflect.ownKeys(target), []);
  assert.equal(typeof global.hasOwnProperty, 'function');
});
