import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../diagnostics/diagnose';
import { defined, logged } from '../realm.support';
import type { Version } from '../sandbox/outcome';
import type { Column, Form, Path, Rows, Types } from './form';
import { problemsOf } from './problems';
import { writeSource } from './write-source';

/** Numbers below a bound, the same for the same seed. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) % below;
  };
}

type Chance = ReturnType<typeof chanceOf>;

const one = <T>(chance: Chance, of: readonly T[]): T => of[chance(of.length)] as T;
const some = <T>(chance: Chance, of: readonly T[]): T[] => of.filter(() => chance(2) === 0);

/** A value as it is made: what it is worth is known, and not read from its text. */
interface Made {
  /** JSON; `undefined` where the event hasn't got the member. */
  text: string | undefined;
  /** In units of 10 to the power of -9; `null` where it is no number. */
  units: bigint | null;
  /** How many digits stand behind its point. */
  digits: number;
}

const billion = 10n ** 9n;
const noNumber = (text: string | undefined): Made => ({ text, units: null, digits: 0 });

/** Units as decimal text with some digits behind the point. */
function decimalText(units: bigint, digits: number): string {
  const size = (units < 0n ? -units : units).toString().padStart(10, '0');
  const text = `${size.slice(0, -9)}.${size.slice(-9)}`.slice(
    0,
    digits === 0 ? -10 : digits - 9 || undefined,
  );
  return `${units < 0n ? '-' : ''}${text}`;
}

function wholeAmount(chance: Chance): Made {
  const n = chance(2000) - 1000;
  return { text: String(n), units: BigInt(n) * billion, digits: 0 };
}

/** Numbers and texts of them, with and without a point. */
function anyAmount(chance: Chance): Made {
  const digits = chance(5);
  const n = chance(1_000_000) - 300_000;
  const units = BigInt(n) * 10n ** BigInt(9 - digits);
  if (chance(2) === 0) return { text: `"${decimalText(units, digits)}"`, units, digits };
  // A number doesn't keep the zeros at its end.
  const shortest = /^-?\d+(?:\.(\d+?))?0*$/.exec(
    digits > 0 ? decimalText(units, digits) : `${n}.0`,
  );
  const kept = /[^0]/.test(shortest?.[1] ?? '') ? (shortest?.[1] ?? '').length : 0;
  return { text: decimalText(units, digits), units, digits: kept };
}

const powers: Made[] = [
  { text: '1e-7', units: 100n, digits: 7 },
  { text: '-2.5e21', units: -25n * 10n ** 29n, digits: 0 },
  { text: '"1.5e2"', units: 150n * billion, digits: 0 },
  { text: '1e21', units: 10n ** 30n, digits: 0 },
];

const wrong = ['null', '"abc"', '""', '"1,000"', '" 1"', 'true', '[1]', '{"toString":1}', '"12."'];

/** Amounts of a log: some are absent, or no numbers. */
function amount(chance: Chance, whole: boolean): Made {
  if (chance(4) === 0) return noNumber(chance(2) === 0 ? undefined : one(chance, wrong));
  if (whole) return wholeAmount(chance);
  return chance(10) === 0 ? one(chance, powers) : anyAmount(chance);
}

/** An event, and the values of the members that forms go by. */
interface MadeEvent {
  type: string;
  stream: string;
  time: string;
  text: string;
  values: Map<string, Made>;
}

const types = ['Deposited', 'Withdrawn', 'note-added', "it's", '__proto__'];
const amountPath: Path = ['money', 'amount'];
const keyPath: Path = ['account id'];
/** Its name is one that every object has in JavaScript. */
const teamPath: Path = ['constructor'];
const valuePaths = [keyPath, teamPath];
const keyed = (path: Path) => JSON.stringify(path);

function event(chance: Chance, at: number, whole: boolean): MadeEvent {
  const money = amount(chance, whole);
  const key = one(chance, ['"a"', '"b"', '7', '7.5', 'null', 'true', undefined, '""']);
  const team = one(chance, ['"Ferrari"', '"Lotus"', 'false', '0', 'null', undefined]);
  const members = [
    money.text === undefined ? '' : `"money":{"amount":${money.text}}`,
    key === undefined ? '' : `"account id":${key}`,
    team === undefined ? '' : `"constructor":${team}`,
  ];
  const made: MadeEvent = {
    type: one(chance, types),
    stream: `s-${chance(3)}`,
    time: new Date(Date.UTC(2026, 0, 6) + at * 1000).toISOString(),
    text: `{${members.filter(Boolean).join(',')}}`,
    values: new Map([
      [keyed(amountPath), money],
      [keyed(keyPath), noNumber(key)],
      [keyed(teamPath), noNumber(team)],
    ]),
  };
  // A payload need not be an object, nor an object have the inner one.
  if (chance(12) === 0) {
    made.text = one(chance, ['"constructor"', '3', '[1,2]', '{"money":"much"}', '{"money":null}']);
    made.values = new Map();
  }
  return made;
}

const names = ['balance', 'a b', "it's", '1', 'constructor', 'größe', 'Total'];

function form(chance: Chance, whole: boolean): Form {
  const rows = one<Rows>(chance, ['stream', 'one', { member: keyPath }, { member: teamPath }]);
  const all = chance(2) === 0;
  const chosen = all ? types : types.filter((type) => chance(2) === 0 || type === 'Deposited');
  const columns = some(chance, names).map((name) => column(chance, name, chosen, whole));
  const count: Column = { kind: 'count', name: 'events', types: null };
  return { rows, columns: columns.length > 0 ? columns : [count], types: all ? null : chosen };
}

