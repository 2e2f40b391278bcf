import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../definition/diagnostics/diagnose';
import type { Diagnostic } from '../definition/diagnostics/diagnostic';
import { Checks } from './checks';
import type { After } from './pause';

/** Checks of a source by a clock that is moved by hand, and what they told. */
function checking(source: string, types: string[] = []) {
  const told: string[][] = [];
  let now = 0;
  const waiting = new Set<{ at: number; work: () => void }>();
  const after: After = (work, ms) => {
    const timer = { at: now + ms, work };
    waiting.add(timer);
    return () => waiting.delete(timer);
  };
  const tell = (all: readonly Diagnostic[]) => told.push(all.map(({ code }) => code));
  const checks = new Checks(source, { engine: 'v1', types }, tell, after);
  const pass = (ms: number) => {
    now += ms;
    for (const timer of waiting) {
      if (timer.at <= now && waiting.delete(timer)) timer.work();
    }
  };
  return { checks, told, pass, waiting };
}

const bad = 'fromAll().when({ Placed: 7 })';
const good = 'fromAll().when({ Placed(s) {} })';

test('a source is checked at once, then when typing has paused for 200 ms', () => {
  const { checks, told, pass } = checking(good);
  assert.deepEqual(told, [[]]);
  for (let letter = 0; letter < 5; letter++) {
    checks.changed(bad);
    pass(199);
  }
  assert.equal(told.length, 1);
  pass(1);
  assert.deepEqual(told, [[], ['not_a_handler']]);
  pass(1000);
  assert.equal(told.length, 2, 'nothing more is told until it changes');
});

test('what running it said stands among the rest until the source changes', () => {
  const { checks, told, pass } = checking(`${bad}\n${bad}`);
  const thrown = { code: 'handler_error', message: 'Thrown.', line: 1, column: 30 };
  checks.ran([{ ...thrown, severity: 'error' }]);
  assert.deepEqual(told.at(-1), ['not_a_handler', 'handler_error', 'not_a_handler']);
  checks.changed(bad);
  pass(200);
  assert.deepEqual(told.at(-1), ['not_a_handler']);
});

test('what reading and running it say alike is said once', () => {
  const { checks, told } = checking('fromAll(');
  const [read] = diagnose('fromAll(', { engine: 'v1' });
  assert.ok(read);
  checks.ran([read, { ...read, code: 'handler_error' }]);
  assert.deepEqual(told.at(-1), [read.code, 'handler_error']);
});

test('other types and another engine have it checked at once', () => {
  const { checks, told, waiting } = checking(good, ['Placed']);
  assert.deepEqual(told.at(-1), []);
  checks.changed(good);
  checks.checkFor({ engine: 'v1', types: ['Sent'] });
  assert.deepEqual(told.at(-1), ['unknown_type']);
  assert.equal(waiting.size, 0, 'it is not checked once more');
});

test('once it is closed, nothing is told', () => {
  const { checks, told, pass } = checking(good);
  checks.changed(bad);
  checks.close();
  pass(1000);
  assert.deepEqual(told, [[]]);
});
