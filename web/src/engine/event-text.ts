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
