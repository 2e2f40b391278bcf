import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Latest, superseded } from './latest';

test('one question is asked at a time, and of those that wait only the newest', async () => {
  const latest = new Latest();
  const asked: string[] = [];
  const finish: (() => void)[] = [];
  const question = (name: string) => () =>
    new Promise<string>((resolve) => {
      asked.push(name);
      finish.push(() => resolve(name));
    });
  const answers = ['a', 'b', 'c', 'd'].map((name) => latest.ask(question(name)));
  assert.deepEqual(asked, ['a']);
  finish[0]?.();
  assert.equal(await answers[0], 'a');
  assert.equal(await answers[1], superseded);
  assert.equal(await answers[2], superseded);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(asked, ['a', 'd']);
  finish[1]?.();
  assert.equal(await answers[3], 'd');
});

test('a question that fails lets the next one through', async () => {
  const latest = new Latest();
  const failing = latest.ask(() => Promise.reject(new Error('no')));
  const next = latest.ask(async () => 'yes');
  await assert.rejects(failing, /no/);
  assert.equal(await next, 'yes');
});
