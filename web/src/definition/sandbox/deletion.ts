import type { LoggedEvent } from './outcome';

/** The value of `$tb` in a stream's metadata that deletes it: the greatest number of 64 bits. */
const deletedFrom = 2 ** 63;

/**
 * The stream that an event deletes: by a `$streamDeleted` in it, or by metadata that cut off all of it.
 *
 * @throws SyntaxError of metadata that is no JSON, as the server faults at it.
 */
export function deletedStream(event: LoggedEvent): string | null {
  if (event.type === '$streamDeleted') return event.stream;
  if (event.type !== '$metadata' || !event.stream.startsWith('$$')) return null;
  const metadata: unknown = JSON.parse(event.data);
  const before = (metadata as { $tb?: unknown } | null)?.$tb;
  return before === deletedFrom ? event.stream.slice(2) : null;
}
