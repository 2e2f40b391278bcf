import type { DataMember } from './known';

/** Members told of one object. One that has more is a table of its own, whose keys are data. */
const mostMembers = 100;
/** Objects within each other that are told of. */
const mostLevels = 8;
/** Letters of an example. */
const longestExample = 40;

/** What was seen of one member so far. */
interface Seen {
  types: Set<string>;
  example: string;
  /** The objects that it was, and those in the arrays that it was. */
  objects: object[];
}

/**
 * The members that objects have, in the order in which they were first seen.
 *
 * @param samples the data of some events, as JSON.parse gives it.
 */
export function membersIn(samples: readonly unknown[], levels = mostLevels): DataMember[] {
  if (levels === 0) return [];
  const found = new Map<string, Seen>();
  for (const sample of samples.flatMap(objectsIn)) {
    for (const [name, value] of Object.entries(sample)) {
      const seen = found.get(name) ?? { types: new Set(), example: '', objects: [] };
      if (found.size >= mostMembers && !found.has(name)) continue;
      found.set(name, seen);
      note(seen, value);
    }
  }
  return [...found].map(([name, { types, example, objects }]) => ({
    name,
    type: [...types].join(' | '),
    example,
    members: membersIn(objects, levels - 1),
  }));
}

/** The object that a value is, or those in the array that it is. */
function objectsIn(value: unknown): object[] {
  const all = Array.isArray(value) ? value : [value];
  return all.filter((item) => typeOf(item) === 'object');
}

function note(seen: Seen, value: unknown): void {
  const type = typeOf(value);
  // null says little of what the member is like.
  if (seen.example === '' || (seen.types.size === 1 && seen.types.has('null'))) {
    seen.example = exampleOf(value);
  }
  seen.types.add(type);
  seen.objects.push(...objectsIn(value));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function exampleOf(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longestExample ? `${text.slice(0, longestExample - 1)}…` : text;
}
