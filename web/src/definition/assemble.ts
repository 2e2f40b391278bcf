import { limits, utf8Length } from './sandbox/limits';
import type { SourcePlace } from './sandbox/refusal';

/** The global function that the sandbox's script leaves to be called with what runs the user's source. */
export const runnerName = 'hindsightRun';

/** A classic script and where in it the user's source is. */
export interface Script {
  text: string;
  place: SourcePlace;
}

/**
 * Puts the user's source behind the sandbox's script. It becomes the body of an arrow function, so
 * that what it throws at its top level can be caught with its line, `this` stays the global object,
 * and a "use strict" at its beginning still counts.
 *
 * The source has to be parsed before: text that closes the function would run, too.
 */
export function assemble(sandbox: string, source: string): Script {
  const before = `${sandbox}\n${runnerName}(() => {\n`;
  return {
    text: `${before}${source}\n});\n`,
    place: { firstLine: before.split('\n').length, lines: source.split('\n').length },
  };
}

/** What is said of a source that is too long, or `null`. */
export function tooLong(source: string): string | null {
  const length = utf8Length(source);
  if (length <= limits.sourceBytes) return null;
  return `The source has ${length.toLocaleString('en')} bytes; at most 1 MiB is allowed.`;
}
