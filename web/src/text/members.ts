/** The members of JSON values, as a condition names them: `amount`, `customer.name`, `"a.b"`. */

import { jsonEntries } from './json';

/** Members deeper than this are nothing to suggest. */
const mostDeep = 3;
/** More suggestions would be of no help. */
const mostFound = 100;

/** The paths of the members in some JSON texts that a condition may be on, in the order they are met. */
export function membersOf(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) collect(text, text.search(/\S/), '', mostDeep, found);
  return [...found].slice(0, mostFound);
}

function collect(
  text: string,
  start: number,
  before: string,
  deep: number,
  found: Set<string>,
): void {
  const first = text.charAt(start);
  if (first !== '{' && first !== '[') {
    if (before !== '') found.add(before);
    return;
  }
  if (deep === 0) return;
  // Of an array's elements the first shows what members they have.
  for (const entry of jsonEntries(text, start, first === '[' ? 1 : mostFound)) {
    const name = entry.name === null ? '0' : step(JSON.parse(entry.name));
    collect(text, entry.start, before === '' ? name : `${before}.${name}`, deep - 1, found);
  }
}

/** A name as part of a path. */
export function step(name: string): string {
  return name === '' || name.startsWith('"') || name.includes('.') ? JSON.stringify(name) : name;
}
