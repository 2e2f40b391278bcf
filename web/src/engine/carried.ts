/**
 * The own projections that travel with a log: the first line of its file says what they are, and the events follow.
 * The line has no member that an event needs, so whatever does not know it sets it aside.
 */

import type { NewProjection } from './api';

/** An own projection as a file has it. */
export interface Carried extends Required<NewProjection> {
  name: string;
}

/** How the line begins. */
const beginning = '{"hindsight":"projections",';
/** A line that is longer is not looked at: a few sources of the largest size fit in. */
const mostBytes = 32 << 20;

/** The line that says what these are, with its line feed. */
export function carriedLine(projections: readonly Carried[]): string {
  const sources = projections.map(({ name, engine, onError, source }) => ({
    name,
    engine,
    onError,
    source,
  }));
  return `${beginning}"projections":${JSON.stringify(sources)}}\n`;
}

/**
 * Takes the line off a log that has it. In its place an empty line is left, so that all others keep their numbers.
 *
 * @returns the log as it is where its first line is another, or where it is broken.
 */
export async function takeCarried(log: Blob): Promise<{ projections: Carried[]; events: Blob }> {
  try {
    const line = await carriedLineOf(log);
    const { projections } = JSON.parse(new TextDecoder().decode(line)) as { projections: unknown };
    if (Array.isArray(projections) && projections.every(isCarried)) {
      return { projections, events: new Blob(['\n', log.slice(line.length + 1)]) };
    }
  } catch {
    // Whoever reads the events says what is wrong with the file.
  }
  return { projections: [], events: log };
}

/** The bytes of the line, without its line feed; none where the log begins with another. */
async function carriedLineOf(log: Blob): Promise<Uint8Array> {
  if ((await log.slice(0, beginning.length).text()) !== beginning) return new Uint8Array(0);
  const head = new Uint8Array(await log.slice(0, mostBytes).arrayBuffer());
  const end = head.indexOf(0x0a);
  return end < 0 ? head : head.subarray(0, end);
}

function isCarried(value: unknown): value is Carried {
  if (typeof value !== 'object' || value === null) return false;
  const { name, engine, onError, source } = value as Record<keyof Carried, unknown>;
  return (
    typeof name === 'string' &&
    typeof source === 'string' &&
    (engine === 'v1' || engine === 'v2') &&
    (onError === 'continue' || onError === 'stop')
  );
}
