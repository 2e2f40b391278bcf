/** Hues of marks, in degrees apart. */
const hueStep = 15;
const shapes = ['square', 'round', 'diamond'] as const;

/** How a name is marked: so many hues are hard to tell apart, so shapes help. */
export interface Mark {
  /** In degrees. */
  hue: number;
  shape: (typeof shapes)[number];
}

const known = new Map<string, Mark>();

/** A name's mark: always the same for the same name, in every log. */
export function markOf(name: string): Mark {
  const mark = known.get(name);
  if (mark) return mark;
  const hash = hashOf(name);
  const fresh: Mark = {
    hue: (hash % (360 / hueStep)) * hueStep,
    shape: shapes[(hash >>> 16) % shapes.length] ?? 'square',
  };
  if (known.size < 10_000) known.set(name, fresh);
  return fresh;
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
