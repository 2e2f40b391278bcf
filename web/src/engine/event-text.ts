import { jsonProblem } from '../text/json';
import type { AppendedEvent, NewEvent } from './api';
import { EngineError } from './failure';

/** How deep a payload's arrays and objects may be nested; the engine takes no more. */
export const mostLevels = 512;

/** The fields of an event besides its payload, as they are called on the way to the engine. */
interface Fields extends Omit<NewEvent, 'data' | 'dataText'> {
  recorded?: string;
}

/**
 * An event as JSON text, its payload byte for byte where it came as text. Throws `invalid_event`
 * for what JSON can't hold.
 *
 * @param index where it stands in its batch, for the message.
 */
export function eventText(event: NewEvent, index: number): string {
  if (typeof event !== 'object' || event === null) throw notAnEvent(event, index);
  const { data, dataText, ...fields } = event;
  return joined(fields, dataText === undefined ? valueText(data, index) : checked(dataText, index));
}

/** The event as it was stored: enough to make the same one again. */
export function storedText(event: NewEvent, stored: AppendedEvent): string {
  const { data, dataText, ...fields } = event;
  const { id, time, recorded } = stored;
  return joined({ ...fields, id, time, recorded }, dataText ?? JSON.stringify(data));
}

function joined(fields: Fields, payload: string | undefined): string {
  const head = JSON.stringify(fields);
  if (payload === undefined) return head;
  return `${head.slice(0, -1)}${head === '{}' ? '' : ','}"data":${payload}}`;
}

function valueText(data: unknown, index: number): string | undefined {
  try {
    return JSON.stringify(data, refuseUnfinite);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidData(index, `its data can’t be written as JSON: ${reason}`, {});
  }
}

/** `JSON.stringify` would silently write `null`. */
function refuseUnfinite(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`JSON has no ${value}`);
  return value;
}

function checked(dataText: string, index: number): string {
  const problem = jsonProblem(dataText, mostLevels);
  if (!problem) return dataText;
  const { line, column, message } = problem;
  const where = `line ${line}, column ${column}`;
  throw invalidData(index, `its data is no JSON: ${where}: ${message}`, { line, column });
}

function notAnEvent(got: unknown, index: number): EngineError {
  const details = { index, field: '', got: String(got), want: 'an object' };
  const message = `Event ${index + 1} of the batch: got ${got}, want an object`;
  return new EngineError('invalid_event', message, details);
}

function invalidData(index: number, message: string, details: object): EngineError {
  return new EngineError('invalid_event', `Event ${index + 1} of the batch: ${message}`, {
    index,
    field: 'data',
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
