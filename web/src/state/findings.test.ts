import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import * as findings from './findings';

const condition = {
  projection: 'inventory',
  column: 'onHand',
  member: '',
  op: '<',
  value: '5',
} as const;

beforeEach(() => {
  findings.lookFor(condition);
  const flips = [2, 5, 5, 9].map((position) => ({ position, time: '', key: 'mug', becomes: true }));
  findings.found.value = { flips, total: 4 };
});

test('a step leads to the flip beside the viewed moment', () => {
  assert.equal(findings.flipBeside(1, 3), 1);
  assert.equal(findings.flipBeside(-1, 3), 0);
  assert.equal(findings.flipBeside(1, 9), -1);
  assert.equal(findings.flipBeside(-1, 2), -1);
});

test('of several at one position each is a step', () => {
  findings.currentFlip.value = 1;
  assert.equal(findings.flipBeside(1, 5), 2);
  findings.currentFlip.value = 2;
  assert.equal(findings.flipBeside(-1, 5), 1);
  assert.equal(findings.flipBeside(1, 5), 3);
});

test('whoever has moved away starts from there', () => {
  findings.currentFlip.value = 1;
  assert.equal(findings.flipBeside(1, 7), 3);
});

test('another condition has other flips', () => {
  findings.currentFlip.value = 2;
  findings.lookFor({ ...condition, value: '6' });
  assert.equal(findings.found.value, null);
  assert.equal(findings.currentFlip.value, -1);
  assert.equal(findings.flipBeside(1, 0), -1);
});
