/** The cases as data, and how what came of one is held against what it expects. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GivenEvent, logged } from './realm.support';
import type { Defined } from './sandbox/define';
import type { Description } from './sandbox/description';
import type { LoggedEvent, Outcome, Version } from './sandbox/outcome';
import type { SavedStates } from './sandbox/states';

/** A case as cases/*.json has it: what is expected is compared member by member, and so may be partial. */
export interface Case {
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

/** A case as it is run by one engine. */
export interface Run {
  title: string;
  one: Case;
  engine: Version;
  source: string;
  /** The events; `null` stands for a restart. */
  events: (LoggedEvent | null)[];
}

/** What came of a case. It is plain data, as all that may leave a sandbox. */
export interface Came {
  description: Description;
  outcomes: Outcome[];
  /** `null` where the definition was refused. */
  saved: SavedStates | null;
}

const folder = join(process.cwd(), 'src/definition/cases');

/** Every case, by each engine that it is for. */
export function allRuns(): Run[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const cases: Case[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return cases.flatMap((one) => runsOf(file.replace('.json', ''), one));
    });
}

function runsOf(group: string, one: Case): Run[] {
  const source = Array.isArray(one.source) ? one.source.join('\n') : one.source;
  const given = one.events ?? [];
  const log = logged(given.filter(({ restart }) => !restart));
  const events = given.map(({ restart }) => (restart ? null : (log.shift() as LoggedEvent)));
  const engines = one.engine ? [one.engine] : (['v1', 'v2'] as const);
  return engines.map((engine) => {
    const title = `${group}, ${engine}: ${one.name}`;
    return { title, one, engine, source, events };
  });
}

/** Runs the events of a case. It is given to realms as text, and so uses nothing from around it. */
export function come({ description, projection }: Defined, events: Run['events']): Came {
  if (!projection) return { description, outcomes: [], saved: null };
  const outcomes: Outcome[] = [];
  for (const event of events) {
    if (event) outcomes.push(projection.apply(event));
    else projection.load(projection.save());
  }
  return { description, outcomes, saved: projection.save() };
}

/** Decides whether a member is as expected; `undefined` leaves that to the usual comparison. */
export type Judge = (path: string, actual: unknown, expected: unknown) => boolean | undefined;

/** Asserts that what a case expects came, and that no event failed if it says nothing of that. */
export function assertCame(one: Case, came: Came, judge?: Judge): void {
  assertHas(came.description.errors, one.errors ?? [], 'errors', judge);
  assertHas(came.description, one.description ?? {}, 'description', judge);
  if (!came.saved) return;
  if (one.outcomes) assertHas(came.outcomes, one.outcomes, 'outcomes', judge);
  else
    assert.deepEqual(
      came.outcomes.filter(({ error }) => error),
      [],
    );
  const { partitions, shared } = came.saved;
  if (one.states) {
    const states = partitions.map(([key, text]) => [key, JSON.parse(text)]);
    assert.deepEqual(Object.fromEntries(states), one.states);
  }
  if ('shared' in one) assert.deepEqual(shared && JSON.parse(shared), one.shared);
}

/** Asserts what is expected and no more: messages by a part of them, objects by the members given. */
export function assertHas(actual: unknown, expected: unknown, path: string, judge?: Judge): void {
  if (judge?.(path, actual, expected)) return;
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${path} is ${JSON.stringify(actual)}, want an array`);
    assert.equal(
      actual.length,
      expected.length,
      `${path} has another length: ${JSON.stringify(actual)}`,
    );
    for (const [at, item] of expected.entries())
      assertHas(actual[at], item, `${path}[${at}]`, judge);
  } else if (expected !== null && typeof expected === 'object') {
    assert.ok(actual && typeof actual === 'object', `${path} is ${JSON.stringify(actual)}`);
    for (const [name, value] of Object.entries(expected)) {
      assertHas((actual as Record<string, unknown>)[name], value, `${path}.${name}`, judge);
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
