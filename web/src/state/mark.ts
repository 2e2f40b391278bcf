/** So many hues can be told apart, in both themes; beyond that, shapes help. */
const hues = 12;
const shapes = ['square', 'round', 'diamond'] as const;

/** How a name is marked. */
export interface Mark {
  /** In degrees. */
  hue: number;
  shape: (typeof shapes)[number];
}

/** The mark a name has where it has no other name beside it. */
export function preferredMark(name: string): Mark {
  const hash = hashOf(name);
  return markAt(hash % hues, hash >>> 16);
}

/**
 * Marks for names that are seen together. Each has the hue it prefers, or if one before it took that, the
 * one that is farthest from all that are taken. So names that are added change no mark that is there. Up
 * to 12 names differ in hue, up to 36 in hue or shape.
 */
export function marksOf(names: readonly string[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  const taken = Array.from({ length: hues }, (): number[] => []);
  for (const name of names) {
    const hash = hashOf(name);
    const times = taken.map(({ length }) => length);
    const hue = hueFor(hash % hues, times);
    const shape = shapeFor((hash >>> 16) % shapes.length, taken[hue] ?? []);
    taken[hue]?.push(shape);
    marks.set(name, markAt(hue, shape));
  }
  return marks;
}

function markAt(hue: number, shape: number): Mark {
  return { hue: (hue * 360) / hues, shape: shapes[shape % shapes.length] ?? 'square' };
}

/** A shape that is not taken; the preferred one when all are. */
function shapeFor(preferred: number, taken: readonly number[]): number {
  const steps = shapes.map((_shape, step) => (preferred + step) % shapes.length);
  return steps.find((shape) => !taken.includes(shape)) ?? preferred;
}

/** One of the hues that are taken least often. */
function hueFor(preferred: number, taken: readonly number[]): number {
  const least = Math.min(...taken);
  if (taken[preferred] === least) return preferred;
  let [best, farthest] = [preferred, -1];
  for (let step = 1; step < hues; step++) {
    const hue = (preferred + step) % hues;
    const apart = taken[hue] === least ? distance(hue, taken, least) : -1;
    if (apart > farthest) [best, farthest] = [hue, apart];
  }
  return best;
}

/** How far a hue is from the nearest that is taken more often. */
function distance(hue: number, taken: readonly number[], least: number): number {
  const steps = taken.map((times, other) => {
    const round = Math.abs(hue - other);
    return times > least ? Math.min(round, hues - round) : hues;
  });
  return Math.min(...steps);
}

/** FNV-1a, stirred once more: names that differ at their end should look different. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < Math.min(name.length, 256); i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
