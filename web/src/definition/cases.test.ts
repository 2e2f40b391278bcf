import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { buildSync } from 'esbuild';
import { assemble, runnerName } from './assemble';
import { diagnose } from './diagnostics/diagnose';
import type { Defined } from './sandbox/define';
import type { LoggedEvent, Version } from './sandbox/outcome';

/** A case as cases/*.json has it: what is expected is compared member by member, and so may be partial. */
interface Case {
  name: string;
  /** Both engines where it is left out. */
  engine?: Version;
  /** One text, or a line each. */
  source: string | string[];
  /** What an event leaves out is made up; `data` is its payload, `text` the same as it is stored. */
  events?: (Partial<LoggedEvent> & { data?: unknown; text?: string; restart?: boolean })[];
  description?: object;
  errors?: object[];
  outcomes?: object[];
  /** Each partition's state at the end, parsed. No more and no less. */
  states?: Record<string, unknown>;
  shared?: unknown;
  /** The types that the log has, for the diagnostics. */
  types?: string[];
  diagnostics?: object[];
}

const folder = join(process.cwd(), 'src/definition');
const cases = join(folder, 'cases');

/** The part that runs in the sandbox, and beside it what its worker would do. */
const sandbox = buildSync({
  stdin: {
    contents: `import { define } from './define';
      const now = globalThis.now;
      globalThis.${runnerName} = (run) => globalThis.hand(define(run, { ...globalThis.options, now }));`,
    resolveDir: join(folder, 'sandbox'),
  },
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
}).outputFiles[0]?.text as string;

/** Runs a source in a realm of its own, as a browser's worker does. */
function defined(source: string, engine: Version): Defined {
  let handed: Defined | undefined;
  const hand = (made: Defined) => {
    handed = made;
  };
  const { text, place } = assemble(sandbox, source);
  const context = vm.createContext(
    {
      hand,
      now: () => performance.now(),
      options: { engine, place: { ...place, script: 'own.js' } },
      fetch: () => {},
    },
    { codeGeneration: { strings: false, wasm: false } },
  );
  vm.runInContext(text, context, { filename: 'own.js' });
  assert.ok(handed, 'the definition was not handed over');
  return handed;
}

/** Events whose left out members are made up; versions count by stream. */
function logged(given: Case['events'] = []): (LoggedEvent | 'restart')[] {
  const versions = new Map<string, number>();
  let position = 0;
  return given.map(({ data = {}, text, restart, ...event }) => {
    if (restart) return 'restart';
    const stream = event.stream ?? 'order-1';
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    position++;
    return {
      position,
      id: `id-${position}`,
      type: 'Placed',
      stream,
      version,
      time: '2026-01-06T15:00:00Z',
      data: text ?? JSON.stringify(data),
      metadata: null,
      ...event,
    };
  });
}

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
  const { description, projection } = defined(source, engine);
  assertHas(structuredClone(description.errors), one.errors ?? [], 'errors');
  assertHas(structuredClone(description), one.description ?? {}, 'description');
  if (!projection) return;
  const outcomes = logged(one.events).flatMap((event) => {
    if (event !== 'restart') return [projection.apply(event)];
    projection.load(projection.save());
    return [];
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
