import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Programs } from './stepping';

const program = (name: string, source: string) => ({ name, source, engine: 'v1' as const });

test('what is run keeps its number while it is the same', () => {
  const programs = new Programs();
  const [a, b] = [program('a', 'fromAll()'), program('b', 'fromAll()')];
  const first = programs.numbered([a, b]);
  assert.notEqual(first.get('a'), first.get('b'), 'two projections are never one');
  assert.deepEqual(programs.numbered([{ ...b }, { ...a }]), first);
});

test('another source, or another engine, has another number', () => {
  const programs = new Programs();
  const a = program('a', 'fromAll()');
  const seen = [a, program('a', 'fromAll().when({})'), a, { ...a, engine: 'v2' as const }].map(
    (program) => programs.numbered([program]).get('a'),
  );
  assert.equal(new Set(seen).size, seen.length);
});

test('one that was dropped and comes again has another number', () => {
  const programs = new Programs();
  const a = program('a', 'fromAll()');
  const before = programs.numbered([a]).get('a');
  assert.equal(programs.numbered([]).get('a'), undefined);
  assert.notEqual(programs.numbered([a]).get('a'), before);
});
