import { type JSONError, jsonError, valueKind } from '../text/json';
import type { NewEvent } from './api';
import { EngineError } from './errors';

/** How deep a payload's arrays and objects may be nested; the engine takes no more. */
export const mostLevels = 512;

/** An event's fields that are JSON of their own, as a caller names them. */
type TextMember = 'data' | 'metadata';

/** The fields of an event besides these, as they are called on the way to the engine. */
type Fields = Omit<NewEvent, TextMember | `${TextMember}Text`>;

/**
 * An event as JSON text, its payload and its metadata byte for byte where they came as text. Throws
 * `invalid_event` for what JSON can't hold.
 *
 * @param index where it stands in its batch, for the message.
 */
export function eventText(event: NewEvent, index: number): string {
  if (typeof event !== 'object' || event === null) throw notAnEvent(event, index);
  const { data, dataText, metadata, metadataText, ...fields } = event;
  return joined(fields, {
    metadata: textOf('metadata', metadata, metadataText, index),
    data: textOf('data', data, dataText, index),
  });
}

function joined(fields: Fields, texts: Record<TextMember, string | undefined>): string {
  const head = JSON.stringify(fields).slice(1, -1);
  const members = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [exactMember(name, text)],
  );
  return `{${[...(head ? [head] : []), ...members].join(',')}}`;
}

/** JSON drops white space around a value. To keep it, such a text is sent as a string. */
function exactMember(name: string, text: string): string {
  const hasSpace = /^\s|\s$/.test(text);
  return hasSpace ? `"${name}Text":${JSON.stringify(text)}` : `"${name}":${text}`;
}

function textOf(
  member: TextMember,
  value: unknown,
  text: string | undefined,
  index: number,
): string | undefined {
  return text === undefined ? valueText(member, value, index) : checked(member, text, index);
}

function valueText(member: TextMember, value: unknown, index: number): string | undefined {
  try {
    return JSON.stringify(value, refuseUnfinite);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(index, member, `its ${member} can’t be written as JSON: ${reason}`, {});
  }
}

/** `JSON.stringify` would silently write `null`. */
function refuseUnfinite(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`JSON has no ${value}`);
  return value;
}

function checked(member: TextMember, text: string, index: number): string {
  if (typeof text !== 'string') {
    const got = text === null ? 'null' : `a value of type ${typeof text}`;
    const message = `its ${member}Text: got ${got}, want a string`;
    throw invalid(index, member, message, { got, want: 'a string' });
  }
  const error = jsonError(text, mostLevels);
  if (error) throw wrongAt(error, index, member, `its ${member} is no JSON`);
  const kind = member === 'metadata' ? valueKind(text) : null;
  if (kind === null || kind.name === 'an object') return text;
  const want = { ...kind, message: `got ${kind.name}, want an object` };
  throw wrongAt(want, index, member, 'its metadata is no JSON object');
}

function wrongAt(
  { line, column, message }: Omit<JSONError, 'offset'>,
  index: number,
  member: TextMember,
  what: string,
): EngineError {
  const where = `line ${line}, column ${column}`;
  return invalid(index, member, `${what}: ${where}: ${message}`, { line, column });
}

function notAnEvent(got: unknown, index: number): EngineError {
  const details = { index, field: '', got: String(got), want: 'an object' };
  const message = `Event ${index + 1} of the batch: got ${got}, want an object`;
  return new EngineError('invalid_event', message, details);
}

function invalid(index: number, field: TextMember, message: string, details: object): EngineError {
  return new EngineError('invalid_event', `Event ${index + 1} of the batch: ${message}`, {
    index,
    field,
    ...details,
  });
}

/** The event with an id: one made for it, where it has none. */
export function identified(event: NewEvent): NewEvent {
  const named = typeof event !== 'object' || event === null || event.id !== undefined;
  return named ? event : { ...event, id: eventId() };
}

/** A UUIDv7 (RFC 9562, section 5.7): later ones sort behind earlier ones. */
export function eventId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const chance = Array.from(crypto.getRandomValues(new Uint16Array(5)));
  const [a = 0, b = 0, ...rest] = chance;
  const version = ((a & 0x0fff) | 0x7000).toString(16);
  const variant = ((b & 0x3fff) | 0x8000).toString(16);
  const node = rest.map((part) => part.toString(16).padStart(4, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
}
