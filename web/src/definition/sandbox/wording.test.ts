// What browsers word, each in its own way: Chromium's first, then Firefox's.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explained } from './chain';
import { isNative } from './script-function';

test('a function that is bound or built in is told by its text', () => {
  assert.ok(isNative('function () { [native code] }'));
  assert.ok(isNative('function max() {\n    [native code]\n}'));
  assert.ok(!isNative("() => '{ [native code] }'"));
});

test('a call out of its place is explained', () => {
  const want =
    'transformBy can’t follow fromAll. After fromAll may follow: when, partitionBy, foreachStream, outputState.';
  assert.equal(explained('fromAll(...).transformBy is not a function'), want);
  assert.equal(explained('TypeError: fromAll().transformBy is not a function'), want);
  assert.equal(
    explained('fromAll().partitionBy(...).outputTo is not a function'),
    'outputTo can’t follow partitionBy. After partitionBy may follow: when.',
  );
  assert.equal(explained('a().b is not a function'), 'a().b is not a function');
});
