import type {
  AppendOptions,
  DiffQuery,
  EventQuery,
  FindQuery,
  HistogramQuery,
  LineageQuery,
  Moment,
  PositionHistogramQuery,
  TableQuery,
} from './api';
import { EngineError } from './failure';

/** Rows of an answer when the question does not say how many. */
const usualLimit = 100;

/** What a caller has to give, such as a query; throws `invalid_query` for anything else. */
export function anObject<T extends object>(field: string, given: T): T {
  if (typeof given === 'object' && given !== null) return given;
  throw notGiven(field, given, 'an object');
}

/** The error for what a caller did not give. */
export function notGiven(field: string, given: unknown, want: string): EngineError {
  const got = given === undefined ? 'nothing' : String(given);
  return new EngineError('invalid_query', `${field}: got ${got}, want ${want}`, {
    field,
    got,
    want,
  });
}

/** A moment as the Go program takes it: flat. */
export function flatMoment(at: Moment | undefined): object {
  if (!at) return { at: false, position: 0, time: '' };
  return 'time' in at
    ? { at: true, position: 0, time: String(at.time) }
    : { at: true, position: Number(at.position), time: '' };
}

/** A question for events as the Go program takes it: flat, nothing absent. */
export function flatQuery(query: EventQuery): object {
  const { at, types, streams, ...rest } = query;
  return {
    from: '',
    to: '',
    clock: 'time',
    after: 0,
    offset: 0,
    category: '',
    text: '',
    order: 'asc',
    limit: usualLimit,
    ...withoutUndefined(rest),
    types: types ?? [],
    streams: streams ?? [],
    ...flatMoment(at),
  };
}

/** A question for a table's rows as the Go program takes it. */
export function flatTable(name: string, { at, ...query }: TableQuery): object {
  const usual = { sort: '', descending: false, search: '', offset: 0, limit: usualLimit };
  return { name, ...usual, ...withoutUndefined(query), ...flatMoment(at) };
}

/** A comparison of two moments as the Go program takes it. */
export function flatDiff(name: string, { from, to, ...query }: DiffQuery): object {
  const ends = { ...prefixed('from', from), ...prefixed('to', to) };
  return { name, offset: 0, limit: usualLimit, ...withoutUndefined(query), ...ends };
}

/** `{ at, position, time }` as `{ fromAt, fromPosition, fromTime }`. */
function prefixed(prefix: string, moment: Moment | undefined): object {
  return Object.fromEntries(
    Object.entries(flatMoment(moment)).map(([name, value]) => [
      prefix + name.charAt(0).toUpperCase() + name.slice(1),
      value,
    ]),
  );
}

/** A question for a row's history as the Go program takes it. */
export function flatLineage(name: string, key: string, { at, ...query }: LineageQuery): object {
  const usual = { column: '', offset: 0, limit: usualLimit };
  return { name, key, ...usual, ...withoutUndefined(query), ...flatMoment(at) };
}

/** A condition as the Go program takes it: what it compares with is text. */
export function flatFind(name: string, { value = '', ...query }: FindQuery): object {
  const usual = { key: '', column: '', member: '', offset: 0, limit: usualLimit };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { name, ...usual, ...withoutUndefined(query), value: text };
}

/** A question for a histogram as the Go program takes it: bounds are text on every axis. */
export function flatHistogram({
  buckets,
  axis = 'time',
  from = '',
  to = '',
  by,
  types = [],
}: HistogramQuery | PositionHistogramQuery): object {
  return { buckets, axis, from: String(from), to: String(to), by: by ?? '', types };
}

/** An append's conditions as the Go program takes them. */
export function flatConditions({
  expectedVersion = 'any',
  idempotent = false,
}: AppendOptions): object {
  return typeof expectedVersion === 'number'
    ? { condition: 'exact', version: expectedVersion, idempotent }
    : { condition: expectedVersion, version: 0, idempotent };
}

/** `options` without what is `undefined`, so that defaults hold. */
export function withoutUndefined(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
