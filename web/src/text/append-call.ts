/** An event as the call of the scripting API that appends it. */

import { prettyJson } from './json';
import { dataTextOf, membersOf } from './stored-line';

/**
 * A script that appends the event as it is, and only if it isn't there. Data is written as a value where
 * that gives the same bytes, otherwise as text. `import` takes the line where metadata can't be a value.
 *
 * @param line the event as `export` writes it.
 */
export function appendCallOf(line: string): string {
  const event = membersOf(line);
  const metadata = event.get('metadata');
  if (metadata !== undefined && !isExact(metadata)) {
    return `await hindsight.import(${literal(JSON.stringify(line))})\n`;
  }
  const data = dataTextOf(event);
  const members = ['type', 'stream', 'id', 'time'].map((name) => [name, event.get(name)] as const);
  const version = event.get('schemaVersion');
  const written = [
    ...members,
    ['schemaVersion', version === '1' ? undefined : version] as const,
    isExact(data) ? (['data', data] as const) : (['dataText', JSON.stringify(data)] as const),
    ['metadata', metadata] as const,
  ].flatMap(([name, value]) => (value === undefined ? [] : [`    ${name}: ${indented(value)},\n`]));
  return `await hindsight.append(\n  {\n${written.join('')}  },\n  { idempotent: true },\n)\n`;
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
