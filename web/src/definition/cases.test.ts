import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { diagnose } from './diagnostics/diagnose';
import { defined, type GivenEvent, logged } from './realm.support';
import type { Version } from './sandbox/outcome';

/** A case as cases/*.json has it: what is expected is compared member by member, and so may be partial. */
interface Case {
  name: string;
  /** Both engines where it is left out. */
  engine?: Version;
  /** One text, or a line each. */
  source: string | string[];
  /** At a restart, the states are read again from their texts. */
  events?: (GivenEvent & { restart?: boolean })[];
  description?: object;
  errors?: object[];
  outcomes?: object[];
  /** Each partition's state at the end, parsed. No more and no less. */
  states?: Record<string, unknown>;
  shared?: unknown;
  /** Milliseconds that everything takes: the definition, and each event. */
  takes?: number;
  /** The types that the log has, for the diagnostics. */
  types?: string[];
  diagnostics?: object[];
}

const cases = join(process.cwd(), 'src/definition/cases');

/** Asserts what is expected and no more: messages by a part of them, objects by the members given. */
function assertHas(actual: unknown, expected: unknown, path: string): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${path} is ${JSON.stringify(actual)}, want an array`);
    assert.equal(
      actual.length,
      expected.length,
      `${path} has another length: ${JSON.stringify(actual)}`,
    );
    for (const [at, item] of expected.entries()) assertHas(actual[at], item, `${path}[${at}]`);
  } else if (expected !== null && typeof expected === 'object') {
    assert.ok(actual && typeof actual === 'object', `${path} is ${JSON.stringify(actual)}`);
    for (const [name, value] of Object.entries(expected)) {
      assertHas((actual as Record<string, unknown>)[name], value, `${path}.${name}`);
    }
  } else if (path.endsWith('.message')) {
    assert.ok(
      String(actual).includes(String(expected)),
      `${path} is ${JSON.stringify(actual)}, want ${expected}`,
    );
  } else {
    assert.equal(
      actual,
      expected,
      `${path} is ${JSON.stringify(actual)}, want ${JSON.stringify(expected)}`,
    );
  }
}

function check(one: Case, engine: Version): void {
  const source = Array.isArray(one.source) ? one.source.join('\n') : one.source;
  if (one.diagnostics) {
    assertHas(diagnose(source, { engine, types: one.types ?? [] }), one.diagnostics, 'diagnostics');
    if (!one.events) return;
  }
  const { description, projection } = defined(source, engine, one.takes);
  assertHas(structuredClone(description.errors), one.errors ?? [], 'errors');
  assertHas(structuredClone(description), one.description ?? {}, 'description');
  if (!projection) return;
  const given = one.events ?? [];
  const events = logged(given.filter(({ restart }) => !restart));
  const outcomes = given.flatMap(({ restart }) => {
    if (restart) projection.load(projection.save());
    return restart ? [] : events.splice(0, 1).map((event) => projection.apply(event));
  });
  // A clone, since only plain data may leave the sandbox, and objects of another realm never equal ours.
  if (one.outcomes) assertHas(structuredClone(outcomes), one.outcomes, 'outcomes');
  else assert.deepEqual(structuredClone(outcomes.filter((outcome) => outcome.error)), []);
  const saved = structuredClone(projection.save());
  if (one.states) {
    const states = saved.partitions.map(([key, text]) => [key, JSON.parse(text)]);
    assert.deepEqual(Object.fromEntries(states), one.states);
  }
  if ('shared' in one) assert.deepEqual(saved.shared && JSON.parse(saved.shared), one.shared);
}

for (const file of readdirSync(cases).sort()) {
  const group = file.replace('.json', '');
  for (const one of JSON.parse(readFileSync(join(cases, file), 'utf8')) as Case[]) {
    for (const engine of one.engine ? [one.engine] : (['v1', 'v2'] as const)) {
      test(`${group}, ${engine}: ${one.name}`, () => check(one, engine));
    }
  }
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
