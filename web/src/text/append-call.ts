/** An event as the call of the scripting API that appends it. */

import { prettyJson } from './json';
import { dataTextOf, membersOf, metadataTextOf } from './stored-line';

/**
 * A script that appends the event as it is, and only if it isn't there. Data and metadata are written as
 * values where that gives the same bytes, otherwise as text.
 *
 * @param line the event as `export` writes it.
 */
export function appendCallOf(line: string): string {
  const event = membersOf(line);
  const members = ['type', 'stream', 'id', 'time'].map((name) => [name, event.get(name)] as const);
  const version = event.get('schemaVersion');
  const written = [
    ...members,
    ['schemaVersion', version === '1' ? undefined : version] as const,
    exactly('data', dataTextOf(event)),
    exactly('metadata', metadataTextOf(event)),
  ].flatMap(([name, value]) => (value === undefined ? [] : [`    ${name}: ${indented(value)},\n`]));
  return `await hindsight.append(\n  {\n${written.join('')}  },\n  { idempotent: true },\n)\n`;
}

/** A member as a value, or as text where a value would not give the same bytes. */
function exactly(name: string, json: string | undefined): readonly [string, string | undefined] {
  if (json === undefined || isExact(json)) return [name, json];
  return [`${name}Text`, JSON.stringify(json)];
}

/** Whether JSON gives the same bytes after it was a value: digits and order can get lost. */
function isExact(json: string): boolean {
  // In a script `__proto__` sets the prototype.
  return JSON.stringify(JSON.parse(json)) === json && !json.includes('__proto__');
}

function indented(json: string): string {
  return literal(prettyJson(json)).replaceAll('\n', '\n    ');
}

/** JSON as a part of any script, even one within a page; it only has these characters in strings. */
function literal(json: string): string {
  return json
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '\\u003c!--');
}
