/**
 * What differs between two JSON values, member by member, as they are written: no value is built, so that no digit is
 * lost, and `1.0` is not `1`.
 */

import { type Entry, jsonEntries } from './json';

/** A value, and how it differs. */
export type Difference = { name: string | null } & (
  | { kind: 'same'; after: string }
  | { kind: 'added'; after: string }
  | { kind: 'removed'; before: string }
  | { kind: 'changed'; before: string; after: string }
  /** Both are objects, or both arrays, and something within differs. */
  | { kind: 'within'; of: 'object' | 'array'; differences: Difference[] }
  /** So many that are the same, and have no lines of their own. */
  | { kind: 'rest'; count: number }
);

/** Entries beside each other that are the same and are shown each, where there are more. */
const mostSame = 6;

/**
 * Compares two texts, which must be JSON without blanks around it.
 *
 * @param before `null` where there was no value.
 */
export function jsonDiff(before: string | null, after: string | null): Difference {
  if (before === null) return come(after ?? 'null');
  if (after === null) return gone(before);
  return differenceOf(null, before, after);
}

/** All that is in it was added. */
function come(after: string): Difference {
  const difference = differenceOf(null, emptyOf(after), after);
  return difference.kind === 'within' ? difference : { name: null, kind: 'added', after };
}

/** All that was in it was removed. */
function gone(before: string): Difference {
  const difference = differenceOf(null, before, emptyOf(before));
  return difference.kind === 'within' ? difference : { name: null, kind: 'removed', before };
}

/** An object or array of the same kind with nothing in it; of a scalar there is none. */
function emptyOf(text: string): string {
  const of = kindOf(text);
  if (of === 'scalar') return '';
  return of === 'object' ? '{}' : '[]';
}

function differenceOf(name: string | null, before: string, after: string): Difference {
  if (before === after) return { name, kind: 'same', after };
  const of = kindOf(after);
  if (of === 'scalar' || of !== kindOf(before)) return { name, kind: 'changed', before, after };
  const differences = of === 'object' ? ofMembers(before, after) : ofElements(before, after);
  // The same in another order, or written with other blanks.
  if (differences.every(({ kind }) => kind === 'same')) return { name, kind: 'same', after };
  return { name, kind: 'within', of, differences: folded(differences) };
}

function kindOf(text: string): 'object' | 'array' | 'scalar' {
  if (text.startsWith('{')) return 'object';
  return text.startsWith('[') ? 'array' : 'scalar';
}

/** In the order of what is there after; what is gone comes last. */
function ofMembers(before: string, after: string): Difference[] {
  const [had, has] = [membersOf(before), membersOf(after)];
  const differences = [...has].map(([name, now]): Difference => {
    const was = had.get(name);
    return was === undefined ? { name, kind: 'added', after: now } : differenceOf(name, was, now);
  });
  for (const [name, was] of had) {
    if (!has.has(name)) differences.push({ name, kind: 'removed', before: was });
  }
  return differences;
}

/** Of members with one name the last counts, as for JSON.parse. */
function membersOf(text: string): Map<string, string> {
  return new Map(
    jsonEntries(text, 0).map((entry) => [JSON.parse(entry.name ?? '""'), slice(text, entry)]),
  );
}

/** Elements at both ends that are the same stay beside each other; those between are compared one by one. */
function ofElements(before: string, after: string): Difference[] {
  const had = jsonEntries(before, 0).map((entry) => slice(before, entry));
  const has = jsonEntries(after, 0).map((entry) => slice(after, entry));
  const least = Math.min(had.length, has.length);
  let first = 0;
  while (first < least && had[first] === has[first]) first++;
  let last = 0;
  while (last < least - first && had.at(-1 - last) === has.at(-1 - last)) last++;
  const [those, there] = [had, has].map((all) => all.slice(first, all.length - last)) as [
    string[],
    string[],
  ];
  return [
    ...has.slice(0, first).map((text, i) => same(i, text)),
    ...there.map((text, i) => ofElement(first + i, those[i], text)),
    ...those
      .slice(there.length)
      .map((was, i) => ofElement(first + there.length + i, was, undefined)),
    ...has.slice(has.length - last).map((text, i) => same(has.length - last + i, text)),
  ];
}

function same(index: number, after: string): Difference {
  return { name: `${index}`, kind: 'same', after };
}

function ofElement(index: number, was: string | undefined, now: string | undefined): Difference {
  const name = `${index}`;
  if (was === undefined) return { name, kind: 'added', after: now ?? 'null' };
  if (now === undefined) return { name, kind: 'removed', before: was };
  return differenceOf(name, was, now);
}

function slice(text: string, { start, end }: Entry): string {
  return text.slice(start, end);
}

/** Has one line stand for many entries beside each other that are the same. */
function folded(differences: readonly Difference[]): Difference[] {
  const lines: Difference[] = [];
  let run: Difference[] = [];
  const close = () => {
    if (run.length <= mostSame) lines.push(...run);
    else lines.push({ name: null, kind: 'rest', count: run.length });
    run = [];
  };
  for (const difference of differences) {
    if (difference.kind === 'same') {
      run.push(difference);
      continue;
    }
    close();
    lines.push(difference);
  }
  close();
  return lines;
}
