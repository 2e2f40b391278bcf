import { exceeded, isLonger, limits } from './limits';
import type { LoggedEvent, Version } from './outcome';

/** The key that partitionBy gave, or `null` where it is none: only strings and numbers are. */
export function keyOf(given: unknown): string | null {
  if (typeof given === 'string') return given;
  if (typeof given !== 'number') return null;
  return Object.is(given, -0) ? '-0' : String(given);
}

/** The key of an event by foreachStream. */
export function streamKey(event: LoggedEvent, version: Version): string {
  if (version === 'v2') return event.stream;
  const original = event.link?.metadata ? originalStream(event.link.metadata) : null;
  if (original !== null) return original;
  return event.stream.startsWith('$$') ? event.stream.slice(2) : event.stream;
}

/** @throws Refusal where a key is too long. */
export function checkKey(key: string): string {
  if (isLonger(key, limits.partitionBytes)) {
    throw exceeded('The partition’s key', limits.partitionBytes, 'bytes');
  }
  return key;
}

/** A link may name in its metadata the stream that its event was in at first. */
function originalStream(metadata: string): string | null {
  const { $o } = (JSON.parse(metadata) ?? {}) as { $o?: unknown };
  return typeof $o === 'string' ? $o : null;
}
