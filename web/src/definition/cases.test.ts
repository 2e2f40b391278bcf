import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRuns, assertCame, assertHas, come } from './cases.support';
import { diagnose } from './diagnostics/diagnose';
import { defined, logged } from './realm.support';

for (const { title, one, engine, source, events } of allRuns()) {
  test(title, () => {
    if (one.diagnostics) {
      const found = diagnose(source, { engine, types: one.types ?? [] });
      assertHas(found, one.diagnostics, 'diagnostics');
      if (!one.events) return;
    }
    // A clone, since only plain data may leave the sandbox, and objects of another realm never equal ours.
    assertCame(one, structuredClone(come(defined(source, engine, one.takes), events)));
  });
}

/** A projection that counts by stream, in a realm of its own. */
function counting(more = '') {
  const handlers = '{ $init: () => ({ n: 0 }), Placed: (s) => { s.n++; }, Bad: () => { throw 1 } }';
  const { projection } = defined(`fromAll().foreachStream().when(${handlers})${more}`, 'v1');
  assert.ok(projection);
  return projection;
}

const typed = (...types: string[]) => logged(types.map((type) => ({ type })));

test('a batch goes on after an event that fails, or stops at it', () => {
  const went = counting().runBatch(typed('Placed', 'Bad', 'Placed'));
  assert.deepEqual(
    [...went].map(({ after, error }) => [after, error === null]),
    [
      ['{"n":1}', true],
      ['{"n":1}', false],
      ['{"n":2}', true],
    ],
  );
  const stopped = counting().runBatch(typed('Placed', 'Bad', 'Placed'), { stopAtError: true });
  assert.equal(stopped.length, 2);
});

test('loading replaces all states, and the results that were made of them', () => {
  const projection = counting('.transformBy((s) => ({ twice: s.n * 2 }))');
  projection.runBatch(typed('Placed'));
  projection.load({ partitions: [['order-1', '{"n":4}']], shared: null });
  const [outcome] = projection.runBatch(typed('Placed'));
  assert.equal(outcome?.result, '{"twice":10}');
  projection.load({ partitions: [['b', '{"n":7}']], shared: null });
  assert.deepEqual(structuredClone(projection.save()), {
    partitions: [['b', '{"n":7}']],
    shared: null,
  });
});

test('a result that was made of another state is not given again after loading', () => {
  const source = `fromAll().when({ $any: (s) => s }).transformBy((s) => ({ is: s.n || 0 }))`;
  const { projection } = defined(source, 'v1');
  const [first] = projection?.runBatch(typed('A')) ?? [];
  projection?.load({ partitions: [['', '{"n":4}']], shared: null });
  const [second] = projection?.runBatch(typed('A')) ?? [];
  assert.deepEqual([first?.result, second?.result], ['{"is":0}', '{"is":4}']);
});

test('outcomes handed out before do not change with later events', () => {
  const { projection } = defined("fromAll().when({ A: () => 1, B: () => { log('b') } })", 'v1');
  const outcomes = typed('A', 'B', 'B').map((event) => projection?.apply(event).logs);
  assert.deepEqual(structuredClone(outcomes), [[], ['b'], ['b']]);
});

test('a source of more than 1 MiB is refused, and not read', () => {
  const [only, ...others] = diagnose(`(${'x'.repeat(1024 * 1024)}`, { engine: 'v1' });
  assert.deepEqual(others, []);
  assert.equal(only?.code, 'too_long');
  assert.equal(only?.message, 'The source has 1,048,577 bytes; at most 1 MiB is allowed.');
});

test('where states are plain JSON both engines do what a plain fold does, over restarts too', () => {
  const source =
    'fromAll().foreachStream().when({ $init: () => ({ n: 0 }), $any: (s, e) => { s.n++; s.last = e.body; } })';
  let state = 7;
  const chance = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) % below;
  };
  const events = logged(
    Array.from({ length: 500 }, (_, at) => ({
      stream: `s-${chance(4)}`,
      data: { at, list: [at] },
    })),
  );
  for (const engine of ['v1', 'v2'] as const) {
    const { projection } = defined(source, engine);
    const folded = new Map<string, { n: number; last?: unknown }>();
    for (const event of events) {
      if (chance(10) === 0) projection?.load(projection.save());
      const expected = folded.get(event.stream) ?? { n: 0 };
      const before = folded.has(event.stream) ? JSON.stringify(expected) : null;
      expected.n++;
      expected.last = JSON.parse(event.data);
      folded.set(event.stream, expected);
      const outcome = projection?.apply(event);
      assert.equal(outcome?.before, before);
      assert.equal(outcome?.after, JSON.stringify(expected));
    }
  }
});