function column(chance: Chance, name: string, chosen: string[], whole: boolean): Column {
  const of: Types = chance(2) === 0 ? null : [one(chance, chosen), ...some(chance, chosen)];
  const adds = whole ? ('whole' as const) : ('decimal' as const);
  const member = amountPath;
  const sides = chosen.map((type) => ({ type, is: one(chance, ['plus', 'minus', 'none']) }));
  const side = (wanted: string) => sides.filter(({ is }) => is === wanted).map(({ type }) => type);
  const difference: Column = {
    kind: 'difference',
    name,
    member,
    adds,
    plus: side('plus'),
    minus: side('minus'),
  };
  return one<Column>(chance, [
    { kind: 'count', name, types: of },
    { kind: 'time', name, types: of },
    { kind: 'sum', name, member, adds, types: of },
    difference.plus.length + difference.minus.length > 0
      ? difference
      : { kind: 'count', name, types: of },
    {
      kind: one(chance, ['last', 'first', 'distinct']),
      name,
      member: one(chance, valuePaths),
      types: of,
    },
    {
      kind: one(chance, ['smallest', 'largest']),
      name,
      member,
      compares: whole ? 'number' : 'decimal',
      types: of,
    },
    {
      kind: one(chance, ['smallest', 'largest']),
      name,
      member: one(chance, valuePaths),
      compares: 'text',
      types: of,
    },
  ]);
}

/** A column's value, computed plainly from all events of its row. */
function naive(column: Column, events: MadeEvent[]): unknown {
  const sides = column.kind === 'difference' ? [...column.plus, ...column.minus] : column.types;
  const counted = events.filter(({ type }) => sides === null || sides.includes(type));
  if (column.kind === 'count') return counted.length;
  if (column.kind === 'time') return counted.at(-1)?.time.replace('Z', '0000Z') ?? null;
  const values = counted.map(({ type, values }) => ({
    type,
    made: values.get(keyed(column.member)) ?? noNumber(undefined),
  }));
  if (column.kind === 'sum' || column.kind === 'difference') {
    let units = 0n;
    let digits = 0;
    for (const { type, made } of values) {
      if (made.units === null) continue;
      const isMinus = column.kind === 'difference' && column.minus.includes(type);
      units += isMinus ? -made.units : made.units;
      digits = Math.max(digits, made.digits);
    }
    return column.adds === 'whole' ? Number(units / billion) : decimalText(units, digits);
  }
  const parsed = values
    .map(({ made }) => ({ ...made, value: JSON.parse(made.text ?? 'null') as unknown }))
    .filter(({ value }) => value !== null);
  if (column.kind === 'last') return parsed.at(-1)?.value ?? null;
  if (column.kind === 'first') return parsed[0]?.value ?? null;
  if (column.kind === 'distinct') return [...new Set(parsed.map(({ value }) => value))];
  const less = (a: unknown, b: unknown) => (column.kind === 'smallest' ? a < b : a > b);
  if (column.compares === 'text') {
    const texts = parsed.map(({ value }) => value).filter((value) => typeof value === 'string');
    return texts.reduce((best, text) => (less(text, best) ? text : best), texts[0]) ?? null;
  }
  const numbers = parsed.filter(({ units }) => units !== null);
  return (
    numbers.reduce(
      (best, made) => (less(made.units, best.units) ? made : best),
      numbers[0] as (typeof numbers)[0],
    )?.value ?? null
  );
}

/** The key of an event's row; `null` where it belongs to none. */
function keyFor(rows: Rows, { stream, values }: MadeEvent): string | null {
  if (typeof rows === 'string') return rows === 'one' ? '' : stream;
  const value: unknown = JSON.parse(values.get(keyed(rows.member))?.text ?? 'null');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** The table as it should be: each row's state as JSON text. */
function expected({ rows, columns, types }: Form, events: MadeEvent[]): Record<string, string> {
  const byRow = new Map<string, MadeEvent[]>();
  for (const event of events) {
    const key = keyFor(rows, event);
    if (key === null || (types && !types.includes(event.type))) continue;
    byRow.set(key, [...(byRow.get(key) ?? []), event]);
  }
  return Object.fromEntries(
    [...byRow].map(([key, own]) => [
      key,
      JSON.stringify(Object.fromEntries(columns.map((one) => [one.name, naive(one, own)]))),
    ]),
  );
}

function folded(source: string, engine: Version, events: MadeEvent[], chance: Chance) {
  const { description, projection } = defined(source, engine);
  assert.deepEqual(structuredClone(description.errors), [], source);
  for (const given of logged(events.map(({ values, ...event }) => event))) {
    // A server that restarts reads the states again from their texts.
    if (chance(20) === 0) projection?.load(projection.save());
    assert.equal(projection?.apply(given).error, null, source);
  }
  return Object.fromEntries(projection?.save().partitions ?? []);
}

for (const whole of [false, true]) {
  const amounts = whole ? 'whole numbers' : 'decimals';
  test(`a written source gives what a plain computation gives, with ${amounts}`, () => {
    for (let seed = 1; seed <= 100; seed++) {
      const chance = chanceOf(seed);
      const made = form(chance, whole);
      const events = Array.from({ length: 60 }, (_, at) => event(chance, at, whole));
      assert.deepEqual(problemsOf(made), []);
      const source = writeSource(made);
      for (const engine of ['v1', 'v2'] as const) {
        const states = folded(source, engine, events, chance);
        assert.deepEqual(states, expected(made, events), `seed ${seed}, ${engine}\n${source}`);
        assert.deepEqual(diagnose(source, { engine, types }), [], source);
      }
    }
  });
}
