/** An event as the line of NDJSON that it is exported as, read without building values. */

import { jsonEntries } from './json';

/** The members of a JSON object, each as its text; of a name that is there twice, the last. */
export function membersOf(object: string): Map<string, string> {
  const members = jsonEntries(object, object.search(/\S/));
  return new Map(
    members.map(({ name, start, end }) => [JSON.parse(name ?? '""'), object.slice(start, end)]),
  );
}

/** The payload's text, byte for byte. */
export function dataTextOf(members: ReadonlyMap<string, string>): string {
  return textOf(members, 'data') ?? 'null';
}

/** The metadata's text, byte for byte; `undefined` for an event without. */
export function metadataTextOf(members: ReadonlyMap<string, string>): string | undefined {
  return textOf(members, 'metadata');
}

/** A line has as text, in a string, what line breaks or white space around it keep from being a value. */
function textOf(members: ReadonlyMap<string, string>, name: string): string | undefined {
  const text = members.get(`${name}Text`);
  return text === undefined ? members.get(name) : JSON.parse(text);
}

/** The object with each member on a line of its own. The members' values keep their bytes. */
export function memberLines(object: string): string {
  const members = jsonEntries(object, object.search(/\S/)).map(
    ({ name, start, end }) => `  ${name}: ${object.slice(start, end)}`,
  );
  return `{\n${members.join(',\n')}\n}`;
}
