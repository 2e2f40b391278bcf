import { Refusal } from './refusal';

/** What a projection may use. The server's own limits are stateBytes and depth. */
export const limits = {
  /** Bytes of a state as UTF-8. */
  stateBytes: 16 * 1024 * 1024,
  /** Objects and arrays within each other. */
  depth: 64,
  /** Events emitted and linked while one event is run. */
  emits: 10_000,
  /** Lines logged while one event is run. */
  logs: 1_000,
  /** Bytes, as UTF-8, of all that one event emits, and of all that it logs. */
  outputBytes: 16 * 1024 * 1024,
  /** Bytes of a partition's key as UTF-8. */
  partitionBytes: 1_024,
  /** Bytes of a projection's source as UTF-8. */
  sourceBytes: 1024 * 1024,
  /** Milliseconds that the server allows a handler. */
  handlerMs: 250,
  /** Milliseconds that the server allows a definition. */
  defineMs: 500,
};

const count = (n: number) => n.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** Says that a limit is passed, and names it. */
export function exceeded(what: string, most: number, unit: string): Refusal {
  return new Refusal(
    'limit_exceeded',
    `${what} is over the limit: at most ${count(most)} ${unit} are allowed.`,
  );
}

/** Whether a text has more bytes, as UTF-8, than are allowed. */
export function isLonger(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  if (text.length * 3 <= bytes) return false;
  return utf8Length(text) > bytes;
}

/** How many bytes a text has as UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Each half of a surrogate pair counts for two of the four bytes.
    length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return length;
}
