/** The members of JSON values, as a condition names them: `amount`, `customer.name`, `"a.b"`. */

/** Members deeper than this are nothing to suggest. */
const mostDeep = 3;
/** More would be no help to whoever looks for one. */
const mostFound = 100;

/** The paths of the members in some values that a condition may be on, in the order they are met. */
export function membersOf(values: readonly unknown[]): string[] {
  const found = new Set<string>();
  for (const value of values) collect(value, '', mostDeep, found);
  return [...found].slice(0, mostFound);
}

function collect(value: unknown, before: string, deep: number, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) {
    if (before !== '') found.add(before);
    return;
  }
  if (deep === 0) return;
  // Of an array's elements the first shows what members they have.
  const members = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value);
  for (const [name, member] of members) {
    collect(member, before === '' ? step(name) : `${before}.${step(name)}`, deep - 1, found);
  }
}

/** A name as part of a path. */
function step(name: string): string {
  return name === '' || name.startsWith('"') || name.includes('.') ? JSON.stringify(name) : name;
}
