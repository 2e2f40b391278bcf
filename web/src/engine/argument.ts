/**
 * What a script hands in is checked here before the engine sees it: no compiler has looked at it. Each function gives
 * back what it was given, or throws an error that names the member, what was got and what was wanted. A member that is
 * `undefined` or `null` counts as absent.
 */

import type {
  AppendOptions,
  ExportOptions,
  GenerateOptions,
  ImportOptions,
  NewEvent,
  NewProjection,
  OfRevision,
  VerifyOptions,
} from './api';
import { EngineError } from './errors';
import { notGiven, told, unholdable } from './request';

/** A type that a member may have. */
interface Kind {
  /** The type, in words: what an error says that was wanted. */
  want: string;
  holds(value: unknown): boolean;
}

const text: Kind = { want: 'a string', holds: (value) => typeof value === 'string' };
const number: Kind = { want: 'a number', holds: (value) => typeof value === 'number' };
const count: Kind = { want: 'a whole number', holds: (value) => Number.isSafeInteger(value) };
const truth: Kind = { want: 'true or false', holds: (value) => typeof value === 'boolean' };
const oneOf = (...names: string[]): Kind => ({
  want: names.join(' or '),
  holds: (value) => names.includes(value as string),
});
const callback: Kind = { want: 'a function', holds: (value) => typeof value === 'function' };
const version: Kind = {
  want: 'any, none, exists or a version',
  holds: (value) => text.holds(value) || number.holds(value),
};
const signal: Kind = {
  want: 'an AbortSignal',
  // One of another window is no instance of this window's class.
  holds: (value) => Object.prototype.toString.call(value) === '[object AbortSignal]',
};
const bytes: Kind = {
  want: 'text, a Blob or an ArrayBuffer',
  holds: (value) =>
    text.holds(value) ||
    ArrayBuffer.isView(value) ||
    ['Blob', 'File', 'ArrayBuffer', 'SharedArrayBuffer'].includes(
      Object.prototype.toString.call(value).slice('[object '.length, -1),
    ),
};

/** An object that has to be there, such as a query. */
export function anObject<T extends object>(field: string, given: T): T {
  if (typeof given === 'object' && given !== null) return given;
  throw notGiven(field, given, 'an object');
}

/** An object that need not be there. */
export function optional<T extends object>(field: string, given: T | undefined): T | undefined {
  return given === undefined ? given : anObject(field, given);
}

/** A text that has to be there. */
export function named<T>(field: string, given: T): T {
  return required(field, given, text);
}

/** Something to import. */
export function imported<T>(log: T): T {
  if (bytes.holds(log)) return log;
  // The same code as for text that is no log.
  const details = { field: 'log', got: told(log), want: bytes.want };
  throw new EngineError('unreadable', `log: got ${details.got}, want ${bytes.want}`, details);
}

/** A subscriber. */
export function subscribed<T>(handler: T): T {
  return required('handler', handler, callback);
}

/** Events to append. What is no object, and what is wrong in its payload or metadata, is found where these become text. */
export function appended(events: NewEvent | NewEvent[]): NewEvent | NewEvent[] {
  const batch = Array.isArray(events) ? events : [events];
  for (const [index, event] of batch.entries()) {
    const found = typeof event === 'object' && event !== null ? unholdableMember(event) : null;
    if (!found) continue;
    const { field, got, want } = found;
    const message = `Event ${index + 1} of the batch: ${field}: got ${got}, want ${want}`;
    throw new EngineError('invalid_event', message, { index, ...found });
  }
  return events;
}

function unholdableMember({ data, metadata, dataText: _, metadataText: __, ...rest }: NewEvent) {
  const isNone = (value: unknown) => ['function', 'symbol'].includes(typeof value);
  return unholdable('', {
    ...rest,
    ...(isNone(data) ? { data } : {}),
    ...(isNone(metadata) ? { metadata } : {}),
  });
}

/** A command's name. One that is absent is as unknown as one that does not exist. */
export function commanded(command: string): string {
  return command === undefined || command === null ? command : named('command', command);
}

/** A command's fields. */
export function filledIn<T>(fields: T): T {
  const found = unholdable('', fields);
  if (!found) return fields;
  const { field, got, want } = found;
  const details = { ...found, field: field || 'fields' };
  throw new EngineError('invalid_event', `${details.field}: got ${got}, want ${want}`, details);
}

/** Options of an append. */
export function appendOptions(options: AppendOptions | undefined): AppendOptions | undefined {
  return withMembers(options, { expectedVersion: version, idempotent: truth });
}

/** Options of an import. */
export function importOptions(options: ImportOptions | undefined): ImportOptions | undefined {
  return withMembers(options, { format: text, onProgress: callback, signal });
}

/** Options of an export. */
export function exportOptions(options: ExportOptions | undefined): ExportOptions | undefined {
  return withMembers(options, { projections: truth });
}

/** Options of a generated history. */
export function generateOptions(options: GenerateOptions): GenerateOptions {
  const given = anObject('options', options);
  required('events', given.events, number);
  withMembers(given, { seed: number, onProgress: callback, signal });
  return given;
}

/** Options of a subscription. */
export function subscribeOptions<T extends { from?: string }>(options: T | undefined) {
  return withMembers<{ from?: string }>(options, { from: text });
}

/** Options of a new workspace. */
export function createOptions<T extends { sample?: boolean }>(options: T | undefined) {
  return withMembers<{ sample?: boolean }>(options, { sample: truth });
}

/** An own projection to define. */
export function newProjection(projection: NewProjection): NewProjection {
  const given = anObject('projection', projection);
  required('source', given.source, text);
  withMembers(given, { engine: oneOf('v1', 'v2'), onError: oneOf('continue', 'stop') });
  return given;
}

/** Options of waiting for something. */
export function waitOptions<T extends { signal?: AbortSignal }>(options: T | undefined) {
  return withMembers<{ signal?: AbortSignal }>(options, { signal });
}

/** Options that say which revision of an own projection is meant. */
export function ofRevision(options: OfRevision | undefined): OfRevision | undefined {
  return withMembers(options, { revision: count });
}

/** A number that has to be there. */
export function counted<T>(field: string, given: T): T {
  return required(field, given, number);
}

/** Options of a check. */
export function verifyOptions(options: VerifyOptions | undefined): VerifyOptions | undefined {
  return withMembers(options, { onProgress: callback, signal });
}

function withMembers<T extends object>(
  options: T | undefined,
  kinds: { [M in keyof T]?: Kind },
): T | undefined {
  for (const [member, kind] of Object.entries<Kind | undefined>(kinds)) {
    const value: unknown = optional('options', options)?.[member as keyof T];
    if (value !== undefined && value !== null && kind) required(member, value, kind);
  }
  return options;
}

function required<T>(field: string, given: T, { want, holds }: Kind): T {
  if (holds(given)) return given;
  throw notGiven(field, given, want);
}
